namespace Tidings.Analysis;

/// <summary>The five bands of a compound score, from the worst to the best.</summary>
public enum SentimentLabel : byte
{
    /// <summary>Below -0.6.</summary>
    VeryNegative,

    /// <summary>From -0.6 up to and including -0.05.</summary>
    Negative,

    /// <summary>Between -0.05 and 0.05, both excluded.</summary>
    Neutral,

    /// <summary>From 0.05, included, up to and including 0.6.</summary>
    Positive,

    /// <summary>Above 0.6.</summary>
    VeryPositive,
}
