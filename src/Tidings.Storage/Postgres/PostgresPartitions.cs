using System.Globalization;
using Dapper;
using Npgsql;

namespace Tidings.Storage.Postgres;

/// <summary>
/// Makes the partitions of <c>post</c>, <c>post_hashtag</c> and <c>post_topic</c>: a day each, and a year each beyond
/// <see cref="DailyDays"/> days ago, so that old recordings do not make thousands.
/// </summary>
/// <remarks>
/// The three tables always have the same ones, named by their ranges: <c>post_p20261121_20261122</c>. A new one takes
/// the room between its neighbours, so that days and years may meet anywhere.
/// </remarks>
static class PostgresPartitions
{
    /// <summary>Days before today that have partitions of their own.</summary>
    public const int DailyDays = 400;

    public static readonly IReadOnlyList<string> Tables = ["post", "post_hashtag", "post_topic"];

    const string DayFormat = "yyyyMMdd";

    /// <summary>A range of whole UTC days.</summary>
    /// <param name="From">Its first day.</param>
    /// <param name="To">The day behind its last one.</param>
    public readonly record struct Range(DateOnly From, DateOnly To)
    {
        /// <summary>Whether a day lies in it.</summary>
        public bool Holds(DateOnly day) => day >= From && day < To;

        /// <summary>The name of a table's partition for it.</summary>
        public string NameOf(string table) =>
            string.Create(CultureInfo.InvariantCulture, $"{table}_p{From:yyyyMMdd}_{To:yyyyMMdd}");
    }

    /// <summary>The UTC day of an instant in unix milliseconds.</summary>
    public static DateOnly DayOf(long instant) => DateOnly.FromDateTime(PostgresTime.Of(instant));

    /// <summary>The ranges that there are, in order.</summary>
    public static List<Range> Read(NpgsqlConnection connection)
    {
        var ranges = new List<Range>();
        foreach (var name in connection.Query<string>("""
            SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'post'::regclass
            """))
            if (RangeOf(name) is { } range)
                ranges.Add(range);
        ranges.Sort((a, b) => a.From.CompareTo(b.From));
        return ranges;
    }

    /// <summary>The range that a partition's name tells; null where it is not one of ours.</summary>
    public static Range? RangeOf(string name) =>
        name.Split("_p")[^1].Split('_') is [var from, var to] && TryDay(from, out var first) && TryDay(to, out var end)
            ? new Range(first, end)
            : null;

    /// <summary>Makes what is missing, holding the writers' lock.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="days">The days that need room.</param>
    /// <param name="today">The present day.</param>
    public static void Ensure(NpgsqlConnection connection, IEnumerable<DateOnly> days, DateOnly today)
    {
        List<Range>? ranges = null;
        foreach (var day in days)
        {
            ranges ??= Read(connection);
            if (ranges.Exists(range => range.Holds(day)))
                continue;
            connection.Execute(PostgresLocks.Partitions);
            var range = Plan(ranges, day, today);
            foreach (var table in Tables)
                Make(connection, table, range);
            ranges.Add(range);
        }
    }

    /// <summary>The range of the partition that a day needs, between those that there are.</summary>
    public static Range Plan(IEnumerable<Range> ranges, DateOnly day, DateOnly today)
    {
        var daily = today.AddDays(-DailyDays);
        var range = day >= daily
            ? new Range(day, day.AddDays(1))
            : new(new(day.Year, 1, 1), new DateOnly(day.Year, 1, 1).AddYears(1));
        if (day < daily && range.To > daily)
            range = range with { To = daily };
        foreach (var other in ranges)
        {
            if (other.To <= day && other.To > range.From)
                range = range with { From = other.To };
            if (other.From > day && other.From < range.To)
                range = range with { To = other.From };
        }
        return range;
    }

    /// <summary>Made apart and attached: that does not wait for those who read the table.</summary>
    static void Make(NpgsqlConnection connection, string table, Range range) => connection.Execute(
        string.Create(CultureInfo.InvariantCulture, $"""
            CREATE TABLE {range.NameOf(table)} (LIKE {table} INCLUDING ALL);
            ALTER TABLE {table} ATTACH PARTITION {range.NameOf(table)}
              FOR VALUES FROM ('{range.From:yyyy-MM-dd} 00:00:00+00') TO ('{range.To:yyyy-MM-dd} 00:00:00+00')
            """));

    static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(
        text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
