namespace Tidings.Posts;

/// <summary>What the ledger knows of a post.</summary>
public enum PostState : byte
{
    /// <summary>Stored and counted.</summary>
    Live,

    /// <summary>Its highest version is not relevant: only its key is kept.</summary>
    Stub,

    /// <summary>Deleted: a tombstone that refuses later arrivals.</summary>
    Deleted,

    /// <summary>Its author is taken down or deactivated: kept aside until that is undone.</summary>
    Hidden,
}
