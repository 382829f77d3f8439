using Dapper;
using Npgsql;
using Tidings.Posts;

namespace Tidings.Storage.Postgres;

public sealed partial class PostgresWriter
{
    readonly CopyBuffer _asked = new(3, "COPY tidings_asked (n, platform, id) FROM STDIN (FORMAT BINARY)");
    readonly HashSet<long> _hours = [];
    readonly List<int> _deletes = []; // those that may have an effect

    /// <summary>
    /// Looks up all that the batch names in a few statements. The order of the ids makes the pages of the index come one
    /// after the other.
    /// </summary>
    private protected override void Load()
    {
        _hours.Clear();
        _deletes.Clear();
        TakePrepared();
        if (Batch.Posts.Length + Batch.Deletes.Length == 0)
            return;
        CheckFilter();
        foreach (ref readonly var post in Batch.Posts)
            NeedHour(post.PostedAt);
        AddDeletes();
        if (_ledger.Count == 0)
            return;
        if (LoadKeys(from: 0) && (_ledger.HasOtherIds || _deletes.Count > 0))
            LoadAliases();
        LoadSealed();
        LoadAccounts();
    }

    /// <inheritdoc/>
    public override void Prepare(PostBatch batch)
    {
        if (!_spare.TryTake(out var part))
            part = new();
        part.Fill(batch);
        _prepared[batch] = part;
    }

    /// <summary>A transaction that begins anew finds nothing prepared: the rules have changed it.</summary>
    void TakePrepared()
    {
        if (!_prepared.TryRemove(Batch, out var part))
        {
            _ledger.Fill(Batch);
            return;
        }
        _spare.Add(_ledger);
        _ledger = part;
    }

    /// <summary>
    /// Of most deletes the post is unknown and too old for a tombstone: those are passed over.
    /// </summary>
    void AddDeletes()
    {
        for (var n = 0; n < Batch.Deletes.Length; n++)
        {
            ref readonly var notice = ref Batch.Deletes[n];
            var id = Batch[notice.Id];
            var hash = LedgerPart.Hash(notice.Platform, id);
            if (_filter?.MayHold(hash) == false && !LeavesTombstone(notice)
                && _ledger.Find(notice.Platform, id, hash) < 0)
                continue;
            _ledger.Add(notice.Platform, id, hash);
            _deletes.Add(n);
        }
    }

    private protected override void WriteDeletes()
    {
        foreach (var n in _deletes)
            WriteDelete(Batch.Deletes[n]);
    }

    void NeedHour(long postedAt) => _hours.Add(HourUtc.OfUnixMilliseconds(postedAt).UnixMilliseconds);

    /// <summary>Reads the ledger for the slots from one on; false where none of them can be there.</summary>
    bool LoadKeys(int from)
    {
        _asked.Clear();
        for (var n = from; n < _ledger.Count; n++)
        {
            ref var slot = ref _ledger[n];
            if (_filter?.Add(slot.Hash) != false)
                _asked.Row().Int(n).Text(slot.Platform.Utf8Name()).Text(_ledger.IdOf(slot));
        }
        if (_asked.Rows == 0)
            return false;
        // The temporary table has no statistics; whatever they were, only the index will do.
        Connection.Execute("""
            CREATE TEMP TABLE IF NOT EXISTS tidings_asked (n int, platform text COLLATE "C", id text COLLATE "C")
              ON COMMIT DELETE ROWS;
            SET LOCAL enable_hashjoin = off;
            SET LOCAL enable_mergejoin = off
            """);
        _asked.Send(Connection);
        using var command = new NpgsqlCommand("""
            SELECT a.n, ascii(k.state), k.version, k.posted_at, k.origin
            FROM tidings_asked a JOIN post_key k ON k.platform = a.platform AND k.id = a.id
            WHERE a.n >= $1
            """, Connection) { Parameters = { new() { Value = from } } };
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            ref var slot = ref _ledger[reader.GetInt32(0)];
            var entry = new LedgerEntry(
                StateOf(reader.GetInt32(1)), reader.GetInt64(2), PostgresTime.Milliseconds(reader.GetDateTime(3)),
                reader.GetInt64(4));
            (slot.Stored, slot.Entry) = (entry, entry);
            NeedHour(entry.PostedAt);
        }
        return true;
    }

    static PostState StateOf(int letter) => letter switch
    {
        'l' => PostState.Live,
        's' => PostState.Stub,
        'd' => PostState.Deleted,
        _ => PostState.Hidden,
    };

    static ReadOnlySpan<byte> NameOf(PostState state) => state switch
    {
        PostState.Live => "live"u8,
        PostState.Stub => "stub"u8,
        PostState.Deleted => "deleted"u8,
        _ => "hidden"u8,
    };

    void LoadAliases()
    {
        var count = _ledger.Count;
        using (var command = new NpgsqlCommand("""
            SELECT a.n, l.id FROM tidings_asked a
            JOIN post_alias l ON l.platform = a.platform AND l.server = '' AND l.native_id = a.id
            """, Connection))
        using (var reader = command.ExecuteReader())
            while (reader.Read())
            {
                var n = reader.GetInt32(0);
                var target = reader.IsDBNull(1)
                    ? -1
                    : _ledger.Add(_ledger[n].Platform, reader.GetFieldValue<byte[]>(1));
                (_ledger[n].IsAlias, _ledger[n].AliasOf) = (true, target);
            }
        if (_ledger.Count > count)
            LoadKeys(count);
    }

    void LoadSealed()
    {
        var isSealed = Connection.Query<DateTime>(
            "SELECT hour FROM hour WHERE state = 'sealed' AND hour = ANY(@hours)",
            new { hours = _hours.Select(PostgresTime.Of).ToArray() })
            .Select(PostgresTime.Milliseconds).ToHashSet();
        foreach (var hour in _hours)
            KnowSealed(hour, isSealed.Contains(hour));
    }

    void LoadAccounts()
    {
        var authors = new HashSet<long>();
        foreach (ref readonly var post in Batch.Posts)
            if (post.Platform == Platform.Bluesky)
                authors.Add(post.Author);
        if (authors.Count == 0)
            return;
        foreach (var (author, state) in Connection.Query<(long Author, string State)>(
            "SELECT author, state FROM author_state WHERE platform = 'bluesky' AND author = ANY(@authors)",
            new { authors = authors.ToArray() }))
            _accounts[author] = state switch
            {
                "deleted" => Posts.AccountState.Deleted,
                "hidden" => Posts.AccountState.Hidden,
                _ => Posts.AccountState.Active,
            };
    }

    ref LedgerPart.Slot Slot(Platform platform, ReadOnlySpan<byte> id) =>
        ref _ledger[_ledger.Find(platform, id) is >= 0 and var n
            ? n
            : throw new InvalidOperationException("an id of the batch was not looked up")];

    private protected override AccountState AccountState(Platform platform, long author) =>
        _accounts.GetValueOrDefault(author, Posts.AccountState.Active);

    private protected override bool TryLoad(Platform platform, ReadOnlySpan<byte> id, out LedgerEntry entry)
    {
        var known = Slot(platform, id).Entry;
        entry = known.GetValueOrDefault();
        return known is not null;
    }

    private protected override bool TryInsertKey(Platform platform, ReadOnlySpan<byte> id, in LedgerEntry entry)
    {
        ref var slot = ref Slot(platform, id);
        if (slot.Entry is not null)
            return false;
        slot.Entry = entry;
        return true;
    }

    private protected override void UpdateKey(Platform platform, ReadOnlySpan<byte> id, in LedgerEntry entry) =>
        Slot(platform, id).Entry = entry;

    private protected override bool TryResolve(Platform platform, ReadOnlySpan<byte> nativeId, out byte[]? id)
    {
        ref var slot = ref Slot(platform, nativeId);
        id = slot is { IsAlias: true, AliasOf: >= 0 } ? _ledger.IdOf(_ledger[slot.AliasOf]).ToArray() : null;
        return slot.IsAlias;
    }

    private protected override void InsertAlias(Platform platform, ReadOnlySpan<byte> nativeId, ReadOnlySpan<byte> id)
    {
        ref var slot = ref Slot(platform, nativeId);
        if (!slot.IsAlias)
            (slot.IsAlias, slot.IsAliasNew, slot.AliasOf) = (true, true, _ledger.Find(platform, id));
    }

    private protected override void InsertEarlyDelete(Platform platform, ReadOnlySpan<byte> nativeId)
    {
        ref var slot = ref Slot(platform, nativeId);
        if (!slot.IsAlias)
            (slot.IsAlias, slot.IsAliasNew) = (true, true);
    }
}
