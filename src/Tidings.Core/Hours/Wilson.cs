namespace Tidings.Hours;

/// <summary>
/// How sure a rate is: the lower end of the Wilson score interval (E. B. Wilson, "Probable inference, the law of
/// succession, and statistical inference", JASA 22, 1927). Few votes give a low bound, so that one happy author does
/// not top a thousand.
/// </summary>
public static class Wilson
{
    /// <summary>The 97.5 % quantile of the normal distribution: a two-sided interval of 95 %.</summary>
    public const double Z = 1.959964;

    /// <summary>
    /// The lower bound for <paramref name="successes"/> of <paramref name="trials"/>, in [0, 1]; 0 without trials.
    /// </summary>
    public static double LowerBound(long successes, long trials)
    {
        if (trials <= 0)
            return 0;
        var n = (double)trials;
        var rate = successes / n;
        var centre = rate + Z * Z / (2 * n);
        var spread = Z * Math.Sqrt(rate * (1 - rate) / n + Z * Z / (4 * n * n));
        return Math.Max(0, (centre - spread) / (1 + Z * Z / n));
    }
}
