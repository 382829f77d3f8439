using System.Buffers.Text;
using System.Text;

namespace Tidings.Analysis;

/// <summary>The names that VADER reads in the place of emoji of one code point.</summary>
sealed class VaderEmoji
{
    const int PageBits = 6;
    const int PageSize = 1 << PageBits;
    const int MaxPages = 64;
    const int PageCount = 0x2_0000 >> PageBits; // the newest of the emoji known here is U+1F9FF

    static readonly Lazy<VaderEmoji> Lazy = new(static () => new VaderEmoji());

    readonly byte[] _lines = VaderData.Emoji();

    /// <summary>For each 64 code points the place of their page in <see cref="_names"/>; page 0 is empty.</summary>
    readonly byte[] _pages = new byte[PageCount];

    /// <summary>For each 64 code points whether one of them may be special: see <see cref="MayBeSpecial"/>.</summary>
    readonly bool[] _special = new bool[PageCount];

    /// <summary>Where a name is in <see cref="_lines"/>; length 0 for what has none.</summary>
    readonly (ushort Start, ushort Length)[] _names = new (ushort, ushort)[MaxPages * PageSize];

    VaderEmoji()
    {
        ReadOnlySpan<byte> rest = _lines;
        byte pages = 0;
        var start = 0;
        while (VaderData.TryReadLine(ref rest, out var key, out var name))
        {
            if (!Utf8Parser.TryParse(key, out int codePoint, out _, 'X') || codePoint >> PageBits >= PageCount)
                throw new InvalidDataException("a code point of the emoji data is out of range");
            ref var page = ref _pages[codePoint >> PageBits];
            if (page == 0)
            {
                page = ++pages; // more than MaxPages would run over the end of the names below
            }
            _names[NameIndex(page, codePoint)] = checked(((ushort)(start + key.Length + 1), (ushort)name.Length));
            LongestName = Math.Max(LongestName, name.Length);
            start = _lines.Length - rest.Length;
        }
        for (var codePoint = 0x80; codePoint < PageCount << PageBits; codePoint++)
            _special[codePoint >> PageBits] |= !NameOf(codePoint).IsEmpty || IsOtherwiseSpecial(codePoint);
    }

    /// <summary>The one table of the process; read from the assembly at first use.</summary>
    public static VaderEmoji Shared => Lazy.Value;

    /// <summary>The greatest length of a name in bytes.</summary>
    public int LongestName { get; }

    /// <summary>The UTF-8 name of an emoji; empty for every other code point.</summary>
    public ReadOnlySpan<byte> NameOf(int codePoint)
    {
        if (codePoint >> PageBits >= PageCount)
            return default;
        var page = _pages[codePoint >> PageBits];
        if (page == 0)
            return default;
        var (start, length) = _names[NameIndex(page, codePoint)];
        return _lines.AsSpan(start, length);
    }

    /// <summary>
    /// False for nearly all code points that are nothing but themselves: neither emoji nor white space, U+FFFD or the
    /// Kelvin sign.
    /// </summary>
    /// <param name="codePoint">Not ASCII.</param>
    public bool MayBeSpecial(int codePoint) =>
        codePoint >> PageBits < _special.Length && _special[codePoint >> PageBits];

    static bool IsOtherwiseSpecial(int codePoint) => codePoint is VaderText.Kelvin or CodePoint.Replacement
        || (Rune.TryCreate(codePoint, out var rune) && Rune.IsWhiteSpace(rune));

    static int NameIndex(byte page, int codePoint) => (page << PageBits) | (codePoint & (PageSize - 1));
}
