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

    /// <summary>
    /// Waits for those who make or drop partitions. A server shows what a transaction wrote an instant before it tells
    /// the others of partitions that came with it, but gives the locks back behind both. So who has seen a mark and waits
    /// here finds the posts that it stands for also where they lie in a new partition. The lock is given back at once.
    /// </summary>
    public const string WaitForPartitions = """
        SAVEPOINT tidings_partitions;
        SELECT pg_advisory_xact_lock_shared(1413762562, 0);
        ROLLBACK TO SAVEPOINT tidings_partitions;
        RELEASE SAVEPOINT tidings_partitions
        """;

    /// <summary>Held while the schema is brought to another version.</summary>
    public const string Schema = "SELECT pg_advisory_xact_lock(1413762563, 0)";

    /// <summary>Held by whoever writes the rows of a day, and nothing else.</summary>
    public static string Day(HourUtc day) => $"SELECT pg_advisory_xact_lock(1413762565, {day.HoursSinceEpoch})";

    /// <summary>Held by whoever writes the rows of an hour.</summary>
    public static string Hour(HourUtc hour) => $"SELECT pg_advisory_xact_lock(1413762564, {hour.HoursSinceEpoch})";
}
