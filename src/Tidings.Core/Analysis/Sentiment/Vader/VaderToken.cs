namespace Tidings.Analysis;

/// <summary>One word of a text: where it is, and which one it is.</summary>
/// <param name="Start">Offset of its first byte in the expanded text.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Word">Its number in <see cref="VaderLexicon"/>, 0 where it is unknown.</param>
/// <param name="Term">Which word it is, if a rule asks for it by name.</param>
readonly record struct VaderToken(int Start, int Length, ushort Word, VaderTerm Term);
