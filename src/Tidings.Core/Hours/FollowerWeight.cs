namespace Tidings.Hours;

/// <summary>How much an author's opinion weighs in the weighted mean.</summary>
public static class FollowerWeight
{
    /// <summary>Of an author whose followers are unknown, in ten-thousandths.</summary>
    public const int Unknown = 10_000;

    /// <summary>log10(10 + followers) in whole ten-thousandths, at least 10,000; halves go up.</summary>
    /// <param name="followers">0 or more; null where unknown.</param>
    public static int Of(long? followers) =>
        // No whole number of followers lies so near to a half that the last bit of the logarithm could decide.
        followers is { } count ? (int)(Math.Log10(10.0 + count) * 10_000 + 0.5) : Unknown;
}
