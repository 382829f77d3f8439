namespace Tidings.Sources;

/// <summary>
/// The plain text of a fediverse post: tags taken away, <c>&lt;br&gt;</c> a line break, a blank line between paragraphs, references decoded.
/// Links come out whole, because the parts that a server hides or shortens on screen are all there in the markup.
/// </summary>
static class PlainText
{
    /// <summary>The most bytes that <see cref="OfHtml"/> writes: no tag is shorter than the break it stands for.</summary>
    public static int MaxLength(int length) => length;

    public static int OfHtml(ReadOnlySpan<byte> html, Span<byte> target)
    {
        var written = 0;
        var breaks = 0; // line breaks owed before the next text, so that none lead or trail
        while (!html.IsEmpty)
        {
            var at = html.IndexOfAny((byte)'<', (byte)'&');
            var plain = at < 0 ? html : html[..at];
            if (!plain.IsEmpty)
            {
                Owe(target, ref written, ref breaks);
                plain.CopyTo(target[written..]);
                written += plain.Length;
            }
            if (at < 0)
                break;
            html = html[at..];
            if (html[0] == '&')
            {
                Owe(target, ref written, ref breaks);
                html = html[HtmlEntities.DecodeOne(html, target, ref written)..];
            }
            else
            {
                html = html[ReadTag(html, target, ref written, ref breaks)..];
            }
        }
        return TrimEnd(target[..written]);
    }

    /// <summary>Reads one tag or comment; a lone <c>&lt;</c> is text. Returns the bytes consumed.</summary>
    static int ReadTag(ReadOnlySpan<byte> html, Span<byte> target, ref int written, ref int breaks)
    {
        var isTag = html.Length > 1 && (char.IsAsciiLetter((char)html[1]) || html[1] is (byte)'/' or (byte)'!');
        var end = isTag ? End(html) : -1;
        if (end < 0)
        {
            Owe(target, ref written, ref breaks);
            target[written++] = (byte)'<';
            return 1;
        }
        var name = html[1] == '/' ? html[2..end] : html[1..end];
        var length = name.IndexOfAnyExcept(TagLetters);
        breaks = Math.Max(breaks, Breaks(length < 0 ? name : name[..length], ref breaks));
        return end + 1;
    }

    /// <summary>Where the tag's closing bracket is; one inside a quoted attribute does not count.</summary>
    static int End(ReadOnlySpan<byte> html)
    {
        var at = 1;
        while (at < html.Length)
        {
            var next = html[at..].IndexOfAny((byte)'>', (byte)'"', (byte)'\'');
            if (next < 0)
                return -1;
            at += next;
            if (html[at] == '>')
                return at;
            var close = html[(at + 1)..].IndexOf(html[at]);
            if (close < 0)
                return html[at..].IndexOf((byte)'>') is >= 0 and var bracket ? at + bracket : -1;
            at += close + 2;
        }
        return -1;
    }

    static int Breaks(ReadOnlySpan<byte> name, ref int owed)
    {
        if (Is(name, "br"u8))
            return owed + 1; // each one counts
        if (Is(name, "p"u8) || Is(name, "blockquote"u8) || Is(name, "pre"u8) || Is(name, "ul"u8) || Is(name, "ol"u8))
            return 2;
        return Is(name, "li"u8) || Is(name, "div"u8) || (name.Length == 2 && (name[0] | 0x20) == 'h') ? 1 : 0;
    }

    static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) => System.Text.Ascii.EqualsIgnoreCase(name, lower);

    static void Owe(Span<byte> target, ref int written, ref int breaks)
    {
        if (written > 0)
            for (; breaks > 0; breaks--)
                target[written++] = (byte)'\n';
        breaks = 0;
    }

    static int TrimEnd(ReadOnlySpan<byte> text) => text.LastIndexOfAnyExcept(" \n\r\t"u8) + 1;

    static readonly System.Buffers.SearchValues<byte> TagLetters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"u8);
}
