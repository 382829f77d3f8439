namespace Tidings.Analysis;

/// <summary>How a text feels.</summary>
/// <param name="Compound">Overall, in [-1, 1], rounded to 4 decimals.</param>
/// <param name="Positive">Share of positive words, in [0, 1], rounded to 3 decimals.</param>
/// <param name="Neutral">Share of neutral words, in [0, 1], rounded to 3 decimals.</param>
/// <param name="Negative">Share of negative words, in [0, 1], rounded to 3 decimals.</param>
public readonly record struct SentimentScore(double Compound, double Positive, double Neutral, double Negative);
