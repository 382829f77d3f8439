using System.Data;
using Dapper;
using Tidings.Faults;
using Tidings.Storage.Queries;

namespace Tidings.Storage;

/// <summary>
/// Adds up the hashtags of whole UTC days. Like an hour a day is never added to: a change of one of its hours leaves a
/// mark, and as long as there is one nobody reads the day's sums.
/// </summary>
static class HashtagDays
{
    /// <summary>A day of which an hour is open, or marked, would soon be added up again.</summary>
    public static IReadOnlyList<HourUtc> Dirty(IDbConnection connection)
    {
        var sql = SqlDialect.Of(connection);
        return
        [
            .. connection.Query<long>($"""
                SELECT DISTINCT {sql.Milliseconds("d.day")} AS day FROM dirty_day d
                WHERE NOT EXISTS (SELECT 1 FROM hour WHERE state = 'open' AND {sql.DayOf("hour.hour")} = d.day)
                  AND NOT EXISTS (SELECT 1 FROM dirty_hour m WHERE {sql.DayOf("m.hour")} = d.day)
                ORDER BY 1
                """).Select(HourUtc.OfUnixMilliseconds),
        ];
    }

    /// <summary>
    /// Adds up one day, holding its lock: first the marks go that are seen, then, in later statements, the hours are
    /// read. So whatever a roll-up commits after that look has left a mark that is still there.
    /// </summary>
    public static bool Compute(IDbConnection connection, HourUtc day)
    {
        var sql = SqlDialect.Of(connection);
        var span = new
        {
            start = sql.Time(day.UnixMilliseconds),
            end = sql.Time(new HourUtc(day.HoursSinceEpoch + 24).UnixMilliseconds),
        };
        if (connection.Execute("DELETE FROM dirty_day WHERE day = @start", span) == 0)
            return false;
        FaultPoints.Reach("rollup.day", connection);
        connection.Execute(
            """
            DELETE FROM hashtag_day WHERE day = @start AND hashtag IN (
              SELECT hashtag FROM hashtag_day WHERE day = @start
              EXCEPT
              SELECT hashtag FROM hashtag_hour WHERE hour >= @start AND hour < @end)
            """, span);
        connection.Execute(
            """
            INSERT INTO hashtag_day (day, hashtag, posts, happy, authors, happy_authors)
            SELECT @start, hashtag, sum(posts), sum(happy), sum(authors), sum(happy_authors)
            FROM hashtag_hour
            WHERE hour >= @start AND hour < @end
            GROUP BY hashtag
            ON CONFLICT (day, hashtag) DO UPDATE SET
              posts = excluded.posts, happy = excluded.happy, authors = excluded.authors,
              happy_authors = excluded.happy_authors
            WHERE (hashtag_day.posts, hashtag_day.happy, hashtag_day.authors, hashtag_day.happy_authors)
              <> (excluded.posts, excluded.happy, excluded.authors, excluded.happy_authors)
            """, span);
        connection.Execute("INSERT INTO day (day) VALUES (@start) ON CONFLICT DO NOTHING", span);
        return true;
    }
}
