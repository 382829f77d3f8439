namespace Tidings.Analysis;

/// <summary>A hashtag of the analysed post.</summary>
/// <param name="Key">The key under which spellings are counted together.</param>
/// <param name="Spelling">As written, without sign.</param>
public readonly record struct PostHashtag(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Spelling);
