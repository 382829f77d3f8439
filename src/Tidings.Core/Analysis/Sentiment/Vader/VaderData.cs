namespace Tidings.Analysis;

/// <summary>Reads the data files that are part of this assembly; <c>tools/sentiment-data</c> writes them.</summary>
static class VaderData
{
    /// <summary>Words and their mean ratings, one a line: <c>word TAB rating</c>, ratings with one decimal.</summary>
    public static byte[] Lexicon() => Read("Tidings.Vader.lexicon.tsv");

    /// <summary>Emoji of one code point, one a line: <c>hexadecimal code point TAB name</c>.</summary>
    public static byte[] Emoji() => Read("Tidings.Vader.emoji.tsv");

    /// <summary>Cuts the next line off <paramref name="rest"/>; false at the end.</summary>
    /// <exception cref="InvalidDataException">The line has no tab: the file was damaged before the build.</exception>
    public static bool TryReadLine(
        ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        key = value = default;
        if (rest.IsEmpty)
            return false;
        var end = rest.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        var tab = line.IndexOf((byte)'\t');
        if (tab < 0)
            throw new InvalidDataException("a line of the sentiment data has no tab");
        key = line[..tab];
        value = line[(tab + 1)..];
        return true;
    }

    static byte[] Read(string name)
    {
        using var stream = typeof(VaderData).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"resource {name} is missing from the assembly");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
