using System.Text;

namespace Tidings.Analysis;

/// <summary>How long a domain label becomes in ASCII (RFC 3492 and the <c>xn--</c> of RFC 5890).</summary>
static class Punycode
{
    /// <summary>The longest label that DNS allows, in bytes (RFC 1035).</summary>
    public const int MaxLabelLength = 63;

    // the parameters of RFC 3492, section 5
    const int Base = 36, TMin = 1, TMax = 26, Skew = 38, Damp = 700, InitialBias = 72, InitialN = 128;

    /// <summary>
    /// Whether the label is at most <see cref="MaxLabelLength"/> bytes long once it is encoded. An ideographic or
    /// full-width stop parts the label, yet its parts count together, as in twitter-text.
    /// </summary>
    public static bool Fits(ReadOnlySpan<byte> label)
    {
        if (label.IsEmpty)
            return false;
        if (Ascii.IsValid(label))
            return label.Length <= MaxLabelLength;

        Span<int> part = stackalloc int[MaxLabelLength + 1];
        int count = 0, length = 0;
        while (!label.IsEmpty)
        {
            Rune.DecodeFromUtf8(label, out var rune, out var consumed);
            label = label[consumed..];
            if (rune.Value is 0x3002 or 0xFF0E or 0xFF61)
            {
                length += EncodedLength(part[..count]) + 1;
                count = 0;
            }
            else
            {
                part[count++] = rune.Value;
            }

            // each rune takes a byte at least, so that long labels are refused before the work begins
            if (length + count > MaxLabelLength)
                return false;
        }
        return length + EncodedLength(part[..count]) <= MaxLabelLength;
    }

    static int EncodedLength(ReadOnlySpan<int> runes)
    {
        var basic = 0;
        foreach (var rune in runes)
            basic += rune < InitialN ? 1 : 0;
        if (basic == runes.Length)
            return basic;

        var length = "xn--".Length + basic + (basic > 0 ? 1 : 0);
        int handled = basic, n = InitialN, delta = 0, bias = InitialBias;
        while (handled < runes.Length)
        {
            var next = int.MaxValue;
            foreach (var rune in runes)
                next = rune >= n && rune < next ? rune : next;
            delta += (next - n) * (handled + 1);
            n = next;
            foreach (var rune in runes)
            {
                if (rune < n)
                    delta++;
                if (rune != n)
                    continue;
                length += DigitCount(delta, bias);
                bias = Adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled++;
            }
            delta++;
            n++;
        }
        return length;
    }

    static int DigitCount(int delta, int bias)
    {
        var digits = 1;
        for (var k = Base; ; k += Base, digits++)
        {
            var threshold = Math.Clamp(k - bias, TMin, TMax);
            if (delta < threshold)
                return digits;
            delta = (delta - threshold) / (Base - threshold);
        }
    }

    static int Adapt(int delta, int points, bool first)
    {
        delta = first ? delta / Damp : delta / 2;
        delta += delta / points;
        var k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base)
            delta /= Base - TMin;
        return k + (Base - TMin + 1) * delta / (delta + Skew);
    }
}
