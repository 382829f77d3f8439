namespace Tidings.Queue;

/// <summary>Why something is missing: the values of <c>gap.reason</c>.</summary>
public static class GapReason
{
    /// <summary>The queue was full and newest records were dropped.</summary>
    public const string Overflow = "overflow";

    /// <summary>The listener ended without saying so.</summary>
    public const string UncleanStop = "unclean_stop";

    /// <summary>The queue file was damaged; batches in it were lost.</summary>
    public const string Damage = "damage";

    /// <summary>
    /// Received, but not stored when the hour had to close; filled when it is stored after all.
    /// </summary>
    public const string NotStored = "not_stored";
}
