using System.Collections.Concurrent;
using System.Text;
using Dapper;
using Npgsql;
using Tidings.Posts;
using Tidings.Storage.Writing;

namespace Tidings.Storage.Postgres;

/// <summary>
/// Writes posts into a PostgreSQL store: what the ledger says about a batch is read at once, the rules are applied in
/// memory, and what is new goes out by binary COPY. All of it under the lock of the writers, so that nothing that was
/// read can change meanwhile.
/// </summary>
public sealed partial class PostgresWriter : PostWriter
{
    readonly PostgresStore _store;
    readonly byte[][] _topicNames;
    readonly byte[][][] _keywords;
    readonly byte[] _scorer;
    readonly ConcurrentDictionary<PostBatch, LedgerPart> _prepared = [];
    readonly ConcurrentBag<LedgerPart> _spare = [];
    LedgerPart _ledger = new();
    readonly Dictionary<long, AccountState> _accounts = [];

    /// <summary>Writes into a store.</summary>
    public PostgresWriter(PostgresStore store, IngestOptions options)
        : base(options)
    {
        _store = store;
        _scorer = Encoding.UTF8.GetBytes(options.Scorer);
        _topicNames = [.. options.Topics.Select(topic => Encoding.UTF8.GetBytes(topic.Name))];
        _keywords = [.. options.Topics.Select(topic => topic.Synonyms.Select(Encoding.UTF8.GetBytes).ToArray())];
    }

    /// <summary>That of the transaction in hand.</summary>
    NpgsqlConnection Connection => (NpgsqlConnection)_store.Connection;

    private protected override StoreUrl Url => _store.Url;

    private protected override long Now => _store.Now;

    private protected override void InTransaction(Action work)
    {
        _store.Transact(connection =>
        {
            _ledger.Clear();
            _accounts.Clear();
            _hasNamed = false;
            connection.Execute(PostgresLocks.Writers);
            work();
        });
        _hasWritten |= _hasNamed;
    }

    private protected override string? ReadConfiguration() => Connection.QuerySingleOrDefault<string>(
        "SELECT value FROM meta WHERE key = 'configuration'");

    private protected override void WriteTopic(string topic, long since, string definition) =>
        Connection.Execute("""
            INSERT INTO topic (topic, since, definition) VALUES (@topic, @since, @definition)
            ON CONFLICT (topic) DO UPDATE SET
              since = CASE WHEN topic.definition = excluded.definition THEN least(topic.since, excluded.since)
                ELSE excluded.since END,
              definition = excluded.definition
            """,
            new { topic, since = PostgresTime.Of(since), definition });

    private protected override void InsertMarks(IReadOnlyCollection<long> hours, string why)
    {
        if (hours.Count > 0)
            Connection.Execute(
                "INSERT INTO dirty_hour (hour, why) SELECT unnest(@hours), @why",
                new { hours = hours.Select(PostgresTime.Of).ToArray(), why });
    }

    private protected override bool ReadSealed(long hour) => Connection.ExecuteScalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM hour WHERE hour = @hour AND state = 'sealed')",
        new { hour = PostgresTime.Of(hour) });

    /// <inheritdoc/>
    public override void WriteDeadLetter(long receivedAt, string source, string reason, ReadOnlySpan<byte> raw)
    {
        var bytes = raw.ToArray();
        InTransaction(() =>
        {
            CheckConfiguration();
            Connection.Execute("""
                INSERT INTO dead_letter (received_at, source, reason, raw)
                SELECT @at, @source, @reason, @bytes
                WHERE NOT EXISTS (
                  SELECT 1 FROM dead_letter WHERE received_at = @at AND source = @source AND raw = @bytes)
                """, new { at = PostgresTime.Of(receivedAt), source, reason = reason.Replace('\0', '\ufffd'), bytes });
        });
    }

    /// <inheritdoc/>
    public override void TrimTombstones() => InTransaction(() =>
    {
        CheckConfiguration();
        Connection.Execute("""
            DELETE FROM post_key WHERE (platform, id) IN (
              SELECT platform, id FROM post_key WHERE state = 'deleted'
              ORDER BY posted_at, platform, id
              LIMIT greatest(0, (SELECT count(*) FROM post_key WHERE state = 'deleted') - @most))
            """, new { most = Options.MaxTombstones });
        Connection.Execute("""
            DELETE FROM post_alias WHERE (platform, server, native_id) IN (
              SELECT platform, server, native_id FROM post_alias WHERE id IS NULL ORDER BY native_id
              LIMIT greatest(0, (SELECT count(*) FROM post_alias WHERE id IS NULL) - @most))
            """, new { most = Options.MaxTombstones });
    });

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
