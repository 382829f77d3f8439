using System.Globalization;

namespace Tidings.Configuration;

/// <summary>
/// Sizes in bytes as settings write them: a number alone, or with a unit. <c>kB MB GB TB</c> are powers of 1000,
/// <c>KiB MiB GiB TiB</c> powers of 1024 (IEC 80000-13); case and a space before the unit do not matter.
/// </summary>
public static class SizeText
{
    static readonly (string Unit, long Bytes)[] Units =
    [
        ("tib", 1L << 40), ("gib", 1L << 30), ("mib", 1L << 20), ("kib", 1L << 10),
        ("tb", 1_000_000_000_000), ("gb", 1_000_000_000), ("mb", 1_000_000), ("kb", 1_000), ("b", 1),
    ];

    /// <summary>Reads a size; false where the text is none, is negative, is not whole bytes, or does not fit.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long bytes)
    {
        bytes = 0;
        var number = text.Trim();
        var factor = 1L;
        foreach (var (unit, size) in Units)
        {
            if (!number.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
                continue;
            number = number[..^unit.Length].TrimEnd();
            factor = size;
            break;
        }
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            || amount > long.MaxValue / factor)
            return false;
        var exact = amount * factor;
        if (exact != decimal.Truncate(exact))
            return false;
        bytes = (long)exact;
        return true;
    }
}
