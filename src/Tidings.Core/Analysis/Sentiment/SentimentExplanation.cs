namespace Tidings.Analysis;

/// <summary>How a score came about.</summary>
/// <param name="Score">The score, the same as without an explanation.</param>
/// <param name="Tokens">The words in their order.</param>
/// <param name="Sum">The sum of the words' valences.</param>
/// <param name="Emphasis">
/// What exclamation and question marks add: it strengthens <paramref name="Sum"/> in its own direction, and the greater
/// of <paramref name="PositiveSum"/> and <paramref name="NegativeSum"/>. At least 0, at most 2.128.
/// </param>
/// <param name="PositiveSum">Valences of the positive words, each one more than it is; emphasis included.</param>
/// <param name="NegativeSum">
/// Valences of the negative words, each one less than it is; emphasis included. At most 0.
/// </param>
/// <param name="NeutralCount">The number of words with valence 0.</param>
public sealed record SentimentExplanation(
    SentimentScore Score,
    IReadOnlyList<SentimentToken> Tokens,
    double Sum,
    double Emphasis,
    double PositiveSum,
    double NegativeSum,
    int NeutralCount);
