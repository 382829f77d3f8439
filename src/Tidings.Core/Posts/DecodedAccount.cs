namespace Tidings.Posts;

/// <summary>A notice about an account (Bluesky).</summary>
/// <param name="Platform">Where it is.</param>
/// <param name="AuthorId">Its id (a DID).</param>
/// <param name="State">What it is now.</param>
/// <param name="At">When, unix microseconds: orders the notices of one account.</param>
public readonly record struct DecodedAccount(
    Platform Platform, ReadOnlyMemory<byte> AuthorId, AccountState State, long At);
