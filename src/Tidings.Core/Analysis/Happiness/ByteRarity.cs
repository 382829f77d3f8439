namespace Tidings.Analysis;

/// <summary>How rare bytes are in posts, roughly: what a search for emoticons should look for.</summary>
static class ByteRarity
{
    // Bytes of this rank or above are in every text.
    const int Common = 5;

    /// <summary>The offset of the rarest byte, the first of equals.</summary>
    /// <param name="text">At least one byte.</param>
    public static int RarestIn(ReadOnlySpan<byte> text)
    {
        var rarest = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (Rank(text[i]) < Rank(text[rarest]))
                rarest = i;
        }
        return rarest;
    }

    /// <summary>Whether hardly a text of some length is without it.</summary>
    public static bool IsInEveryText(byte value) => Rank(value) >= Common;

    static int Rank(byte value) => (char)value switch
    {
        ':' => 0, // has to be looked for anyway, for the sake of shortcodes
        ' ' => Common + 26,
        >= 'a' and <= 'z' => Common + "zqxjkvbpygfwmucldrhsnioate"u8.IndexOf(value),
        >= 'A' and <= 'Z' => 4,
        '.' or ',' or '\'' or '"' or '!' or '?' or '-' or '/' or '#' or '@' or (>= '0' and <= '9') => 3,
        >= '\x80' => 2,
        _ => 1,
    };
}
