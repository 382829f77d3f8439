namespace Tidings.Analysis;

/// <summary>One word or emoticon of an explained text.</summary>
/// <param name="Text">The word as the scorer saw it: outer punctuation gone, emoji replaced by their names.</param>
/// <param name="Valence">What it adds to the sum after all rules, 0 where it is neutral.</param>
public readonly record struct SentimentToken(string Text, double Valence);
