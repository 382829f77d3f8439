namespace Tidings.Queue;

/// <summary>The latest session of a source, as the queue knows it.</summary>
public sealed record ListenSession
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The number of its last batch.</summary>
    public required long LastNumber { get; init; }

    /// <summary>When its last batch was cut, unix milliseconds.</summary>
    public required long HeardUntil { get; init; }

    /// <summary>It listened live, and not to a recording.</summary>
    public required bool IsLive { get; init; }

    /// <summary>It ended as it should.</summary>
    public required bool IsEnded { get; init; }
}
