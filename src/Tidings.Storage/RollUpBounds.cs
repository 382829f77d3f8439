namespace Tidings.Storage;

/// <summary>What counting an hour may hold in memory; beyond, it reads more often or more slowly instead.</summary>
sealed record RollUpBounds
{
    /// <summary>Bytes of the identities of posts with a topic, a few millions of posts.</summary>
    public long IdentityBytes { get; init; } = 128 << 20;

    /// <summary>The pairs of post and topic themselves, 20 to 24 bytes each.</summary>
    public int Pairs { get; init; } = 4_000_000;

    /// <summary>Texts among which copies are looked for at a time, 37 to 112 bytes each with the room of their table.</summary>
    public int Texts { get; init; } = 3_000_000;
}
