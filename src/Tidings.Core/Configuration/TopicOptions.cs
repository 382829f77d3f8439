namespace Tidings.Configuration;

/// <summary>One topic.</summary>
/// <param name="Name">Its name, in lower case: 1 to 64 letters, digits, <c>_</c> and <c>-</c>.</param>
/// <param name="Synonyms">
/// Hashtags (<c>#btc</c>), cashtags (<c>$btc</c>), words and phrases that name it, at least one; null stands for those
/// of the preset of that name.
/// </param>
public sealed record TopicOptions(string Name, ValueList<string>? Synonyms)
{
    /// <summary>The topics that come with the program.</summary>
    public static ValueList<string> PresetNames { get; } = ["btc", "ada", "eth", "bnb", "xrp"];
}
