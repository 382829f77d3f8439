namespace Tidings.Hours;

/// <summary>
/// Exact sums over the scored posts of a topic's hour, compounds in whole ten-thousandths, so that the results do not
/// depend on order or database.
/// </summary>
/// <param name="Count">Posts that belong to the mean.</param>
/// <param name="Sum">Of their compounds, ten-thousandths.</param>
/// <param name="SumOfSquares">Of their compounds squared, in (1/10,000)².</param>
/// <param name="Weight">Sum of their weights, ten-thousandths.</param>
/// <param name="WeightedSum">Sum of weight × compound.</param>
public readonly record struct TopicSums(long Count, long Sum, long SumOfSquares, long Weight, long WeightedSum)
{
    const int Scale = 10_000;

    /// <summary>Mean compound to 6 decimals; null without posts.</summary>
    public double? Mean => Count == 0 ? null : Ratio(Sum, Count);

    /// <summary>Population standard deviation to 6 decimals; null without posts.</summary>
    public double? StandardDeviation => Count == 0
        ? null
        : Math.Round(Math.Sqrt((double)((Int128)Count * SumOfSquares - (Int128)Sum * Sum)) / Count / Scale, 6);

    /// <summary>Mean weighted by log10(10 + followers), to 6 decimals; null without posts.</summary>
    public double? WeightedMean => Count == 0 ? null : Ratio(WeightedSum, Weight);

    static double Ratio(long sum, long count) =>
        // a tiny negative one is 0, not -0
        (double)Math.Round((decimal)sum / count / Scale, 6, MidpointRounding.AwayFromZero) + 0.0;
}
