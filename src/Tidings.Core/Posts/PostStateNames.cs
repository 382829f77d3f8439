namespace Tidings.Posts;

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
