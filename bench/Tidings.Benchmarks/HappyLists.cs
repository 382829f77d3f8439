namespace Tidings.Benchmarks;

/// <summary>Happy lists of 4,000 entries, made by rule.</summary>
static class HappyLists
{
    public const int Length = 4000;

    const string Signs = ":;=^(<*>[{|~+-8\\";

    /// <summary>Faces, things, flags, and pairs joined into one.</summary>
    public static string[] Emoji { get; } =
    [
        // without skin tones
        .. Range(0x1F300, 0x1F3FA).Concat(Range(0x1F400, 0x1F4FD))
            .Concat(Range(0x1F600, 0x1F64F)).Concat(Range(0x1F680, 0x1F6D2))
            .Concat(from a in Range(0x1F1E6, 0x1F1FF) from b in Range(0x1F1E6, 0x1F1FF) select a + b)
            .Concat(from a in Range(0x1F600, 0x1F64F) from b in Range(0x1F300, 0x1F3FA) select a + "\u200D" + b)
            .Take(Length),
    ];

    /// <summary>
    /// Two signs, a letter and a sign each: hardly any is in a post, so that posts are searched to their ends.
    /// </summary>
    public static string[] BeginningWithSigns { get; } =
        [.. (from a in Signs from b in Signs from c in "oPDxXvU3Q" from d in ")(" select $"{a}{b}{c}{d}").Take(Length)];

    /// <summary>Four or five letters and a sign each.</summary>
    public static string[] BeginningWithLetters { get; } =
        [.. Words("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
            .Select((word, i) => word + Signs[i % Signs.Length])];

    /// <summary>Four or five small letters each, which is not what the list is for.</summary>
    public static string[] SmallLetters { get; } = Words("abcdefghijklmnopqrstuvwxyz");

    static string[] Words(string letters)
    {
        var random = new Random(7);
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (words.Count < Length)
            words.Add(new string(random.GetItems<char>(letters, 4 + random.Next(2))));
        return [.. words];
    }

    static IEnumerable<string> Range(int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(char.ConvertFromUtf32);
}
