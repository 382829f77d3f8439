using System.Text;

namespace Tidings.Analysis;

/// <summary>
/// Finds URLs as twitter-text's expression does, but in linear time. A URL needs a dot with a top-level domain behind
/// it, so the scanner is driven by dots: it widens the first such dot to the <em>segment</em> around it (all that can
/// belong to domain labels, <c>- _ .</c> included) and reads the segment once, in <em>chains</em> of valid labels. The
/// expression starts as far left as it can, and then reaches for the last dot of the chain that has a top-level domain.
/// </summary>
/// <remarks>Dots are to be given in ascending order.</remarks>
ref partial struct UrlScanner(ReadOnlySpan<byte> text, List<Entity> entities)
{
    readonly ReadOnlySpan<byte> _text = text;
    readonly List<Entity> _entities = entities;

    // What the matches so far have used up: not even the character before the next URL may lie in it.
    int _used;

    // Dots before this one have been dealt with; at least _used.
    int _scanned;

    /// <summary>Appends the URLs of the segment around a dot, unless there are none or it is known already.</summary>
    public void VisitDot(int dot)
    {
        if (dot < _scanned || TopLevelDomains.EndOf(_text, dot + 1) < 0)
            return;
        var start = SegmentStart(dot);
        var end = SegmentEnd(dot);
        ScanSegment(start, end);
        _scanned = Math.Max(_used, end);
    }

    int SegmentStart(int from)
    {
        var at = from;
        while (at > _scanned)
        {
            var b = _text[at - 1];
            if (b < 0x80 && EntityCharacters.Is(b, ByteTraits.DomainBreak))
                break;
            at--;
            if (EntityCharacters.MayBreakDomain(b))
            {
                Rune.DecodeFromUtf8(_text[at..], out var rune, out var consumed);
                if (EntityCharacters.BreaksDomain(rune))
                    return at + consumed;
            }
        }
        return at;
    }

    readonly int SegmentEnd(int from)
    {
        var at = from;
        while (at < _text.Length)
        {
            var b = _text[at];
            if (b < 0x80 && EntityCharacters.Is(b, ByteTraits.DomainBreak))
                break;
            if (EntityCharacters.MayBreakDomain(b))
            {
                Rune.DecodeFromUtf8(_text[at..], out var rune, out _);
                if (EntityCharacters.BreaksDomain(rune))
                    break;
            }
            at++;
        }
        return at;
    }

    void ScanSegment(int start, int end)
    {
        var scheme = SchemeStart(start);
        var label = start;
        while (label < end)
        {
            var dot = NextDot(label, end);
            if (dot < 0)
                return;
            if (!EndsWell(label, dot))
            {
                label = dot + 1;
                continue;
            }
            var chain = ReadChain(dot, end);
            label = ScanChain(label, dot, chain, scheme, start);
            if (_used >= end)
                return;
        }
    }

    /// <summary>Matches what a chain holds; returns where the search goes on.</summary>
    /// <param name="label">Where its first label, or what is left of it, begins.</param>
    /// <param name="dot">The dot behind that label.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="scheme">Where the scheme in front of the segment begins, or -1.</param>
    /// <param name="segment">Where the segment begins.</param>
    int ScanChain(int label, int dot, Chain chain, int scheme, int segment)
    {
        if (scheme >= 0 && label == segment && StartsWell(label) && TargetOf(label, dot, chain) is >= 0 and var target)
        {
            Match(scheme, label, target);
        }
        else
        {
            target = -1;
        }

        while (true)
        {
            if (target >= 0)
            {
                if (target == chain.LastDot || _used >= chain.LastDot)
                    return _used;
                label = _used;
                dot = label + _text[label..].IndexOf((byte)'.');
            }

            var from = label;
            target = chain.Target > dot ? chain.Target : -1;
            if (target < 0 && TopLevelDomains.EndOf(_text, dot + 1) >= 0)
            {
                // the label before the top-level domain has no underscore, but one may stand before the URL
                from = label + _text[label..dot].LastIndexOf((byte)'_') + 1;
                target = dot;
            }
            if (target >= 0)
                from = FindStart(from, dot);
            if (target >= 0 && from >= 0)
            {
                Match(-1, from, target);
                continue;
            }

            target = -1;
            if (dot == chain.LastDot)
                return dot + 1;
            label = dot + 1;
            dot = NextDot(label, chain.LastDot + 1);
        }
    }

    /// <summary>The dot at which a domain ends that begins with a whole label, or -1.</summary>
    readonly int TargetOf(int label, int dot, Chain chain)
    {
        if (chain.Target > dot)
            return chain.Target;
        return !_text[label..dot].Contains((byte)'_') && TopLevelDomains.EndOf(_text, dot + 1) >= 0 ? dot : -1;
    }

    /// <summary>Follows the labels behind a dot as far as they are valid.</summary>
    readonly Chain ReadChain(int dot, int end)
    {
        var target = -1;
        while (true)
        {
            var label = dot + 1;
            var next = NextDot(label, end);
            if (next < 0 || !StartsWell(label) || !EndsWell(label, next))
                return new Chain(dot, target);
            dot = next;
            if (TopLevelDomains.EndOf(_text, dot + 1) >= 0 && !_text[label..dot].Contains((byte)'_'))
                target = dot;
        }
    }

    /// <summary>The first place in a label at which a domain may begin, or -1.</summary>
    readonly int FindStart(int from, int dot)
    {
        if (from < dot && StartsWell(from) && MayPrecede(from))
        {
            // the expression rather has a character before the URL than the start of the text
            var second = from;
            return from == 0 && Step(ref second, dot) ? second : from;
        }
        while (from < dot)
        {
            if (Step(ref from, dot))
                return from;
        }
        return -1;
    }

    /// <summary>Goes one character on; tells whether a domain may begin behind it.</summary>
    readonly bool Step(ref int at, int dot)
    {
        var ascii = _text[at] < 0x80;
        var consumed = 1;
        if (!ascii)
            Rune.DecodeFromUtf8(_text[at..], out _, out consumed);
        var free = ascii ? !EntityCharacters.Is(_text[at], ByteTraits.Alphanumeric) : !IsFullWidthSign(at);
        at += consumed;
        return free && at < dot && StartsWell(at);
    }

    /// <summary>Where <c>http://</c> or <c>https://</c> in front of an offset begins, or -1.</summary>
    readonly int SchemeStart(int at)
    {
        var before = _text[_used..at];
        if (!before.EndsWith("://"u8))
            return -1;
        var name = before[..^3];
        var length = EndsWithIgnoreCase(name, "https"u8) ? 5 : EndsWithIgnoreCase(name, "http"u8) ? 4 : 0;
        var start = at - 3 - length;
        return length > 0 && MayPrecede(start) ? start : -1;
    }

    /// <summary>Whether the character before an offset, which no match may have used, lets a URL begin.</summary>
    readonly bool MayPrecede(int at)
    {
        if (at <= _used)
            return at == 0;
        var b = _text[at - 1];
        if (b < 0x80)
            return !EntityCharacters.Is(b, ByteTraits.Alphanumeric) && b is not ((byte)'@' or (byte)'$' or (byte)'#');
        Rune.DecodeLastFromUtf8(_text[..at], out var rune, out _);
        return rune.Value is not (0xFF20 or 0xFF03 or 0xFEFF or 0xFFFE or 0xFFFF);
    }

    readonly bool IsFullWidthSign(int at) =>
        _text[at] == 0xEF && (_text[at..].StartsWith("＠"u8) || _text[at..].StartsWith("＃"u8));

    readonly int NextDot(int from, int end) =>
        _text[from..end].IndexOf((byte)'.') is >= 0 and var dot ? from + dot : -1;

    // A label begins and ends with anything but - and _ (and is not empty).
    readonly bool StartsWell(int at) => _text[at] is not ((byte)'-' or (byte)'_' or (byte)'.');

    readonly bool EndsWell(int label, int dot) => dot > label && _text[dot - 1] is not ((byte)'-' or (byte)'_');

    static bool EndsWithIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end) =>
        text.Length >= end.Length && Ascii.EqualsIgnoreCase(text[^end.Length..], end);

    /// <summary>Labels that follow one another.</summary>
    /// <param name="LastDot">The dot behind the last of them.</param>
    /// <param name="Target">
    /// The last dot with a top-level domain behind it and before it a label that is neither the chain's first nor has
    /// an underscore; -1 where there is none.
    /// </param>
    readonly record struct Chain(int LastDot, int Target);
}
