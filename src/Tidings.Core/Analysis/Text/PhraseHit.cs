namespace Tidings.Analysis;

/// <summary>A configured phrase found in a text.</summary>
/// <param name="End">Byte offset behind it.</param>
/// <param name="Node">Its place in the <see cref="PhraseIndex"/>.</param>
readonly record struct PhraseHit(int End, int Node);
