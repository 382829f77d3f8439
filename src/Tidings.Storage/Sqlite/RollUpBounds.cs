namespace Tidings.Storage.Sqlite;

/// <summary>What counting an hour may hold in memory; beyond, it reads more often or more slowly instead.</summary>
sealed record RollUpBounds
{
    /// <summary>Bytes of the identities of posts with a topic, a few millions of posts.</summary>
    public long IdentityBytes { get; init; } = 128 << 20;

    /// <summary>Texts among which copies are looked for at a time, 28 to 75 bytes each.</summary>
    public int Texts { get; init; } = 3_000_000;
}
