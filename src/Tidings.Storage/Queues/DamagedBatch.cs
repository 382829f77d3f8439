namespace Tidings.Storage.Queues;

/// <summary>A batch that is not as it was written. What can still be read or inferred of it is told.</summary>
public sealed record DamagedBatch
{
    /// <summary>Its session; null where that is lost too.</summary>
    public string? Session { get; init; }

    /// <summary>Its number in the session; null where the session is.</summary>
    public long? Number { get; init; }

    /// <summary>The source's name in the settings; null where unknown.</summary>
    public string? Source { get; init; }

    /// <summary>When its first record was received, unix milliseconds; null where unknown.</summary>
    public long? ReceivedFrom { get; init; }

    /// <summary>When it was cut, unix milliseconds; null where unknown.</summary>
    public long? ReceivedTo { get; init; }

    /// <summary>False for one that may also have been worked on and acknowledged before the damage.</summary>
    public bool IsCertain { get; init; } = true;

    /// <inheritdoc/>
    public override string ToString() =>
        $"batch {(Session is null ? "without a name" : $"{Session}/{Number}")}"
        + (Source is null ? "" : $" of source '{Source}'");
}
