using System.Data;
using System.Globalization;
using Dapper;
using Tidings.Configuration;
using Tidings.Queue;
using Tidings.Storage;
using Tidings.Storage.Sqlite;

namespace Tidings.Tests.Storage;

/// <summary>A SQLite store, in memory unless a file is named.</summary>
sealed class SqliteStoreHost : StoreHost
{
    static readonly string[] Cleared =
    [
        "post_key", "post_alias", "post", "post_hashtag", "post_topic", "post_hidden", "author_state", "hour",
        "hashtag_hour", "hashtag_day", "day", "dirty_day", "topic_hour",
        "topic", "dirty_hour", "listening", "gap", "listen_session", "batch_seen", "dead_letter",
    ];

    readonly IngestOptions _options;
    readonly ManualClock _clock = new();
    SqliteWriter _writer;
    int _written;

    public SqliteStoreHost(StoreUrl? url = null, IngestOptions? options = null)
    {
        _options = options ?? new() { Topics = Some.Topics };
        Store = SqliteStore.OpenForWriting(url ?? new(":memory:"), _clock);
        Store.Connection.Execute("PRAGMA synchronous = OFF"); // nobody pulls the plug here
        _writer = new(Store, _options);
    }

    public SqliteStore Store { get; }

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

    SqlitePruner Pruner => new(Store, RollUp(null), _clock);

    public override void MarkAll() => RollUp(null).MarkAll("test");

    SqliteRollUp RollUp(FilterOptions? filter) => new(Store, filter ?? new(), _clock);

    public override IReadOnlyList<long> Marks() =>
        Store.Connection.Query<long>("SELECT hour FROM dirty_hour ORDER BY n").AsList();

    public override void Seal(long hour) => Store.Connection.Execute(
        "INSERT INTO hour (hour, state) VALUES (@hour, 'sealed') ON CONFLICT (hour) DO UPDATE SET state = 'sealed'",
        new { hour });

    public override void SetMeta(string key, string value) => Store.SetMeta(key, value);

    public override IReadOnlyList<string> Rows(string sql)
    {
        var rows = new List<string>();
        using var command = Store.Connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(values);
            rows.Add(
                string.Join('|', values.Select(
                    value => value is DBNull ? "" : Convert.ToString(value, CultureInfo.InvariantCulture))));
        }
        return rows;
    }

    public override IReadOnlyList<string> OwnViews => ["post_iso", "hashtag_hour_iso", "topic_hour_iso"];

    public override void Restart()
    {
        _writer.Dispose();
        _writer = new(Store, _options);
    }

    public override void Clear()
    {
        foreach (var table in Cleared)
            Store.Connection.Execute("DELETE FROM " + table);
    }

    public override void Dispose()
    {
        _writer.Dispose();
        Store.Dispose();
    }
}
