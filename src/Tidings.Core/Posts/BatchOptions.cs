namespace Tidings.Posts;

/// <summary>How posts become rows.</summary>
public sealed record BatchOptions
{
    /// <summary>Stores posts without hashtag and topic too.</summary>
    public bool KeepAll { get; init; }

    /// <summary>Stores handles and locations of authors.</summary>
    public bool StoreAuthors { get; init; }
}
