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

/// <summary>The names of the states in the ledger.</summary>
public static class PostStateNames
{
    /// <summary>The name in the table: <c>live</c>, <c>stub</c>, <c>deleted</c>, <c>hidden</c>.</summary>
    public static string Name(this PostState state) => state switch
    {
        PostState.Live => "live",
        PostState.Stub => "stub",
        PostState.Deleted => "deleted",
        _ => "hidden",
    };

    /// <summary>Reads <see cref="Name"/> back.</summary>
    public static PostState Parse(ReadOnlySpan<byte> name) => name switch
    {
        [(byte)'l', ..] => PostState.Live,
        [(byte)'s', ..] => PostState.Stub,
        [(byte)'d', ..] => PostState.Deleted,
        _ => PostState.Hidden,
    };
}
