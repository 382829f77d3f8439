using System.Runtime.CompilerServices;

namespace Tidings.Analysis;

/// <summary>The Unicode property White_Space. Its 25 members have not changed since Unicode 6.3.</summary>
static class WhiteSpace
{
    /// <summary>Whether the code point is white space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Contains(int codePoint) => codePoint switch
    {
        > 0x3000 => false,
        <= 0x20 => codePoint is 0x20 or (>= 0x09 and <= 0x0D),
        < 0x1680 => codePoint is 0x85 or 0xA0,
        _ => codePoint is 0x1680 or (>= 0x2000 and <= 0x200A) or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000,
    };
}
