using Dapper;
using Tidings.Posts;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteWriter
{
    private protected override bool TryLoad(Platform platform, ReadOnlySpan<byte> id, out LedgerEntry entry)
    {
        _sql.SelectKey.Text(1, platform.Utf8Name()).Text(2, id);
        var isKnown = _sql.SelectKey.Step();
        entry = isKnown
            ? new(
                PostStateNames.Parse(_sql.SelectKey.GetText(0)), _sql.SelectKey.GetInteger(1),
                _sql.SelectKey.GetInteger(2), _sql.SelectKey.GetInteger(3))
            : default;
        _sql.SelectKey.Reset();
        return isKnown;
    }

    private protected override bool TryInsertKey(Platform platform, ReadOnlySpan<byte> id, in LedgerEntry entry) =>
        BindKey(_sql.InsertKey, platform, id, entry).Run() > 0;

    private protected override void UpdateKey(Platform platform, ReadOnlySpan<byte> id, in LedgerEntry entry) =>
        BindKey(_sql.UpdateKey, platform, id, entry).Run();

    static SqliteStatement BindKey(
        SqliteStatement statement, Platform platform, ReadOnlySpan<byte> id, in LedgerEntry entry) =>
        statement
            .Text(1, platform.Utf8Name()).Text(2, id).Integer(3, entry.PostedAt).Integer(4, entry.Version)
            .Text(5, StateName(entry.State)).Integer(6, entry.Origin);

    static ReadOnlySpan<byte> StateName(PostState state) => state switch
    {
        PostState.Live => "live"u8,
        PostState.Stub => "stub"u8,
        PostState.Deleted => "deleted"u8,
        _ => "hidden"u8,
    };

    private protected override void InsertAlias(
        Platform platform, ReadOnlySpan<byte> nativeId, ReadOnlySpan<byte> id) =>
        _sql.InsertAlias.Text(1, platform.Utf8Name()).Text(2, nativeId).Text(3, id).Run();

    private protected override void InsertEarlyDelete(Platform platform, ReadOnlySpan<byte> nativeId) =>
        _sql.InsertEarlyDelete.Text(1, platform.Utf8Name()).Text(2, nativeId).Run();

    private protected override bool TryResolve(Platform platform, ReadOnlySpan<byte> nativeId, out byte[]? id)
    {
        _sql.SelectAlias.Text(1, platform.Utf8Name()).Text(2, nativeId);
        var isKnown = _sql.SelectAlias.Step();
        id = isKnown && !_sql.SelectAlias.IsNull(0) ? _sql.SelectAlias.GetText(0).ToArray() : null;
        _sql.SelectAlias.Reset();
        return isKnown;
    }

    /// <inheritdoc/>
    public override void TrimTombstones() => InTransaction(() =>
    {
        CheckConfiguration();
        var connection = _store.Connection;
        var surplus = connection.ExecuteScalar<long>("SELECT count(*) FROM post_key WHERE state = 'deleted'")
            - Options.MaxTombstones;
        if (surplus > 0)
            connection.Execute("""
                DELETE FROM post_key WHERE (platform, id) IN (
                  SELECT platform, id FROM post_key WHERE state = 'deleted'
                  ORDER BY posted_at, platform, id LIMIT @surplus)
                """, new { surplus });
        var early = connection.ExecuteScalar<long>("SELECT count(*) FROM post_alias WHERE id IS NULL")
            - Options.MaxTombstones;
        if (early > 0)
            connection.Execute("""
                DELETE FROM post_alias WHERE (platform, server, native_id) IN (
                  SELECT platform, server, native_id FROM post_alias WHERE id IS NULL ORDER BY native_id LIMIT @early)
                """, new { early });
    });
}
