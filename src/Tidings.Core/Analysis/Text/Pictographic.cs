namespace Tidings.Analysis;

/// <summary>
/// The Unicode property Extended_Pictographic, frozen at 17.0 (emoji-data.txt): what may stand in a ZWJ sequence.
/// </summary>
static partial class Pictographic
{
    /// <summary>
    /// Whether the code point can be an emoji. Digits, flag letters and skin tones are not pictographic.
    /// </summary>
    public static bool Contains(int codePoint)
    {
        if (codePoint < Ranges[0])
            return false;
        var (low, high) = (0, Ranges.Length / 2 - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (codePoint < Ranges[2 * middle])
                high = middle - 1;
            else if (codePoint > Ranges[2 * middle + 1])
                low = middle + 1;
            else
                return true;
        }
        return false;
    }
}
