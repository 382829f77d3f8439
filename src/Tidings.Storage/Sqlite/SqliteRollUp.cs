using System.Text.Json;
using Dapper;
using Tidings.Configuration;
using Tidings.Hours;

namespace Tidings.Storage.Sqlite;

/// <summary>
/// Computes hours from the stored posts. An hour is never added to: it is computed anew, whole, whenever a post in it
/// changed.
/// </summary>
public sealed partial class SqliteRollUp(SqliteStore store, FilterOptions filter, TimeProvider clock)
{
    /// <summary>What counting may hold in memory.</summary>
    internal RollUpBounds Bounds { get; init; } = new();

    /// <summary>The hours that changed since they were computed, oldest first.</summary>
    public IReadOnlyList<HourUtc> DirtyHours() => [.. store.Connection
        .Query<long>("SELECT DISTINCT hour FROM dirty_hour ORDER BY hour")
        .Select(HourUtc.OfUnixMilliseconds)];

    /// <summary>Computes every changed hour; returns how many.</summary>
    /// <param name="progress">Told after each hour how many are done, of how many.</param>
    /// <param name="cancellationToken">Stops between two hours.</param>
    public int ComputeDirty(Action<int, int>? progress = null, CancellationToken cancellationToken = default)
    {
        var hours = DirtyHours();
        for (var i = 0; i < hours.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Compute(hours[i]);
            progress?.Invoke(i + 1, hours.Count);
        }
        return hours.Count;
    }

    /// <summary>Marks every hour that is not sealed, so that it is computed again.</summary>
    public void MarkAll(string why) => store.InTransaction(() => store.Connection.Execute("""
        INSERT INTO dirty_hour (hour, why)
        SELECT hour, @why FROM hour WHERE state <> 'sealed'
        """, new { why }));

    /// <summary>
    /// Computes one hour in one transaction. The write lock comes first, then the marks go, then the posts are read: a
    /// post that another process commits later leaves a mark that is still there.
    /// </summary>
    public void Compute(HourUtc hour) => store.InTransaction(() =>
    {
        var h = hour.UnixMilliseconds;
        store.Connection.Execute("DELETE FROM dirty_hour WHERE hour = @h", new { h });
        if (store.Connection.ExecuteScalar<string>("SELECT state FROM hour WHERE hour = @h", new { h }) == "sealed")
            return; // its posts are gone: what was computed from them stands
        var changed = WriteHashtags(h) + WriteTopics(h);
        WriteHourRow(h, changed > 0);
    });

    /// <summary>
    /// An hour that no source listened to is known from recordings only and counts as closed; coverage stays unknown.
    /// </summary>
    void WriteHourRow(long h, bool isChanged) => store.Connection.Execute("""
        INSERT INTO hour (hour, state, closed_at)
        SELECT @h, CASE WHEN heard THEN 'open' ELSE 'closed' END, CASE WHEN heard THEN NULL ELSE @now END
        FROM (SELECT EXISTS (SELECT 1 FROM listening WHERE from_at < @h + 3600000 AND to_at > @h) AS heard)
        WHERE true
        ON CONFLICT (hour) DO UPDATE SET state = 'revised', revised_at = @now
        WHERE @isChanged AND hour.state IN ('closed', 'revised') AND hour.coverage IS NOT NULL
        """, new { h, isChanged, now = clock.GetUtcNow().ToUnixTimeMilliseconds() });

    int WriteTopics(long h)
    {
        var tallies = CountTopics(h);
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
                refused = Json([
                    ("repost", tally.Refused(Refusal.Repost)), ("language", tally.Refused(Refusal.Language)),
                    ("followers", tally.Refused(Refusal.Followers)),
                    ("account_age", tally.Refused(Refusal.AccountAge)),
                    ("blacklist", tally.Refused(Refusal.Blacklist))]),
                unknown = Json([
                    ("language", tally.UnknownLanguage), ("followers", tally.UnknownFollowers),
                    ("account_age", tally.UnknownAccountAge)]),
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

    /// <summary>A JSON object of the counts that are not 0, in the order given.</summary>
    static string Json(ReadOnlySpan<(string Name, long Count)> counts)
    {
        var json = new System.Text.StringBuilder("{");
        foreach (var (name, count) in counts)
            if (count != 0)
                json.Append(json.Length > 1 ? "," : "").Append('"').Append(name).Append("\":").Append(count);
        return json.Append('}').ToString();
    }
}
