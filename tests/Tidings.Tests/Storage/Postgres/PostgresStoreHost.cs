using System.Data;
using System.Globalization;
using Dapper;
using Npgsql;
using Tidings.Configuration;
using Tidings.Queue;
using Tidings.Storage;
using Tidings.Storage.Postgres;
using Tidings.Tests.Support;

namespace Tidings.Tests.Storage.Postgres;

/// <summary>A store in a database of its own on the tests' server.</summary>
sealed class PostgresStoreHost : StoreHost
{
    static readonly string[] Cleared =
    [
        "post_key", "post_alias", "post", "post_hashtag", "post_topic", "post_hidden", "author_state", "hour",
        "hashtag_hour", "hashtag_day", "day", "dirty_day", "topic_hour",
        "topic", "dirty_hour", "listening", "gap", "listen_session", "batch_seen", "dead_letter",
    ];

    /// <summary>Lets a statement speak of instants as SQLite does; only within its transaction.</summary>
    const string SpeakMilliseconds = """
        CREATE FUNCTION to_instant(bigint) RETURNS timestamptz IMMUTABLE LANGUAGE sql
          AS 'SELECT to_timestamp($1 / 1000.0)';
        CREATE FUNCTION to_instant(int) RETURNS timestamptz IMMUTABLE LANGUAGE sql
          AS 'SELECT to_timestamp($1 / 1000.0)';
        CREATE FUNCTION minus(timestamptz, bigint) RETURNS bigint IMMUTABLE LANGUAGE sql
          AS 'SELECT (extract(epoch FROM $1) * 1000)::bigint - $2';
        CREATE CAST (bigint AS timestamptz) WITH FUNCTION to_instant(bigint) AS IMPLICIT;
        CREATE CAST (int AS timestamptz) WITH FUNCTION to_instant(int) AS IMPLICIT;
        CREATE OPERATOR - (LEFTARG = timestamptz, RIGHTARG = bigint, FUNCTION = minus)
        """;

    const string SpeakInstants = """
        DROP OPERATOR - (timestamptz, bigint);
        DROP CAST (bigint AS timestamptz);
        DROP CAST (int AS timestamptz);
        DROP FUNCTION to_instant(bigint), to_instant(int), minus(timestamptz, bigint)
        """;

    static readonly string[] Reasons =
        ["repost", "language", "followers", "account_age", "blacklist"];

    /// <summary>An empty store, copied for each host.</summary>
    static readonly Lazy<PostgresDatabase> Template = new(() =>
    {
        var database = PostgresServer.Current.NewDatabase();
        PostgresStore.OpenForWriting(database.Store, TimeProvider.System, TimeSpan.FromSeconds(5)).Dispose();
        PostgresPool.Forget(database.Store.Postgres!);
        return database;
    });

    readonly PostgresDatabase _database;
    readonly IngestOptions _options;
    readonly ManualClock _clock = new();
    IPostWriter _writer;
    int _written;

    public PostgresStoreHost(IngestOptions? options = null)
    {
        _options = options ?? new() { Topics = Some.Topics };
        lock (Template)
            _database = PostgresServer.Current.NewDatabase(Template.Value.Name);
        Store = PostgresStore.OpenForWriting(_database.Store, _clock, TimeSpan.FromSeconds(10));
        _writer = Store.CreateWriter(_options);
    }

    public PostgresStore Store { get; }

    public override IDbConnection Connection => Store.Connection;

    public override DateTimeOffset Now
    {
        get => _clock.Now;
        set => _clock.Now = value;
    }

    public override WriteResult Write(
        IReadOnlyList<StoreEvent> events, params IReadOnlyList<BatchHeader> headers)
    {
        var batch = Some.Batch(events);
        if (_written++ % 2 == 0)
            _writer.Prepare(batch);
        return _writer.Write(batch, headers);
    }

    public override bool IsStored(BatchId id) => _writer.IsStored(id);

    public override void WriteDeadLetter(long receivedAt, string source, string reason, ReadOnlySpan<byte> raw) =>
        _writer.WriteDeadLetter(receivedAt, source, reason, raw);

    public override int Compute(FilterOptions? filter = null) => RollUp(filter).ComputeDirty();

    public override ComputedHour Compute(HourUtc hour) => RollUp(null).Compute(hour);

    public override ComputedHour? ComputeIfDirty(HourUtc hour, long countTo = long.MaxValue) =>
        RollUp(null).ComputeIfDirty(hour, countTo);

    public override IReadOnlyList<HourUtc> DirtyDays() => RollUp(null).DirtyDays();

    public override bool ComputeDay(HourUtc day) => RollUp(null).ComputeDay(day);

    public override IReadOnlyList<HourUtc> CloseHours(RollupOptions options, long? oldestUnstored) =>
        RollUp(null).CloseHours(options, oldestUnstored);

    public override PrunedPosts Prune(long receivedBefore) => Pruner.Prune(receivedBefore);

    public override bool SealClosed(HourUtc hour) => Pruner.Seal(hour);

    public override (bool IsMoreLeft, int Posts) Empty(HourUtc hour, int limit) => Pruner.Empty(hour, limit);

    IPruner Pruner => Store.CreatePruner(new());

    public override void MarkAll() => RollUp(null).MarkAll("test");

    IRollUp RollUp(FilterOptions? filter) => Store.CreateRollUp(filter ?? new());

    public override IReadOnlyList<long> Marks() =>
    [
        .. Connection.Query<DateTime>("SELECT hour FROM dirty_hour ORDER BY n").Select(PostgresTime.Milliseconds),
    ];

    public override void Seal(long hour) => Connection.Execute(
        "INSERT INTO hour (hour, state) VALUES (@hour, 'sealed') ON CONFLICT (hour) DO UPDATE SET state = 'sealed'",
        new { hour = PostgresTime.Of(hour) });

    public override void SetMeta(string key, string value) => Store.SetMeta(key, value);

    public override IReadOnlyList<string> Rows(string sql)
    {
        var rows = new List<string>();
        var connection = (NpgsqlConnection)Connection;
        using var transaction = connection.BeginTransaction();
        connection.Execute(SpeakMilliseconds);
        using (var command = new NpgsqlCommand(sql, connection))
        using (var reader = command.ExecuteReader())
        {
            var values = new object[reader.FieldCount];
            while (reader.Read())
            {
                reader.GetValues(values);
                rows.Add(string.Join('|', values.Select((value, i) => Text(value, reader.GetDataTypeName(i)))));
            }
        }
        connection.Execute(SpeakInstants);
        transaction.Commit();
        return rows;
    }

    /// <summary>A value as SQLite gives it.</summary>
    static string? Text(object value, string type) => value switch
    {
        DBNull => "",
        bool flag => flag ? "1" : "0",
        DateTime { Kind: DateTimeKind.Utc } instant => $"{PostgresTime.Milliseconds(instant)}",
        DateTime local => local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        string json when type == "jsonb" => Canonical(json),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    static string Canonical(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return "{" + string.Join(',', document.RootElement.EnumerateObject()
            .OrderBy(member => Array.IndexOf(Reasons, member.Name))
            .Select(member => $"\"{member.Name}\":{member.Value.GetRawText()}")) + "}";
    }

    public override void Restart()
    {
        _writer.Dispose();
        _writer = Store.CreateWriter(_options);
    }

    public override void Clear() => Connection.Execute(string.Join(';', Cleared.Select(table => "DELETE FROM " + table)));

    public override void Dispose()
    {
        _writer.Dispose();
        Store.Dispose();
        PostgresPool.Forget(_database.Store.Postgres!);
        _database.Dispose();
    }
}
