using System.Text;

namespace Tidings.Analysis;

/// <content>What a match takes in, and which URLs it yields.</content>
ref partial struct UrlScanner
{
    // twitter-text's limits; the first is in UTF-16 units and counts the scheme twice, or as https where it is absent
    const int MaxUrlLength = 4096, MaxShortLinkLength = 40;

    /// <summary>Uses up the match and appends its URLs, if they stand the last tests.</summary>
    /// <param name="scheme">Where the scheme begins, or -1.</param>
    /// <param name="domain">Where the domain begins.</param>
    /// <param name="dot">The dot before its top-level domain.</param>
    void Match(int scheme, int domain, int dot)
    {
        var domainEnd = TopLevelDomains.EndOf(_text, dot + 1);
        var path = PortEnd(domainEnd);
        var query = PathEnd(path);
        var end = QueryEnd(query, _text.Length);
        var start = scheme >= 0 ? scheme : domain;
        var bar = domain > _used && _text[domain - 1] is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'/';
        _used = end;

        var schemeLength = scheme >= 0 ? domain - scheme : "https://".Length;
        if (scheme < 0 && bar || !LengthFits(start, end, schemeLength) || !LabelsFit(domain, domainEnd))
            return;
        if (scheme < 0)
            AddAsciiDomains(domain, domainEnd, query > path ? end : -1);
        else if (IsDomainSound(domain, domainEnd) && ShortLinkEnd(domain, end) is >= 0 and var shortEnd)
            _entities.Add(new Entity(EntityKind.Url, start, shortEnd));
    }

    readonly int PortEnd(int at)
    {
        var end = at + 1;
        if (at >= _text.Length || _text[at] != ':')
            return at;
        while (end < _text.Length && EntityCharacters.Is(_text[end], ByteTraits.Digit))
            end++;
        return end > at + 1 ? end : at;
    }

    readonly int PathEnd(int at)
    {
        if (at >= _text.Length || _text[at] != '/')
            return at;
        var end = ++at;
        while (at < _text.Length)
        {
            if (_text[at] == '(')
            {
                var closed = ParenthesesEnd(at);
                if (closed < 0)
                    break;

                // parentheses end a path only where it could have ended before them
                end = at == end ? closed : end;
                at = closed;
            }
            else if (PathCharacter(at, out var mayEnd) is > 0 and var length)
            {
                at += length;
                end = mayEnd ? at : end;
            }
            else
            {
                break;
            }
        }
        return end;
    }

    /// <summary>Behind balanced parentheses, of which one pair may lie inside another; -1 where they are not.</summary>
    readonly int ParenthesesEnd(int open)
    {
        var at = PathRunEnd(open + 1);
        if (at < _text.Length && _text[at] == ')')
            return at > open + 1 ? at + 1 : -1;
        if (at >= _text.Length || _text[at] != '(')
            return -1;
        var inner = at + 1;
        at = PathRunEnd(inner);
        if (at == inner || at >= _text.Length || _text[at] != ')')
            return -1;
        at = PathRunEnd(at + 1);
        return at < _text.Length && _text[at] == ')' ? at + 1 : -1;
    }

    readonly int PathRunEnd(int at)
    {
        while (at < _text.Length && PathCharacter(at, out _) is > 0 and var length)
            at += length;
        return at;
    }

    /// <summary>The length of the path character at an offset, 0 where there is none.</summary>
    readonly int PathCharacter(int at, out bool mayEnd)
    {
        var b = _text[at];
        mayEnd = EntityCharacters.Is(b, ByteTraits.PathEnd);
        if (b < 0x80)
            return EntityCharacters.Is(b, ByteTraits.Path) ? 1 : 0;
        Rune.DecodeFromUtf8(_text[at..], out var rune, out var consumed);
        mayEnd = EntityCharacters.IsPathLetter(rune);
        return mayEnd || rune.Value == 0x2013 ? consumed : 0;
    }

    readonly int QueryEnd(int at, int limit)
    {
        var end = at;
        if (at >= limit || _text[at] != '?')
            return end;
        while (++at < limit && EntityCharacters.Is(_text[at], ByteTraits.Query))
        {
            if (EntityCharacters.Is(_text[at], ByteTraits.QueryEnd))
                end = at + 1;
        }
        return end;
    }

    readonly bool LengthFits(int start, int end, int schemeLength)
    {
        // a UTF-16 unit takes one byte at least
        if (end - start + schemeLength <= MaxUrlLength)
            return true;
        var units = schemeLength;
        while (start < end && units <= MaxUrlLength)
        {
            Rune.DecodeFromUtf8(_text[start..end], out var rune, out var consumed);
            start += consumed;
            units += rune.Utf16SequenceLength;
        }
        return units <= MaxUrlLength;
    }

    readonly bool LabelsFit(int start, int end)
    {
        var rest = _text[start..end];
        while (rest.IndexOf((byte)'.') is >= 0 and var dot)
        {
            if (!Punycode.Fits(rest[..dot]))
                return false;
            rest = rest[(dot + 1)..];
        }
        return Punycode.Fits(rest);
    }

    /// <summary>Whether a domain that says it is punycode is so.</summary>
    readonly bool IsDomainSound(int start, int end) =>
        !_text[start..end].StartsWith("xn--"u8) || FindAsciiDomain(ref start, end) >= 0;

    /// <summary>The end of a URL: for a t.co link behind its slug or query; -1 where that slug is too long.</summary>
    readonly int ShortLinkEnd(int domain, int end)
    {
        var prefix = "t.co/"u8;
        if (end - domain <= prefix.Length || !Ascii.EqualsIgnoreCase(_text.Slice(domain, prefix.Length), prefix))
            return end;
        var slug = domain + prefix.Length;
        var at = slug;
        while (at < end && EntityCharacters.Is(_text[at], ByteTraits.Alphanumeric))
            at++;
        if (at == slug)
            return end;
        return at - slug > MaxShortLinkLength ? -1 : QueryEnd(at, end);
    }

    /// <summary>Without a scheme only the Latin parts of the domain count; the last one gets the path.</summary>
    readonly void AddAsciiDomains(int start, int end, int endWithPath)
    {
        var found = -1;
        while (FindAsciiDomain(ref start, end) is >= 0 and var domainEnd)
        {
            found = _entities.Count;
            _entities.Add(new Entity(EntityKind.Url, start, domainEnd));
            start = domainEnd;
        }
        if (found >= 0 && endWithPath >= 0)
            _entities[found] = _entities[found] with { End = endWithPath };
    }

    /// <summary>Finds the next domain of Latin labels, moves the start to it and returns its end, or -1.</summary>
    readonly int FindAsciiDomain(ref int start, int end)
    {
        var text = _text[..end];
        var at = start;
        while (at < end)
        {
            start = at;
            var domainEnd = -1;
            while (true)
            {
                var label = at;
                while (at < end && LatinCharacter(at) is > 0 and var length)
                    at += length;
                if (at == label || at >= end || text[at] != '.')
                    break;
                at++;
                if (TopLevelDomains.EndOf(text, at) is >= 0 and var known)
                    domainEnd = known;
            }
            if (domainEnd >= 0)
                return domainEnd;
            if (at < end && LatinCharacter(at) == 0)
            {
                Rune.DecodeFromUtf8(_text[at..end], out _, out var consumed);
                at += consumed;
            }
        }
        return -1;
    }

    /// <summary>The length of the Latin letter, digit or hyphen at an offset, 0 where there is none.</summary>
    readonly int LatinCharacter(int at)
    {
        var b = _text[at];
        if (b < 0x80)
            return b == '-' || EntityCharacters.Is(b, ByteTraits.Alphanumeric) ? 1 : 0;
        Rune.DecodeFromUtf8(_text[at..], out var rune, out var consumed);
        return EntityCharacters.IsLatinAccent(rune) ? consumed : 0;
    }
}
