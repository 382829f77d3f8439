namespace Tidings.Storage.Postgres;

/// <summary>Unix milliseconds, which the program counts in, as <c>timestamptz</c> and back.</summary>
static class PostgresTime
{
    /// <summary>Microseconds from 1970 to 2000, from which PostgreSQL counts.</summary>
    const long EpochMicroseconds = 946_684_800_000_000;

    /// <summary>As a parameter.</summary>
    public static DateTime Of(long milliseconds) => DateTime.UnixEpoch.AddMilliseconds(milliseconds);

    /// <summary>As a parameter, null included.</summary>
    public static DateTime? Of(long? milliseconds) => milliseconds is { } known ? Of(known) : null;

    /// <summary>As it goes over the wire: microseconds since 2000.</summary>
    public static long Wire(long milliseconds) => milliseconds * 1_000 - EpochMicroseconds;

    /// <summary>Back from the wire.</summary>
    public static long OfWire(long microseconds) => Math.DivRem(microseconds + EpochMicroseconds, 1_000).Quotient;

    /// <summary>Back from what a reader gives.</summary>
    public static long Milliseconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;
}
