namespace Tidings.Storage.Queries;

/// <summary>One topic in one hour.</summary>
public sealed record TopicHour
{
    /// <summary>The hour's start, unix milliseconds.</summary>
    public long Hour { get; init; }
    /// <summary>Its name.</summary>
    public required string Topic { get; init; }
    /// <summary>Posts that name it.</summary>
    public long Posts { get; init; }
    /// <summary>Those that no filter refused.</summary>
    public long Accepted { get; init; }
    /// <summary>Refused posts by reason, JSON.</summary>
    public string Refused { get; init; } = "{}";
    /// <summary>Accepted posts whose attribute was unknown, by attribute, JSON.</summary>
    public string Unknown { get; init; } = "{}";
    /// <summary>Accepted posts that are copies.</summary>
    public long Copies { get; init; }
    /// <summary>Accepted posts that are none.</summary>
    public long Scored { get; init; }
    /// <summary>Scored posts whose compound is exactly 0.</summary>
    public long Zero { get; init; }
    /// <summary>Scored posts at or below -0.05.</summary>
    public long Negative { get; init; }
    /// <summary>Scored posts between.</summary>
    public long Neutral { get; init; }
    /// <summary>Scored posts at or above 0.05.</summary>
    public long Positive { get; init; }
    /// <summary>Mean compound; null without posts to average.</summary>
    public double? Mean { get; init; }
    /// <summary>Population standard deviation.</summary>
    public double? Stddev { get; init; }
    /// <summary>Mean weighted by followers.</summary>
    public double? WeightedMean { get; init; }
    /// <summary>Coverage of the hour; null where it is known from recordings only.</summary>
    public double? Coverage { get; init; }
    /// <summary>State of the hour.</summary>
    public string? State { get; init; }
}
