using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;

namespace Tidings.Storage.Postgres;

/// <summary>
/// The partitions of the three tables of posts that span the same time. Their names say it:
/// <c>post_p20260501_20260502</c>.
/// </summary>
/// <param name="From">Its first hour.</param>
/// <param name="To">The hour behind its last.</param>
sealed partial record PostgresPartition(HourUtc From, HourUtc To)
{
    sealed record Row
    {
        public string Name { get; init; } = "";
        public string Reference { get; init; } = "";
        public bool IsOwn { get; init; }
        public bool IsTruncatable { get; init; }
    }

    /// <summary>The tables as a statement names them.</summary>
    public required IReadOnlyList<string> Tables { get; init; }

    /// <summary>Whether this role may drop them.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>Whether this role may truncate them.</summary>
    public required bool IsTruncatable { get; init; }

    [GeneratedRegex("^post(_hashtag|_topic)?_p(?<from>[0-9]{8})_(?<to>[0-9]{8})$")]
    static partial Regex Name { get; }

    /// <summary>All partitions, oldest first; tables whose names say no time are left out.</summary>
    public static IReadOnlyList<PostgresPartition> All(IDbConnection connection) =>
    [
        .. connection.Query<Row>("""
            SELECT c.relname::text AS Name, c.oid::regclass::text AS Reference,
              pg_has_role(c.relowner, 'USAGE') AS IsOwn,
              has_table_privilege(c.oid, 'TRUNCATE') AS IsTruncatable
            FROM pg_catalog.pg_inherits i
            JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent IN ('post'::regclass, 'post_hashtag'::regclass, 'post_topic'::regclass)
            ORDER BY c.relname
            """)
            .Select(row => (Row: row, Name: Name.Match(row.Name)))
            .Where(found => found.Name.Success)
            .GroupBy(
                found => (From: Midnight(found.Name.Groups["from"].Value), To: Midnight(found.Name.Groups["to"].Value)),
                found => found.Row)
            .Where(tables => tables.Key is { From: not null, To: not null })
            .Select(tables => new PostgresPartition(tables.Key.From!.Value, tables.Key.To!.Value)
            {
                Tables = [.. tables.Select(table => table.Reference)],
                IsOwn = tables.All(table => table.IsOwn),
                IsTruncatable = tables.All(table => table.IsTruncatable),
            })
            .OrderBy(partition => partition.From.HoursSinceEpoch),
    ];

    /// <summary>Whether an hour lies in it.</summary>
    public bool Contains(HourUtc hour) =>
        From.HoursSinceEpoch <= hour.HoursSinceEpoch && hour.HoursSinceEpoch < To.HoursSinceEpoch;

    static HourUtc? Midnight(string date) => DateTimeOffset.TryParseExact(
        date, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var midnight)
        ? HourUtc.Of(midnight)
        : null;
}
