using System.Buffers.Text;

namespace Tidings;

/// <summary>
/// Reads the dates that platforms write, from UTF-8, without throwing. All results are unix milliseconds.
/// </summary>
public static class PostTime
{
    /// <summary>2006-03-21T00:00Z, the day of the first public post; anything earlier is a wrong date.</summary>
    public const long Earliest = 1_142_899_200_000;

    /// <summary>How far a post's time may lie after its receipt: 5 minutes, in milliseconds.</summary>
    public const long Ahead = 5 * 60_000;

    /// <summary>
    /// True where a post received at <paramref name="receivedAt"/> may carry the time <paramref name="postedAt"/>.
    /// </summary>
    public static bool IsAccepted(long postedAt, long receivedAt) =>
        postedAt >= Earliest && postedAt - Ahead <= receivedAt;

    /// <summary>
    /// Reads ISO-8601 (<c>2026-05-01T13:05:09.123Z</c>; any fraction; <c>±hh:mm</c>; without a zone it is UTC).
    /// </summary>
    public static bool TryParseIso(ReadOnlySpan<byte> text, out long unixMilliseconds)
    {
        unixMilliseconds = 0;
        if (text.Length < 19 || text[4] != '-' || text[7] != '-'
            || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ')
            || text[13] != ':' || text[16] != ':')
            return false;
        if (!Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || !Digits(text[11..13], out var hour) || !Digits(text[14..16], out var minute)
            || !Digits(text[17..19], out var second))
            return false;
        var rest = text[19..];
        var milliseconds = 0;
        if (rest is [(byte)'.', ..])
        {
            var digits = 1;
            for (; digits < rest.Length && char.IsAsciiDigit((char)rest[digits]); digits++)
                if (digits <= 3)
                    milliseconds = milliseconds * 10 + rest[digits] - '0';
            for (var i = digits; i <= 3; i++)
                milliseconds *= 10;
            rest = rest[digits..];
        }
        var offset = 0;
        if (rest.Length is not 0 && !rest.SequenceEqual("Z"u8) && !rest.SequenceEqual("z"u8)
            && !TryParseOffset(rest, out offset))
            return false;
        return Compose(year, month, day, hour, minute, second, milliseconds, offset, out unixMilliseconds);
    }

    /// <summary>Reads X v1.1's form, <c>Wed Oct 10 20:19:24 +0000 2018</c>.</summary>
    public static bool TryParseX(ReadOnlySpan<byte> text, out long unixMilliseconds)
    {
        unixMilliseconds = 0;
        if (text.Length < 30 || text[3] != ' ' || text[7] != ' ' || text[10] != ' '
            || text[13] != ':' || text[16] != ':' || text[25] != ' ')
            return false;
        return Month(text[4..7]) is > 0 and var month
            && Digits(text[8..10], out var day) && Digits(text[11..13], out var hour)
            && Digits(text[14..16], out var minute) && Digits(text[17..19], out var second)
            && TryParseOffset(text[20..25], out var offset) && Digits(text[26..30], out var year)
            && text.Length == 30
            && Compose(year, month, day, hour, minute, second, 0, offset, out unixMilliseconds);
    }

    /// <summary>Reads either form.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long unixMilliseconds) =>
        TryParseIso(text, out unixMilliseconds) || TryParseX(text, out unixMilliseconds);

    /// <summary>Reads <c>+hh:mm</c> or <c>+hhmm</c> as minutes.</summary>
    static bool TryParseOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length is not (5 or 6) || text[0] is not ((byte)'+' or (byte)'-')
            || (text.Length == 6 && text[3] != ':'))
            return false;
        if (!Digits(text[1..3], out var hour) || !Digits(text[^2..], out var minute) || hour > 23 || minute > 59)
            return false;
        minutes = (text[0] == '-' ? -1 : 1) * (hour * 60 + minute);
        return true;
    }

    static int Month(ReadOnlySpan<byte> name)
    {
        var at = "JanFebMarAprMayJunJulAugSepOctNovDec"u8.IndexOf(name);
        return at >= 0 && at % 3 == 0 ? at / 3 + 1 : 0;
    }

    static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;
            value = value * 10 + digit - '0';
        }
        return true;
    }

    static bool Compose(
        int year, int month, int day, int hour, int minute, int second, int milliseconds,
        int offsetMinutes, out long unixMilliseconds)
    {
        unixMilliseconds = 0;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 60)
            return false;
        var days = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks / TimeSpan.TicksPerDay
            - DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerDay;
        // a leap second counts as the last one
        var seconds = days * 86_400 + hour * 3600L + minute * 60 + Math.Min(second, 59) - offsetMinutes * 60L;
        unixMilliseconds = seconds * 1000 + milliseconds;
        return true;
    }

    /// <summary>Reads a decimal number that is the whole text.</summary>
    /// <remarks>Digits alone: <c>+5</c> and <c>5</c> must not be two spellings of one id.</remarks>
    internal static bool TryParseLong(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        return !text.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && Utf8Parser.TryParse(text, out value, out var used)
            && used == text.Length;
    }
}
