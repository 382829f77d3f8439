namespace Tidings.Storage.Postgres;

/// <summary>
/// The advisory locks of a store, all of them ending with their transaction, so that a pooler may stand between. Each is
/// taken by a statement of its own: the statements behind it see what was committed before it was given. Who needs
/// several takes them in this order: hour, writers, partitions.
/// </summary>
/// <remarks>
/// The first number tells our locks from those of other programs in the database ("TDN" in ASCII), and their kinds from
/// each other.
/// </remarks>
static class PostgresLocks
{
    /// <summary>Held by whoever changes posts: versions, deletes and accounts touch each other's rows.</summary>
    public const string Writers = "SELECT pg_advisory_xact_lock(1413762561, 0)";

    /// <summary>Held while partitions are made or dropped.</summary>
    public const string Partitions = "SELECT pg_advisory_xact_lock(1413762562, 0)";

    /// <summary>Held while the schema is brought to another version.</summary>
    public const string Schema = "SELECT pg_advisory_xact_lock(1413762563, 0)";

    /// <summary>Held by whoever writes the rows of an hour.</summary>
    public static string Hour(HourUtc hour) => $"SELECT pg_advisory_xact_lock(1413762564, {hour.HoursSinceEpoch})";
}
