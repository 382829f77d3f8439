namespace Tidings;

/// <summary>
/// AT Protocol timestamp ids: 13 characters of base32-sortable for 53 bits of unix microseconds and 10 bits of a clock
/// id (source: the AT Protocol's record key specification).
/// </summary>
public static class Tid
{
    const int Length = 13;

    /// <summary>Reads a TID as a number that sorts as the text does; false where the text is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        if (text.Length != Length || text[0] > 'b') // the topmost bit is always 0
            return false;
        foreach (var letter in text)
        {
            var digit = letter switch
            {
                >= (byte)'2' and <= (byte)'7' => letter - '2',
                >= (byte)'a' and <= (byte)'z' => letter - 'a' + 6,
                _ => -1,
            };
            if (digit < 0)
                return false;
            value = (value << 5) | (uint)digit;
        }
        return true;
    }

    /// <summary>Unix milliseconds in a parsed TID.</summary>
    public static long UnixMilliseconds(long value) => (value >> 10) / 1000;

    /// <summary>The TID-like number of an instant in unix microseconds, for commits whose own rev is no TID.</summary>
    /// <remarks>What has no room in a TID's 53 bits is bounded to them, so that it sorts as far as it can.</remarks>
    public static long FromMicroseconds(long microseconds) => Math.Clamp(microseconds, 0, (1L << 53) - 1) << 10;
}
