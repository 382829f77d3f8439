namespace Tidings.Analysis;

/// <summary>Puts compound scores into bands and names the bands.</summary>
/// <remarks>
/// The cut at ±0.05 is the one that VADER's authors recommend; ±0.6 sets the strong feelings apart. Thresholds of
/// trading signals are settings of their own.
/// </remarks>
public static class SentimentLabels
{
    /// <summary>Compound scores at or above this, or at or below its negative, are not neutral.</summary>
    public const double NeutralLimit = 0.05;

    /// <summary>Compound scores above this, or below its negative, are very positive or very negative.</summary>
    public const double StrongLimit = 0.6;

    /// <summary>The band of a compound score in [-1, 1]; NaN is neutral.</summary>
    public static SentimentLabel Of(double compound) => compound switch
    {
        > StrongLimit => SentimentLabel.VeryPositive,
        >= NeutralLimit => SentimentLabel.Positive,
        < -StrongLimit => SentimentLabel.VeryNegative,
        <= -NeutralLimit => SentimentLabel.Negative,
        _ => SentimentLabel.Neutral,
    };

    /// <summary>The name in files, tables and answers: <c>very_negative</c>, <c>negative</c> and so on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The label is none of the five.</exception>
    public static string WireName(this SentimentLabel label) => label switch
    {
        SentimentLabel.VeryNegative => "very_negative",
        SentimentLabel.Negative => "negative",
        SentimentLabel.Neutral => "neutral",
        SentimentLabel.Positive => "positive",
        SentimentLabel.VeryPositive => "very_positive",
        _ => throw new ArgumentOutOfRangeException(nameof(label), label, "not a sentiment label"),
    };
}
