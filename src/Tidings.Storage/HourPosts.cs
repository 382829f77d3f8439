namespace Tidings.Storage;

/// <summary>An hour that holds posts.</summary>
public sealed record HourPosts
{
    /// <summary>Its start, unix milliseconds.</summary>
    public long Start { get; init; }

    /// <summary>Its rows in <c>post</c>; 0 for an open one, which nobody counts.</summary>
    public long Rows { get; init; }

    /// <summary>Its state in the table <c>hour</c>; null where it was never computed.</summary>
    public string? State { get; init; }

    /// <summary>The hour.</summary>
    public HourUtc Hour => HourUtc.OfUnixMilliseconds(Start);

    /// <summary>How far it is.</summary>
    public HourStage Stage => State switch
    {
        null => HourStage.New,
        "open" => HourStage.Open,
        "sealed" => HourStage.Sealed,
        _ => HourStage.Closed,
    };
}
