namespace Tidings.Storage.Queries;

/// <summary>One hashtag over a window.</summary>
public sealed record HashtagRank
{
    /// <summary>The key, without sign.</summary>
    public required string Hashtag { get; init; }
    /// <summary>Its commonest spelling.</summary>
    public string Display { get; set; } = "";
    /// <summary>Posts with it, reposts left out.</summary>
    public long Posts { get; init; }
    /// <summary>Happy ones among them.</summary>
    public long Happy { get; init; }
    /// <summary>Votes: authors, once an hour.</summary>
    public long Authors { get; init; }
    /// <summary>Happy votes.</summary>
    public long HappyAuthors { get; init; }
    /// <summary>Happy votes of all votes, in [0, 1].</summary>
    public double Rate { get; init; }
    /// <summary>The lower end of the Wilson interval of the rate.</summary>
    public double LowerBound { get; init; }
    /// <summary>
    /// The share of the window that was listened to, in [0, 1]; null where it is unknown for any of its hours.
    /// </summary>
    public double? Coverage { get; set; }
}
