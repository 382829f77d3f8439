using Tidings.Configuration;

namespace Tidings.Queue;

/// <summary>What is known of a batch without unpacking it.</summary>
public sealed record BatchHeader
{
    /// <summary>Its name.</summary>
    public required BatchId Id { get; init; }

    /// <summary>The source's name in the settings.</summary>
    public required string Source { get; init; }

    /// <summary>When its first record was received, unix milliseconds; the time of the cut where it has none.</summary>
    public required long ReceivedFrom { get; init; }

    /// <summary>
    /// When it was cut, unix milliseconds: all that the session received before is in this batch or an earlier one. Never
    /// before the <see cref="ReceivedTo"/> of an earlier batch of the session.
    /// </summary>
    public required long ReceivedTo { get; init; }

    /// <summary>Records in it; 0 for a heartbeat.</summary>
    public int Records { get; init; }

    /// <summary>Bytes of its records before packing.</summary>
    public long RecordBytes { get; init; }

    /// <summary>
    /// Since when the source has been listened to without interruption, unix milliseconds, up to
    /// <see cref="ReceivedTo"/>; null for a recording, which says nothing about what was missed.
    /// </summary>
    public long? ListeningSince { get; init; }

    /// <summary>What the source is known to have missed.</summary>
    public ValueList<GapNotice> Gaps { get; init; } = [];

    /// <summary>The session ends with this batch.</summary>
    public bool EndsSession { get; init; }

    /// <summary>Without records: it goes through a full queue in the space reserved for it.</summary>
    public bool IsNotice => Records == 0;
}
