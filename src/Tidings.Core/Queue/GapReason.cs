namespace Tidings.Queue;

/// <summary>Why something is missing: the values of <c>gap.reason</c>.</summary>
public static class GapReason
{
    /// <summary>The connection was lost or could not be made.</summary>
    public const string Disconnect = "disconnect";

    /// <summary>Nothing came over the connection any more, not even answers to pings.</summary>
    public const string Stall = "stall";

    /// <summary>The server had no more what was asked of it: it began later than at the cursor.</summary>
    public const string Clamp = "clamp";

    /// <summary>The server told how much it left out.</summary>
    public const string LimitNotice = "limit_notice";

    /// <summary>The server refused to serve.</summary>
    public const string Refused = "refused";

    /// <summary>
    /// The listener was stopped as it should: nobody listened, so this is a gap only where the source was asked for that
    /// time afterwards and did not have all of it (then <see cref="Clamp"/>).
    /// </summary>
    public const string Stopped = "stopped";

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
