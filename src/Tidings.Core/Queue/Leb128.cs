namespace Tidings.Queue;

/// <summary>
/// Unsigned numbers in as few bytes as they need: seven bits a byte, lowest first, the top bit set where more follow.
/// </summary>
static class Leb128
{
    public const int MaxBytes = 10;

    public static int Write(Span<byte> target, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            target[length++] = (byte)(value | 0x80);
        target[length++] = (byte)value;
        return length;
    }

    public static bool TryRead(ReadOnlySpan<byte> source, out ulong value, out int length)
    {
        value = 0;
        for (length = 0; length < source.Length && length < MaxBytes;)
        {
            var part = source[length];
            value |= (ulong)(part & 0x7F) << (7 * length++);
            if (part < 0x80)
                return true;
        }
        return false;
    }
}
