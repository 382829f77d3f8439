namespace Tidings.Posts;

/// <summary>A hashtag of a post.</summary>
/// <param name="Key">The key under which spellings are counted together, without sign.</param>
/// <param name="Spelling">As the author wrote it, without sign.</param>
public readonly record struct HashtagRow(ByteRange Key, ByteRange Spelling);
