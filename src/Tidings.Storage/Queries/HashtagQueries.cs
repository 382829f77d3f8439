using System.Data;
using Dapper;
using Tidings.Hours;

namespace Tidings.Storage.Queries;

/// <summary>Reads hashtags out of the hours.</summary>
public static class HashtagQueries
{
    sealed record Sums
    {
        public string Hashtag { get; init; } = "";
        public long Posts { get; init; }
        public long Happy { get; init; }
        public long Authors { get; init; }
        public long HappyAuthors { get; init; }
    }

    sealed record Spelling
    {
        public string Hashtag { get; init; } = "";
        public string Text { get; init; } = "";
        public long Posts { get; init; }
        public long Hour { get; init; }
    }

    /// <summary>The first hashtags of a window.</summary>
    /// <param name="connection">An open store.</param>
    /// <param name="window">The hours.</param>
    /// <param name="order">What ranks them.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="minAuthors">Hashtags with fewer votes are left out.</param>
    public static IReadOnlyList<HashtagRank> Top(
        IDbConnection connection, Window window, HashtagOrder order, int limit, long minAuthors)
    {
        var sql = SqlDialect.Of(connection);
        var (from, to) = (sql.Time(window.Bounds.From), sql.Time(window.Bounds.To));
        var sums = connection.Query<Sums>(
            SumsOf(sql), new { from, to, lastHours = sql.Time(LastHours(window.Bounds.To)), minAuthors },
            buffered: false);
        var ranks = Best(sums.Select(Rank), order, limit);
        var coverage = Coverage(connection, from, to);
        var displays = Displays(connection, [.. ranks.Select(rank => rank.Hashtag)], from, to);
        foreach (var rank in ranks)
        {
            rank.Display = displays.GetValueOrDefault(rank.Hashtag, rank.Hashtag);
            rank.Coverage = coverage;
        }
        return ranks;
    }

    /// <summary>
    /// What each hashtag has in a window: the sums of the days that lie in it whole and are known, and the hours of all
    /// others. One statement, and so one view: a day is known, or its hours are read.
    /// </summary>
    static string SumsOf(SqlDialect sql) => $"""
        WITH known AS MATERIALIZED (
          SELECT d.day FROM day d
          WHERE d.day >= @from AND d.day < @lastHours
            AND NOT EXISTS (SELECT 1 FROM dirty_day m WHERE m.day = d.day))
        SELECT hashtag AS Hashtag, CAST(sum(posts) AS bigint) AS Posts, CAST(sum(happy) AS bigint) AS Happy,
          CAST(sum(authors) AS bigint) AS Authors, CAST(sum(happy_authors) AS bigint) AS HappyAuthors
        FROM (
          SELECT t.hashtag, t.posts, t.happy, t.authors, t.happy_authors
          FROM known
          {sql.ForEach("hashtag_day", "t", "t.day = known.day")}
          UNION ALL
          SELECT t.hashtag, t.posts, t.happy, t.authors, t.happy_authors
          FROM (
            SELECT hour.hour FROM hour
            WHERE hour.hour >= @from AND hour.hour < @to
              AND NOT EXISTS (SELECT 1 FROM known WHERE known.day = {sql.DayOf("hour.hour")})) u
          {sql.ForEach("hashtag_hour", "t", "t.hour = u.hour")}) part
        GROUP BY hashtag
        HAVING sum(authors) >= @minAuthors
        """;

    /// <summary>A day lies in a window whole where its last hour begins in it: where it begins before this.</summary>
    static long LastHours(long to) =>
        to < long.MinValue + 23 * HourUtc.Milliseconds || to == long.MaxValue ? to : to - 23 * HourUtc.Milliseconds;

    static HashtagRank Rank(Sums sums) => new()
    {
        Hashtag = sums.Hashtag,
        Posts = sums.Posts,
        Happy = sums.Happy,
        Authors = sums.Authors,
        HappyAuthors = sums.HappyAuthors,
        Rate = sums.Authors == 0 ? 0 : (double)sums.HappyAuthors / sums.Authors,
        LowerBound = Wilson.LowerBound(sums.HappyAuthors, sums.Authors),
    };

    /// <summary>The first <paramref name="limit"/> in order, in memory for that many only.</summary>
    static List<HashtagRank> Best(IEnumerable<HashtagRank> ranks, HashtagOrder order, int limit)
    {
        var comparer = Comparer<HashtagRank>.Create((a, b) => Compare(a, b, order));
        var worstFirst = new PriorityQueue<HashtagRank, HashtagRank>(
            Comparer<HashtagRank>.Create((a, b) => comparer.Compare(b, a)));
        foreach (var rank in ranks)
        {
            worstFirst.Enqueue(rank, rank);
            if (worstFirst.Count > limit)
                worstFirst.Dequeue();
        }
        var best = worstFirst.UnorderedItems.Select(item => item.Element).ToList();
        best.Sort(comparer);
        return best;
    }

    static int Compare(HashtagRank a, HashtagRank b, HashtagOrder order)
    {
        var byRank = order switch
        {
            HashtagOrder.Rate => (b.LowerBound, b.HappyAuthors).CompareTo((a.LowerBound, a.HappyAuthors)),
            HashtagOrder.Happy => (b.Happy, b.HappyAuthors).CompareTo((a.Happy, a.HappyAuthors)),
            _ => (b.Posts, b.Happy).CompareTo((a.Posts, a.Happy)),
        };
        return byRank != 0 ? byRank : string.CompareOrdinal(a.Hashtag, b.Hashtag);
    }

    /// <summary>
    /// The commonest spelling of each hashtag; ties go to the earliest, then to the ordinally smallest. Hashtags whose
    /// posts are gone are left out.
    /// </summary>
    /// <remarks>The posts are asked only where the hour does not tell which was the earliest.</remarks>
    static Dictionary<string, string> Displays(IDbConnection connection, string[] hashtags, object from, object to)
    {
        var sql = SqlDialect.Of(connection);
        var named = sql.IsAnyOf("h.hashtag", "@hashtags");
        var spellings = connection.Query<Spelling>($"""
            SELECT h.hashtag AS Hashtag, h.spelling AS Text, count(*) AS Posts, {sql.Milliseconds("min(u.hour)")} AS Hour
            FROM (SELECT hour FROM hour WHERE hour >= @from AND hour < @to) u
            {sql.ForEach("post_hashtag", "h", $"h.hour = u.hour AND {named} AND NOT h.is_repost")}
            GROUP BY h.hashtag, h.spelling
            ORDER BY h.hashtag, count(*) DESC, min(u.hour), h.spelling
            """, new { hashtags, from, to });
        var displays = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var ofOne in spellings.GroupBy(spelling => spelling.Hashtag, StringComparer.Ordinal))
        {
            var best = ofOne.First();
            var first = ofOne.TakeWhile(other => (other.Posts, other.Hour) == (best.Posts, best.Hour)).ToList();
            displays[ofOne.Key] = first.Count == 1 ? best.Text : Earliest(connection, ofOne.Key, first);
        }
        return displays;
    }

    /// <summary>Which of some spellings was the first in their hour. The ledger knows the times of its posts.</summary>
    static string Earliest(IDbConnection connection, string hashtag, List<Spelling> tied)
    {
        var sql = SqlDialect.Of(connection);
        return connection.QueryFirstOrDefault<string>($"""
            SELECT h.spelling
            FROM post_hashtag h
            {sql.ForEach("post_key", "k", "k.id = h.id AND k.platform = h.platform")}
            WHERE h.hour = @hour AND h.hashtag = @hashtag AND NOT h.is_repost
              AND {sql.IsAnyOf("h.spelling", "@spellings")}
            GROUP BY h.spelling
            ORDER BY min(k.posted_at), h.spelling
            LIMIT 1
            """, new
        {
            hashtag,
            hour = sql.Time(tied[0].Hour),
            spellings = tied.Select(spelling => spelling.Text).ToArray(),
        }) ?? hashtag;
    }

    /// <summary>
    /// Mean coverage of the window's hours; null where it is unknown for any of them, or there are none.
    /// </summary>
    /// <remarks>The coverage of an hour is a number of its milliseconds, and so is summed exactly.</remarks>
    static double? Coverage(IDbConnection connection, object from, object to)
    {
        var (hours, known, heard) = connection.QuerySingle<(long, long, long)>("""
            SELECT count(*), count(coverage), CAST(coalesce(sum(CAST(round(coverage * 3600000) AS bigint)), 0) AS bigint)
            FROM hour WHERE hour >= @from AND hour < @to
            """, new { from, to });
        return hours == 0 || known < hours
            ? null
            : (double)Math.Round((decimal)heard / (hours * HourUtc.Milliseconds), 6, MidpointRounding.AwayFromZero);
    }

    /// <summary>Every hashtag hour of a window in key order, streaming.</summary>
    public static IEnumerable<HashtagHour> Hours(IDbConnection connection, Window window)
    {
        var sql = SqlDialect.Of(connection);
        var (from, to) = (sql.Time(window.Bounds.From), sql.Time(window.Bounds.To));
        return connection.Query<HashtagHour>($"""
            SELECT {sql.Milliseconds("t.hour")} AS Hour, t.hashtag AS Hashtag, t.posts AS Posts, t.happy AS Happy, t.authors AS Authors,
              t.happy_authors AS HappyAuthors, h.coverage AS Coverage, h.state AS State
            FROM hashtag_hour t
            LEFT JOIN hour h ON h.hour = t.hour
            WHERE t.hour >= @from AND t.hour < @to
            ORDER BY t.hour, t.hashtag
            """, new { from, to }, buffered: false);
    }
}
