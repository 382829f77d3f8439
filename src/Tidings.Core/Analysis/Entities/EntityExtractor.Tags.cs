using System.Text;

namespace Tidings.Analysis;

/// <content>Hashtags, cashtags and mentions: what may stand before the sign, inside, and behind.</content>
public static partial class EntityExtractor
{
    const int MaxNameLength = 20, MaxListLength = 25, MaxCashtagLength = 6, MaxBlueskyCashtagLength = 5;
    const int MaxLabelLength = 63, MaxHandleLength = 253;

    static int HashtagEnd(ReadOnlySpan<byte> text, int at, int sign, ref int used)
    {
        if (!MayPrecedeHashtag(text, at, used))
            return -1;
        var body = text[(at + sign)..];

        // the sign of a keycap or of an emoji: U+FE0F or U+20E3 behind it
        if (body.StartsWith("\uFE0F"u8) || body.StartsWith("\u20E3"u8))
            return -1;

        var length = 0;
        var hasLetter = false;
        while (length < body.Length)
        {
            var b = body[length];
            if (b < 0x80)
            {
                var traits = EntityCharacters.Of(b);
                if ((traits & ByteTraits.Word) == 0)
                    break;
                hasLetter |= (traits & ByteTraits.Letter) != 0;
                length++;
                continue;
            }
            Rune.DecodeFromUtf8(body[length..], out var rune, out var consumed);
            if (!EntityCharacters.IsTagBody(rune))
                break;
            hasLetter |= EntityCharacters.IsTagLetter(rune);
            length += consumed;
        }
        if (!hasLetter)
            return -1;
        used = at + sign + length;
        var behind = text[used..];
        return behind.StartsWith("#"u8) || behind.StartsWith("＃"u8) || behind.StartsWith("://"u8) ? -1 : used;
    }

    static bool MayPrecedeHashtag(ReadOnlySpan<byte> text, int at, int used)
    {
        if (at <= used)
            return at == 0;
        var b = text[at - 1];
        if (b < 0x80)
            return b != '&' && !EntityCharacters.Is(b, ByteTraits.Word);
        Rune.DecodeLastFromUtf8(text[..at], out var rune, out _);
        return rune.Value is 0xFE0E or 0xFE0F || !EntityCharacters.IsTagBody(rune);
    }

    static int CashtagEnd(ReadOnlySpan<byte> text, int at)
    {
        if (at > 0 && !EndsWithSpace(text[..at]))
            return -1;
        var end = RunEnd(text, at + 1, MaxCashtagLength + 1, ByteTraits.Letter);
        if (end == at + 1 || end - at > MaxCashtagLength + 1 || !MayFollowCashtag(text[end..]))
            return -1;

        // a share class or an exchange of one or two letters: $BRK.A; else the dot ends a sentence
        if (end < text.Length && text[end] is (byte)'.' or (byte)'_')
        {
            var suffix = RunEnd(text, end + 1, 3, ByteTraits.Letter);
            if (suffix - end is 2 or 3 && MayFollowCashtag(text[suffix..]))
                return suffix;
        }
        return end;
    }

    static bool MayFollowCashtag(ReadOnlySpan<byte> behind) =>
        behind.IsEmpty || EntityCharacters.Is(behind[0], ByteTraits.Punctuation) || StartsWithSpace(behind)
        || behind.StartsWith("\uFEFF"u8);

    static int BlueskyCashtagEnd(ReadOnlySpan<byte> text, int at)
    {
        if (at > 0 && text[at - 1] != '(' && !EndsWithSpace(text[..at]))
            return -1;
        if (at + 1 >= text.Length || !EntityCharacters.Is(text[at + 1], ByteTraits.Letter))
            return -1;
        var end = RunEnd(text, at + 1, MaxBlueskyCashtagLength, ByteTraits.Alphanumeric);
        var behind = text[end..];
        var ends = behind.IsEmpty || ".,;:!?)\"'"u8.Contains(behind[0]) || behind.StartsWith("’"u8);
        return ends || StartsWithSpace(behind) ? end : -1;
    }

    static int MentionEnd(ReadOnlySpan<byte> text, int at, int sign, EntityProfile profile, ref int used)
    {
        if (!MayPrecedeMention(text, at, used))
            return -1;
        var name = at + sign;
        if (profile == EntityProfile.Bluesky && HandleEnd(text, name) is >= 0 and var handle)
            return used = handle;
        var end = RunEnd(text, name, MaxNameLength, ByteTraits.Word);
        if (end == name)
            return -1;
        if (end + 1 < text.Length && text[end] == '/' && EntityCharacters.Is(text[end + 1], ByteTraits.Letter))
            end = ListEnd(text, end + 1);
        used = end;

        var behind = text[end..];
        if (behind.IsEmpty)
            return end;
        if (behind[0] < 0x80)
            return behind[0] == '@' || behind.StartsWith("://"u8) ? -1 : end;
        Rune.DecodeFromUtf8(behind, out var rune, out _);
        return rune.Value == 0xFF20 || EntityCharacters.IsLatinAccent(rune) ? -1 : end;
    }

    /// <summary>
    /// The end of a Bluesky handle: at least two labels of letters, digits and inner hyphens, the last one beginning
    /// with a letter (atproto.com/specs/handle). A dot that no label follows ends a sentence. -1 where there is none.
    /// </summary>
    static int HandleEnd(ReadOnlySpan<byte> text, int at)
    {
        var end = -1;
        for (var label = at; ;)
        {
            var labelEnd = label;
            while (labelEnd < text.Length && labelEnd - label <= MaxLabelLength
                && (text[labelEnd] == '-' || EntityCharacters.Is(text[labelEnd], ByteTraits.Alphanumeric)))
                labelEnd++;
            while (labelEnd > label && text[labelEnd - 1] == '-')
                labelEnd--;
            if (labelEnd == label || text[label] == '-' || labelEnd - label > MaxLabelLength
                || labelEnd - at > MaxHandleLength)
                return end;
            if (label > at && EntityCharacters.Is(text[label], ByteTraits.Letter))
                end = labelEnd;
            if (labelEnd == text.Length || text[labelEnd] != '.')
                return end;
            label = labelEnd + 1;
        }
    }

    static int ListEnd(ReadOnlySpan<byte> text, int at)
    {
        var limit = Math.Min(text.Length, at + MaxListLength);
        while (at < limit && (text[at] == '-' || EntityCharacters.Is(text[at], ByteTraits.Word)))
            at++;
        return at;
    }

    static bool MayPrecedeMention(ReadOnlySpan<byte> text, int at, int used)
    {
        if (at <= used)
            return at == 0;
        var before = text[used..at];
        var b = before[^1];
        if (b >= 0x80)
            return !before.EndsWith("＠"u8);
        if (!EntityCharacters.Is(b, ByteTraits.MentionBar))
            return true;

        // RT@name, as people wrote before there was a button; RT: needs no rule, as a colon may stand there
        if (before.Length < 2 || (b | 0x20) != 't' || (before[^2] | 0x20) != 'r')
            return false;
        if (before.Length == 2)
            return used == 0;
        var c = before[^3];
        return !EntityCharacters.Is(c, ByteTraits.Word) && c is not ((byte)'+' or (byte)'~' or (byte)'.' or (byte)'-');
    }

    static int RunEnd(ReadOnlySpan<byte> text, int at, int atMost, ByteTraits traits)
    {
        var limit = Math.Min(text.Length, at + atMost);
        while (at < limit && EntityCharacters.Is(text[at], traits))
            at++;
        return at;
    }

    static bool StartsWithSpace(ReadOnlySpan<byte> text)
    {
        if (text[0] < 0x80)
            return EntityCharacters.Is(text[0], ByteTraits.Space);
        Rune.DecodeFromUtf8(text, out var rune, out _);
        return EntityCharacters.IsSpace(rune);
    }

    static bool EndsWithSpace(ReadOnlySpan<byte> text)
    {
        if (text[^1] < 0x80)
            return EntityCharacters.Is(text[^1], ByteTraits.Space);
        Rune.DecodeLastFromUtf8(text, out var rune, out _);
        return EntityCharacters.IsSpace(rune);
    }
}
