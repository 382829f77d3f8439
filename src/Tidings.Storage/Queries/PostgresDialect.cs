namespace Tidings.Storage.Queries;

/// <summary>Instants are <c>timestamptz</c>.</summary>
sealed class PostgresDialect : SqlDialect
{
    public static readonly PostgresDialect Instance = new();

    static readonly long Least = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    static readonly long Most = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public override string Name => "postgres";

    public override string TimeType => "timestamptz";

    // extract gives a numeric: nothing is rounded
    public override string Milliseconds(string instant) => $"CAST(extract(epoch FROM {instant}) * 1000 AS bigint)";

    // the ends of DateTime are written as -infinity and infinity
    public override object Time(long unixMilliseconds) =>
        unixMilliseconds <= Least ? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc)
        : unixMilliseconds >= Most ? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)
        : DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).UtcDateTime;

    public override string IsAnyOf(string value, string parameter) => $"{value} = ANY({parameter})";

    // the zone is named, because a session's own may lie half an hour beside
    public override string HourOf(string instant) => $"date_trunc('hour', {instant}, 'UTC')";

    public override string DayOf(string hour) => $"date_trunc('day', {hour}, 'UTC')";

    // the planner takes no part of what lies behind an OFFSET elsewhere; left free it reads whole tables
    public override string ForEach(string table, string alias, string condition) =>
        $"CROSS JOIN LATERAL (SELECT * FROM {table} {alias} WHERE {condition} OFFSET 0) {alias}";

    // its key begins with its time, which its row of the ledger tells
    public override string PostOf(string row) => $"""
        {ForEach("post_key", "k", $"k.id = {row}.id AND k.platform = {row}.platform")}
        {ForEach("post", "p", $"p.posted_at = k.posted_at AND p.platform = {row}.platform AND p.id = {row}.id")}
        """;

    public override string Joined(string column, string from) =>
        $"(SELECT string_agg({column}, ' ' ORDER BY {column}) FROM {from})";
}
