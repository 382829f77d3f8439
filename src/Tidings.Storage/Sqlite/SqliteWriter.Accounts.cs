using Tidings.Posts;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteWriter
{
    private protected override AccountState AccountState(Platform platform, long author)
    {
        _sql.SelectAccount.Text(1, platform.Utf8Name()).Integer(2, author);
        var state = !_sql.SelectAccount.Step() ? Posts.AccountState.Active : _sql.SelectAccount.GetText(0) switch
        {
            [(byte)'d', ..] => Posts.AccountState.Deleted,
            [(byte)'h', ..] => Posts.AccountState.Hidden,
            _ => Posts.AccountState.Active,
        };
        _sql.SelectAccount.Reset();
        return state;
    }

    private protected override void WriteAccount(in AccountRow account)
    {
        var changed = _sql.UpsertAccount.Text(1, account.Platform.Utf8Name()).Integer(2, account.Author)
            .Text(3, StateName(account.State)).Integer(4, account.At).Run();
        if (changed == 0)
            return;
        foreach (var id in PostsOf(account.Platform, Batch[account.AuthorId]))
        {
            if (!TryLoad(account.Platform, id, out var known))
                continue;
            if (account.State == Posts.AccountState.Deleted)
            {
                Remove(account.Platform, id, known);
                UpdateKey(account.Platform, id, known with { State = PostState.Deleted });
            }
            else if (account.State == Posts.AccountState.Hidden && known.State == PostState.Live)
                Hide(account.Platform, id, known.PostedAt);
            else if (account.State == Posts.AccountState.Active && known.State == PostState.Hidden)
                Unhide(account.Platform, id, known.PostedAt);
        }
    }

    static ReadOnlySpan<byte> StateName(AccountState state) => state switch
    {
        Posts.AccountState.Active => "active"u8,
        Posts.AccountState.Hidden => "hidden"u8,
        _ => "deleted"u8,
    };

    /// <summary>The ids of an author's posts: on Bluesky they begin with the author's DID.</summary>
    List<byte[]> PostsOf(Platform platform, ReadOnlySpan<byte> did)
    {
        var ids = new List<byte[]>();
        Span<byte> from = stackalloc byte[did.Length + 1];
        did.CopyTo(from);
        from[^1] = (byte)'/';
        Span<byte> to = stackalloc byte[from.Length];
        from.CopyTo(to);
        to[^1]++;
        _sql.SelectKeysBetween.Text(1, platform.Utf8Name()).Text(2, from).Text(3, to);
        while (_sql.SelectKeysBetween.Step())
            ids.Add(_sql.SelectKeysBetween.GetText(0).ToArray());
        _sql.SelectKeysBetween.Reset();
        return ids;
    }

    private protected override void Hide(Platform platform, ReadOnlySpan<byte> id, long postedAt)
    {
        var name = platform.Utf8Name();
        _sql.HidePost.Text(1, name).Text(2, id).Run();
        TryLoad(platform, id, out var known);
        Remove(platform, id, known with { State = PostState.Live, PostedAt = postedAt });
        UpdateKey(platform, id, known with { State = PostState.Hidden });
    }

    /// <summary>Puts a hidden post back.</summary>
    void Unhide(Platform platform, ReadOnlySpan<byte> id, long postedAt)
    {
        var name = platform.Utf8Name();
        var hour = HourUtc.OfUnixMilliseconds(postedAt).UnixMilliseconds;
        _sql.UnhidePost.Text(1, name).Text(2, id).Run();
        _sql.UnhideHashtags.Text(1, name).Text(2, id).Integer(3, hour).Run();
        _sql.UnhideTopics.Text(1, name).Text(2, id).Integer(3, hour).Run();
        _sql.DeleteHidden.Text(1, name).Text(2, id).Run();
        TryLoad(platform, id, out var known);
        UpdateKey(platform, id, known with { State = PostState.Live });
        Touch(postedAt);
    }

    private protected override (long? Seq, long? ReceivedAt) RemoveHidden(
        Platform platform, ReadOnlySpan<byte> id)
    {
        _sql.SelectHidden.Text(1, platform.Utf8Name()).Text(2, id);
        (long?, long?) inherited = _sql.SelectHidden.Step()
            ? (_sql.SelectHidden.GetInteger(0), _sql.SelectHidden.GetInteger(1))
            : default;
        _sql.SelectHidden.Reset();
        _sql.DeleteHidden.Text(1, platform.Utf8Name()).Text(2, id).Run();
        return inherited;
    }
}
