namespace Tidings.Storage;

/// <summary>How far an hour with posts is on its way to being removed.</summary>
public enum HourStage : byte
{
    /// <summary>Never computed.</summary>
    New,

    /// <summary>Posts are expected: nothing of it may go.</summary>
    Open,

    /// <summary>Closed, perhaps revised since: it may be sealed.</summary>
    Closed,

    /// <summary>Computed for the last time: its posts may go.</summary>
    Sealed,
}
