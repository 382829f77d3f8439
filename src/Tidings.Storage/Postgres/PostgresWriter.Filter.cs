using Dapper;
using Npgsql;
using Tidings.Posts;

namespace Tidings.Storage.Postgres;

/// <summary>
/// Nearly all ids are new, and looking each of them up costs the server more than storing it. A writer that knows all
/// ids of the ledger asks only for those that may be there.
/// </summary>
/// <remarks>
/// It knows them while no other writer comes between: the last one that wrote is named in <c>meta</c>, read and changed
/// under the lock of the writers. Whoever lost its place looks everything up from then on. Ids only ever leave the
/// ledger otherwise (pruning, erasing), and a filter that holds too much is right.
/// </remarks>
public sealed partial class PostgresWriter
{
    /// <summary>The key in <c>meta</c> of the writer that wrote last.</summary>
    internal const string LastWriterKey = "last_writer";

    /// <summary>Ids that a writer reads at its start, about a second's work; with more it looks everything up.</summary>
    const int MaxIdsAtStart = 1_000_000;

    static readonly Platform[] Platforms = Enum.GetValues<Platform>();

    LedgerFilter? _filter;
    string? _name;
    bool _hasNamed; // in the transaction in hand
    bool _hasWritten;

    /// <summary>
    /// Sees to it that the filter holds all ids of the ledger, or that there is none. Called before anything is looked
    /// up, within the lock.
    /// </summary>
    void CheckFilter()
    {
        var last = Connection.QuerySingleOrDefault<string>(
            "SELECT value FROM meta WHERE key = @LastWriterKey", new { LastWriterKey });
        if (last is not null && last == _name)
            return;
        _filter = null;
        _name = Connection.QuerySingle<string>("""
            INSERT INTO meta (key, value) VALUES (@LastWriterKey, gen_random_uuid()::text)
            ON CONFLICT (key) DO UPDATE SET value = excluded.value RETURNING value
            """, new { LastWriterKey });
        _hasNamed = true;
        if (!_hasWritten)
            FillFilter();
    }

    /// <summary>To be called by whoever else adds to the ledger, within the lock: no writer knows all ids then.</summary>
    internal static void ForgetLast(NpgsqlConnection connection) =>
        connection.Execute("DELETE FROM meta WHERE key = @LastWriterKey", new { LastWriterKey });

    void FillFilter()
    {
        const string ids = """
            SELECT platform, id FROM post_key UNION ALL SELECT platform, native_id FROM post_alias WHERE server = ''
            """;
        var count = Connection.QuerySingle<long>($"SELECT count(*) FROM ({ids} LIMIT {MaxIdsAtStart + 1}) AS known");
        if (count > MaxIdsAtStart)
            return;
        var filter = new LedgerFilter();
        using (var reader = new CopyReader(
            Connection.BeginRawBinaryCopy($"COPY ({ids}) TO STDOUT (FORMAT BINARY)")))
            while (reader.Step())
            {
                reader.TryCell(out var name);
                var platform = PlatformOf(name);
                reader.TryCell(out var id);
                filter.Add(LedgerPart.Hash(platform, id));
            }
        _filter = filter;
    }

    static Platform PlatformOf(ReadOnlySpan<byte> name)
    {
        foreach (var platform in Platforms)
            if (platform.Utf8Name().SequenceEqual(name))
                return platform;
        return default; // none of ours is asked for under it
    }
}
