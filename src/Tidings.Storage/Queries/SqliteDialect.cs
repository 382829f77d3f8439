namespace Tidings.Storage.Queries;

/// <summary>Instants are integers already.</summary>
sealed class SqliteDialect : SqlDialect
{
    public static readonly SqliteDialect Instance = new();

    public override string Name => "sqlite";

    public override string TimeType => "INTEGER";

    public override string Milliseconds(string instant) => instant;

    public override object Time(long unixMilliseconds) => unixMilliseconds;

    public override string IsAnyOf(string value, string parameter) => $"{value} IN {parameter}";

    public override string HourOf(string instant) => $"{instant} - {instant} % 3600000";

    public override string DayOf(string hour) => $"{hour} - {hour} % 86400000";

    public override string ForEach(string table, string alias, string condition) =>
        $"CROSS JOIN {table} {alias} ON {condition}"; // SQLite keeps the order of a cross join

    public override string PostOf(string row) => ForEach("post", "p", $"""
        p.platform = {row}.platform AND p.id = {row}.id
          AND p.posted_at >= {row}.hour AND p.posted_at < {row}.hour + 3600000
        """);

    public override string Joined(string column, string from) =>
        $"(SELECT group_concat({column}, ' ') FROM (SELECT {column} FROM {from} ORDER BY {column}))";
}
