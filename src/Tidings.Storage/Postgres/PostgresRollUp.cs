using Dapper;
using Npgsql;
using Tidings.Configuration;
using Tidings.Faults;

namespace Tidings.Storage.Postgres;

/// <summary>
/// Computes hours from the stored posts. An hour is never added to: it is computed anew, whole, whenever a post in it
/// changed. Writers are not kept waiting: what they commit meanwhile leaves a mark that is still there.
/// </summary>
public sealed partial class PostgresRollUp(PostgresStore store, FilterOptions filter) : IRollUp
{
    /// <summary>
    /// Hashing the authors of a large hour must not go to the disk. Where the server has less, it still only takes what
    /// the hour needs.
    /// </summary>
    const string WorkMemory = "SET LOCAL work_mem = '128MB'";

    /// <summary>
    /// Nobody waits for the disk behind an hour or a day: where a server loses the transaction in a crash, it still has
    /// the mark, and the hour is computed again.
    /// </summary>
    const string WithoutWaiting = "SET LOCAL synchronous_commit = off";

    /// <summary>What counting may hold in memory.</summary>
    internal RollUpBounds Bounds { get; init; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<HourUtc> DirtyHours() => store.Read(connection =>
        connection.Query<DateTime>("SELECT DISTINCT hour FROM dirty_hour ORDER BY hour").Select(HourOf).ToList());

    /// <inheritdoc/>
    public ComputedHour Compute(HourUtc hour)
    {
        var computed = default(ComputedHour);
        store.Transact(connection =>
        {
            connection.Execute($"{WithoutWaiting}; {PostgresLocks.Hour(hour)}");
            TakeMarks(connection, hour);
            computed = ComputeLocked(connection, hour);
        });
        return computed;
    }

    /// <inheritdoc/>
    public ComputedHour? ComputeIfDirty(HourUtc hour, long countTo = long.MaxValue)
    {
        ComputedHour? computed = null;
        store.Transact(connection =>
        {
            connection.Execute($"{WithoutWaiting}; {PostgresLocks.Hour(hour)}");
            computed = TakeMarks(connection, hour) ? ComputeLocked(connection, hour, countTo) : null;
        });
        return computed;
    }

    /// <inheritdoc/>
    public IReadOnlyList<HourUtc> DirtyDays() => store.Read(HashtagDays.Dirty);

    /// <inheritdoc/>
    public bool ComputeDay(HourUtc day)
    {
        var isComputed = false;
        store.Transact(connection =>
        {
            connection.Execute($"{WithoutWaiting}; {PostgresLocks.Day(day)}");
            connection.Execute(WorkMemory);
            isComputed = HashtagDays.Compute(connection, day);
        });
        return isComputed;
    }

    /// <inheritdoc/>
    // what it writes is the same as before; but only who writes waits for the disk, and for all that was written earlier
    public void Flush() => store.Transact(static connection => connection.Execute(
        "UPDATE meta SET value = value WHERE key = 'schema'"));

    /// <inheritdoc/>
    public void MarkAll(string why) => store.Transact(connection => connection.Execute(
        "INSERT INTO dirty_hour (hour, why) SELECT hour, @why FROM hour WHERE state <> 'sealed'", new { why }));

    /// <summary>
    /// Removes an hour's marks, holding its lock: exactly those that are committed, which later statements then see the
    /// posts of. False where there are none.
    /// </summary>
    internal static bool TakeMarks(NpgsqlConnection connection, HourUtc hour) =>
        connection.Execute("DELETE FROM dirty_hour WHERE hour = @start", new { start = StartOf(hour) }) > 0;

    /// <summary>Computes an hour, holding its lock and having taken its marks.</summary>
    internal ComputedHour ComputeLocked(
        NpgsqlConnection connection, HourUtc hour, long countTo = long.MaxValue)
    {
        if (State(connection, hour) is { State: "sealed" })
            return default; // its posts are gone: what was computed from them stands
        connection.Execute(PostgresLocks.WaitForPartitions);
        FaultPoints.Reach("rollup.computing", connection);
        connection.Execute(WorkMemory);
        var pairs = CountPairs(connection, hour);
        var posts = CountPosts(connection, hour, Math.Max(countTo, TellingCount(pairs)));
        var changed = WriteHashtags(connection, hour) + WriteTopics(connection, hour, pairs, posts);
        FaultPoints.Reach("rollup.computed", connection);
        var isChanged = WriteHourRow(connection, hour, changed > 0);
        return new(Math.Min(posts, countTo), isChanged);
    }

    static long CountPairs(NpgsqlConnection connection, HourUtc hour) => connection.ExecuteScalar<long>(
        "SELECT count(*) FROM post_topic WHERE hour = @start", new { start = StartOf(hour) });

    /// <summary>Reads no more of a partition than it counts: only the index leads to the hour at once.</summary>
    long CountPosts(NpgsqlConnection connection, HourUtc hour, long most)
    {
        if (most == 0)
            return 0;
        connection.Execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off");
        using var command = Command(
            connection,
            """
            SELECT count(*) FROM (SELECT 1 FROM post WHERE posted_at >= @start AND posted_at < @end LIMIT @most) AS counted
            """,
            hour);
        command.Parameters.Add(new NpgsqlParameter<long>("most", most));
        var posts = (long)store.Run(command, static count => count.ExecuteScalar())!;
        connection.Execute("SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL enable_bitmapscan TO DEFAULT");
        return posts;
    }

    /// <summary>A statement about an hour: its start and its end are given.</summary>
    static NpgsqlCommand Command(NpgsqlConnection connection, string sql, HourUtc hour)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<DateTime>("start", StartOf(hour)));
        command.Parameters.Add(new NpgsqlParameter<DateTime>("end", StartOf(hour.Next)));
        return command;
    }

    static DateTime StartOf(HourUtc hour) => PostgresTime.Of(hour.UnixMilliseconds);

    static HourUtc HourOf(DateTime start) => HourUtc.OfUnixMilliseconds(PostgresTime.Milliseconds(start));
}
