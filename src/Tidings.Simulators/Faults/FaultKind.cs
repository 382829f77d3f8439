namespace Tidings.Simulators;

/// <summary>What a simulator can do wrong.</summary>
public enum FaultKind
{
    /// <summary>Half a frame, then the connection is gone: <c>reset</c> (default) or <c>fin</c>.</summary>
    Disconnect,

    /// <summary>A proper close; the argument is its code, 1001 by default.</summary>
    Close,

    /// <summary>Nothing is sent, read or answered for so many seconds; without a number until the client leaves.</summary>
    Stall,

    /// <summary>No events for so many seconds, but pings are answered; without a number until the client leaves.</summary>
    Mute,

    /// <summary>A proper close, but the connection stays open so many seconds; 5 by default.</summary>
    SlowClose,

    /// <summary>One event comes twice.</summary>
    Duplicate,

    /// <summary>Two neighbours change places.</summary>
    Reorder,

    /// <summary>So many events at full speed, whatever the rate; 1,000 by default.</summary>
    Flood,

    /// <summary>A frame that no event is: <c>json</c> (not JSON, default), <c>utf8</c>, <c>cut</c>, <c>binary</c>.</summary>
    Garbage,

    /// <summary>The times of all later events are shifted by so much; an hour back by default.</summary>
    ClockSkew,

    /// <summary>The next so many requests for the stream are answered with 400; 1 by default.</summary>
    Http400,

    /// <summary>The same with 403.</summary>
    Http403,

    /// <summary>The same with 429 and Retry-After.</summary>
    Http429,

    /// <summary>The same with 500.</summary>
    Http500,

    /// <summary>The same with 503.</summary>
    Http503,

    /// <summary>The connections of the next so many requests for the stream are closed without an answer.</summary>
    Refuse,

    /// <summary>The next so many requests for profiles are answered with 429.</summary>
    Profiles429,
}
