using System.Text.Json;
using Dapper;
using Tidings.Configuration;

namespace Tidings.Storage.Sqlite;

/// <summary>
/// Computes hours from the stored posts. An hour is never added to: it is computed anew, whole, whenever a post in it
/// changed.
/// </summary>
public sealed partial class SqliteRollUp(SqliteStore store, FilterOptions filter, TimeProvider clock) : IRollUp
{
    /// <summary>What counting may hold in memory.</summary>
    internal RollUpBounds Bounds { get; init; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<HourUtc> DirtyHours() => [.. store.Connection
        .Query<long>("SELECT DISTINCT hour FROM dirty_hour ORDER BY hour")
        .Select(HourUtc.OfUnixMilliseconds)];

    /// <inheritdoc/>
    public IReadOnlyList<HourUtc> DirtyDays() => store.Read(HashtagDays.Dirty);

    /// <inheritdoc/>
    public bool ComputeDay(HourUtc day)
    {
        var isComputed = false;
        store.InTransaction(() => isComputed = HashtagDays.Compute(store.Connection, day));
        return isComputed;
    }

    /// <inheritdoc/>
    public void Flush()
    {
        // each transaction is on the disk when it ends
    }

    /// <inheritdoc/>
    public void MarkAll(string why) => store.InTransaction(() => store.Connection.Execute("""
        INSERT INTO dirty_hour (hour, why)
        SELECT hour, @why FROM hour WHERE state <> 'sealed'
        """, new { why }));

    int WriteTopics(long h)
    {
        var tallies = CountTopics(h);
        AddSilent(h, tallies);
        var changed = store.Connection.Execute(DeleteTopics, new
        {
            h,
            topics = JsonSerializer.Serialize(tallies.Select(counted => counted.Topic)),
        });
        foreach (var (topic, tally) in tallies)
        {
            var sums = tally.Sums;
            changed += store.Connection.Execute(WriteTopic, new
            {
                h,
                topic,
                tally.Posts,
                tally.Accepted,
                refused = TallyJson.Refused(tally),
                unknown = TallyJson.Unknown(tally),
                tally.Copies,
                tally.Scored,
                tally.Zero,
                tally.Negative,
                tally.Neutral,
                tally.Positive,
                sums.Mean,
                stddev = sums.StandardDeviation,
                weightedMean = sums.WeightedMean,
            });
        }
        return changed;
    }
}
