namespace Tidings.Posts;

/// <summary>An account notice in a batch; see <see cref="DecodedAccount"/>.</summary>
public readonly record struct AccountRow(
    Platform Platform, ByteRange AuthorId, long Author, AccountState State, long At);
