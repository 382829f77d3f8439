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
    sealed record TopicAggregate
    {
        public required string Topic { get; init; }
        public long Posts { get; init; }
        public long Accepted { get; init; }
        public long Repost { get; init; }
        public long Language { get; init; }
        public long Followers { get; init; }
        public long AccountAge { get; init; }
        public long Blacklist { get; init; }
        public long UnknownLanguage { get; init; }
        public long UnknownFollowers { get; init; }
        public long UnknownAccountAge { get; init; }
        public long Copies { get; init; }
        public long Scored { get; init; }
        public long Zero { get; init; }
        public long Negative { get; init; }
        public long Positive { get; init; }
        public long Count { get; init; }
        public long Sum { get; init; }
        public long SumOfSquares { get; init; }
        public long Weight { get; init; }
        public long WeightedSum { get; init; }
    }

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
            ComputeIfDirty(hours[i]);
            progress?.Invoke(i + 1, hours.Count);
        }
        return hours.Count;
    }

    /// <summary>Marks every hour that is not sealed, so that it is computed again.</summary>
    public void MarkAll(string why) => store.InTransaction(() => store.Connection.Execute("""
        INSERT INTO dirty_hour (hour, why)
        SELECT hour, @why FROM hour WHERE state <> 'sealed'
        """, new { why }));

    int WriteTopics(long h)
    {
        var rows = store.Connection.Query<TopicAggregate>(Aggregate(filter), new
        {
            h,
            dropReposts = filter.Reposts == RepostPolicy.Drop,
            filter.MinFollowers,
            filter.MinAccountAgeDays,
            filter.IncludeNeutral,
            languages = JsonSerializer.Serialize(filter.Languages),
            anyLanguage = filter.Languages.Count == 0,
        }).AsList();
        var changed = store.Connection.Execute(
            "DELETE FROM topic_hour WHERE hour = @h AND topic NOT IN (SELECT topic FROM post_topic WHERE hour = @h)",
            new { h });
        foreach (var row in rows)
        {
            var sums = new TopicSums(row.Count, row.Sum, row.SumOfSquares, row.Weight, row.WeightedSum);
            changed += store.Connection.Execute(WriteTopic, new
            {
                h,
                row.Topic,
                row.Posts,
                row.Accepted,
                refused = Json([
                    ("repost", row.Repost), ("language", row.Language), ("followers", row.Followers),
                    ("account_age", row.AccountAge), ("blacklist", row.Blacklist)]),
                unknown = Json([
                    ("language", row.UnknownLanguage), ("followers", row.UnknownFollowers),
                    ("account_age", row.UnknownAccountAge)]),
                row.Copies,
                row.Scored,
                row.Zero,
                row.Negative,
                neutral = row.Scored - row.Negative - row.Positive,
                row.Positive,
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
