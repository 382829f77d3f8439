using System.Buffers;

namespace Tidings.Sources;

/// <summary>
/// The plain text of a fediverse post: tags taken away, <c>&lt;br&gt;</c> a line break, a blank line between
/// paragraphs, references decoded. Links come out whole, because the parts that a server hides or shortens on screen
/// are all there in the markup.
/// </summary>
ref struct PlainText
{
    readonly Span<byte> _target;
    int _written;
    int _breaks; // line breaks owed before the next text, so that none lead or trail
    bool _areCommentsOver;
    bool _areQuotesLost;
    bool _areTagsOver;
    int _preformatted;

    PlainText(Span<byte> target) => _target = target;

    /// <summary>
    /// The most bytes that <see cref="OfHtml"/> writes: no tag is shorter than the break it stands for.
    /// </summary>
    public static int MaxLength(int length) => length;

    /// <summary>
    /// Writes the text of some HTML; returns the bytes written. Its time is linear in the length, whatever the markup.
    /// </summary>
    public static int OfHtml(ReadOnlySpan<byte> html, Span<byte> target)
    {
        var text = new PlainText(target);
        while (!html.IsEmpty)
        {
            var at = html.IndexOfAny((byte)'<', (byte)'&');
            text.AddPlain(at < 0 ? html : html[..at]);
            if (at < 0)
                break;
            html = html[at..];
            html = html[(html[0] == '&' ? text.AddReference(html) : text.ReadTag(html))..];
        }
        return target[..text._written].LastIndexOfAnyExcept(WhiteSpace) + 1;
    }

    void AddPlain(ReadOnlySpan<byte> plain)
    {
        // White space between blocks is the source's layout, not the post's.
        var isAtBlock = _preformatted == 0 && (_breaks > 0 || _written == 0);
        if (plain.IsEmpty || (isAtBlock && !plain.ContainsAnyExcept(WhiteSpace)))
            return;
        PayBreaks();
        plain.CopyTo(_target[_written..]);
        _written += plain.Length;
    }

    int AddReference(ReadOnlySpan<byte> html)
    {
        PayBreaks();
        return HtmlEntities.DecodeOne(html, _target, ref _written);
    }

    /// <summary>Reads one tag or comment; a lone <c>&lt;</c> is text. Returns the bytes consumed.</summary>
    int ReadTag(ReadOnlySpan<byte> html)
    {
        var isTag = !_areTagsOver && html.Length > 1
            && (char.IsAsciiLetter((char)html[1]) || html[1] is (byte)'/' or (byte)'!' or (byte)'?');
        var end = isTag ? TagEnd(html) : -1;
        if (end < 0)
        {
            PayBreaks();
            _target[_written++] = (byte)'<';
            return 1;
        }
        var isEnd = html[1] == '/';
        var name = isEnd ? html[2..end] : html[1..end];
        var length = name.IndexOfAnyExcept(TagLetters);
        Break(length < 0 ? name : name[..length], isEnd);
        return end + 1;
    }

    /// <summary>
    /// Where the tag's closing bracket is; one inside a quoted attribute or a comment does not count.
    /// </summary>
    int TagEnd(ReadOnlySpan<byte> html)
    {
        // Looking for what is not there must not be repeated for every tag: hostile markup would cost the square of its
        // length.
        if (!_areCommentsOver && html.StartsWith("<!--"u8))
        {
            if (html[2..].IndexOf("-->"u8) is >= 0 and var comment)
                return comment + 4;
            _areCommentsOver = true;
        }
        var end = _areQuotesLost ? -1 : QuotedTagEnd(html);
        if (end >= 0)
            return end;
        _areQuotesLost = true;
        end = html.IndexOf((byte)'>');
        _areTagsOver = end < 0;
        return end;
    }

    static int QuotedTagEnd(ReadOnlySpan<byte> html)
    {
        var at = 1;
        while (html[at..].IndexOfAny((byte)'>', (byte)'"', (byte)'\'') is >= 0 and var next)
        {
            at += next;
            if (html[at] == '>')
                return at;
            var close = html[(at + 1)..].IndexOf(html[at]);
            if (close < 0)
                return -1;
            at += close + 2;
        }
        return -1;
    }

    void Break(ReadOnlySpan<byte> name, bool isEnd)
    {
        if (Is(name, "br"u8))
            _breaks++; // each one counts
        else if (Is(name, "p"u8) || Is(name, "blockquote"u8) || Is(name, "pre"u8)
            || Is(name, "ul"u8) || Is(name, "ol"u8))
            _breaks = Math.Max(_breaks, 2);
        else if (Is(name, "li"u8) || Is(name, "div"u8) || (name.Length == 2 && (name[0] | 0x20) == 'h'))
            _breaks = Math.Max(_breaks, 1);
        if (Is(name, "pre"u8))
            _preformatted = Math.Max(0, _preformatted + (isEnd ? -1 : 1));
    }

    static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) =>
        System.Text.Ascii.EqualsIgnoreCase(name, lower);

    void PayBreaks()
    {
        if (_written > 0)
            for (; _breaks > 0; _breaks--)
                _target[_written++] = (byte)'\n';
        _breaks = 0;
    }

    static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \n\r\t"u8);

    static readonly SearchValues<byte> TagLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"u8);
}
