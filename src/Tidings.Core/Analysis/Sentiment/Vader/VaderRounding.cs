namespace Tidings.Analysis;

/// <summary>Rounds to decimals exactly as Python's <c>round</c> does, without text in between.</summary>
static class VaderRounding
{
    /// <summary>Rounds to 3 decimals: see <see cref="Round"/>.</summary>
    public static double ToThree(double value) => Round(value, 1000);

    /// <summary>Rounds to 4 decimals: see <see cref="Round"/>.</summary>
    public static double ToFour(double value) => Round(value, 10_000);

    /// <summary>
    /// The double nearest to the decimal fraction nearest to the exact value of <paramref name="value"/>, which lies in
    /// [-1, 1]; exact ties go to the even digit. Never -0, which Python gives for small negative values.
    /// </summary>
    /// <remarks>
    /// <c>value × scale</c> is seldom a double, so a plain rounding of the product sees ties where there are none. A
    /// fused multiply-add gives what the product lost, exactly; it decides where the product seems to be a tie.
    /// Elsewhere the lost part is smaller than the distance to the tie. The quotient of two whole numbers is rounded
    /// correctly by definition, which is what reading the digits back would give.
    /// </remarks>
    static double Round(double value, double scale)
    {
        var magnitude = Math.Abs(value);
        var product = magnitude * scale;
        var lost = Math.FusedMultiplyAdd(magnitude, scale, -product);
        var whole = Math.Floor(product);
        var beyondHalf = product - whole - 0.5;
        if (beyondHalf == 0)
            beyondHalf = lost;
        if (beyondHalf > 0 || (beyondHalf == 0 && whole % 2 != 0))
            whole++;
        var rounded = whole / scale;
        return value < 0 && whole != 0 ? -rounded : rounded;
    }
}
