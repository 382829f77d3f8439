using System.Text;

namespace Tidings.Analysis;

/// <summary>
/// Emoji written by name, as Mastodon's <c>:blob_cat:</c>: a colon, a name of <c>A-Z a-z 0-9 _ + -</c>, a colon.
/// </summary>
/// <remarks>
/// Much that looks like it is not meant so, and a smile must not get lost in it:
/// <list type="bullet">
/// <item>No letter, digit or <c>_</c> stands right before the first colon, since no network draws an emoji there:
/// in <c>12:30:)</c>, <c>a:b:)</c> and <c>thanks:)</c> the smile counts.</item>
/// <item>A name of digits only has three or more (<c>:100:</c>, <c>:1234:</c>); two are minutes.</item>
/// <item>A name begins with a letter, digit or <c>_</c>, or is a sign and digits (<c>:+1:</c>): <c>:-D:-D</c> and
/// <c>:-:)</c> are faces.</item>
/// <item>A name of one letter is lower case (<c>:x:</c>, <c>:o:</c>): <c>:D:D</c> and <c>:P:)</c> are faces.</item>
/// </list>
/// </remarks>
static class Shortcode
{
    /// <summary>The offset behind the shortcode that begins at a colon, or -1.</summary>
    /// <param name="text">UTF-8; may be invalid.</param>
    /// <param name="colon">Offset of the colon; one that ends another shortcode must not be given.</param>
    public static int EndAt(ReadOnlySpan<byte> text, int colon)
    {
        var end = colon + 1;
        var digits = 0;
        for (; end < text.Length && text[end] != (byte)':'; end++)
        {
            if (char.IsAsciiDigit((char)text[end]))
                digits++;
            else if (!char.IsAsciiLetter((char)text[end]) && text[end] is not ((byte)'_' or (byte)'+' or (byte)'-'))
                return -1;
        }
        if (end == text.Length || !IsName(text[(colon + 1)..end], digits) || FollowsWord(text[..colon]))
            return -1;
        return end + 1;
    }

    static bool IsName(ReadOnlySpan<byte> name, int digits) => name switch
    {
        [] => false,
        [(byte)'+' or (byte)'-', ..] => digits > 0 && digits == name.Length - 1,
        [var single] => char.IsAsciiLetterLower((char)single) || single == (byte)'_',
        _ => digits < name.Length || digits >= 3,
    };

    static bool FollowsWord(ReadOnlySpan<byte> before)
    {
        if (before.IsEmpty)
            return false;
        Rune.DecodeLastFromUtf8(before, out var rune, out _);
        return WordClasses.Of(rune.Value) is WordClass.Letter or WordClass.Unspaced or WordClass.Syllable;
    }
}
