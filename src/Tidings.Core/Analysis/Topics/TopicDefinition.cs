namespace Tidings.Analysis;

/// <summary>A topic as it is configured.</summary>
/// <param name="Name">1 to 64 of <c>a-z 0-9 _ -</c>; unique among the topics of one matcher.</param>
/// <param name="Synonyms">
/// At least one: a hashtag (<c>#btc</c>), a cashtag (<c>$btc</c>), a word, or a phrase whose words are separated by
/// white space. Case does not matter. Of two that begin at the same place the longer one is reported, then the earlier
/// one in this list.
/// </param>
public sealed record TopicDefinition(string Name, IReadOnlyList<string> Synonyms);
