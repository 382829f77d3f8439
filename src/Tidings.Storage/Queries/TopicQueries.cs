using System.Data;
using Dapper;

namespace Tidings.Storage.Queries;

/// <summary>Reads topics out of the hours.</summary>
public static class TopicQueries
{
    static string Columns(SqlDialect sql) => $"""
        SELECT {sql.Milliseconds("t.hour")} AS Hour, t.topic AS Topic, t.posts AS Posts, t.accepted AS Accepted,
          t.refused AS Refused, t.unknown AS Unknown, t.copies AS Copies, t.scored AS Scored, t.zero AS Zero,
          t.negative AS Negative, t.neutral AS Neutral, t.positive AS Positive, t.mean AS Mean, t.stddev AS Stddev,
          t.weighted_mean AS WeightedMean, h.coverage AS Coverage, h.state AS State
        FROM topic_hour t
        LEFT JOIN hour h ON h.hour = t.hour
        """;

    /// <summary>
    /// Topics side by side, ordered by hour and topic; hours before a topic was looked for are left out.
    /// </summary>
    public static IReadOnlyList<TopicHour> Compare(
        IDbConnection connection, IReadOnlyCollection<string> topics, Window window)
    {
        var sql = SqlDialect.Of(connection);
        return [.. Canonical(connection.Query<TopicHour>($"""
            {Columns(sql)}
            JOIN topic d ON d.topic = t.topic AND t.hour >= d.since
            WHERE {sql.IsAnyOf("t.topic", "@topics")} AND t.hour >= @from AND t.hour < @to
            ORDER BY t.hour, t.topic
            """, Parameters(sql, topics, window)))];
    }

    /// <summary>How many hours of a window lie before their topic was looked for.</summary>
    public static long CountBeforeSince(IDbConnection connection, IReadOnlyCollection<string> topics, Window window)
    {
        var sql = SqlDialect.Of(connection);
        return connection.ExecuteScalar<long>($"""
            SELECT count(*) FROM topic_hour t
            JOIN topic d ON d.topic = t.topic AND t.hour < d.since
            WHERE {sql.IsAnyOf("t.topic", "@topics")} AND t.hour >= @from AND t.hour < @to
            """, Parameters(sql, topics, window));
    }

    /// <summary>Every topic hour of a window in key order, streaming.</summary>
    public static IEnumerable<TopicHour> Hours(IDbConnection connection, Window window)
    {
        var sql = SqlDialect.Of(connection);
        return Canonical(connection.Query<TopicHour>($"""
            {Columns(sql)}
            WHERE t.hour >= @from AND t.hour < @to
            ORDER BY t.hour, t.topic
            """, Parameters(sql, [], window), buffered: false));
    }

    /// <summary>The topics that the store knows.</summary>
    public static IReadOnlyList<TopicSince> Known(IDbConnection connection) => connection.Query<TopicSince>(
        $"SELECT topic AS Topic, {SqlDialect.Of(connection).Milliseconds("since")} AS Since FROM topic ORDER BY topic")
        .AsList();

    static object Parameters(SqlDialect sql, IReadOnlyCollection<string> topics, Window window)
    {
        var (from, to) = window.Bounds;
        return new { topics = topics.ToArray(), from = sql.Time(from), to = sql.Time(to) };
    }

    static IEnumerable<TopicHour> Canonical(IEnumerable<TopicHour> hours) => hours.Select(hour => hour with
    {
        Refused = CanonicalJson.Counts(hour.Refused),
        Unknown = CanonicalJson.Counts(hour.Unknown),
    });
}
