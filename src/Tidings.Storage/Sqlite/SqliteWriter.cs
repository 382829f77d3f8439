using System.Text;
using Tidings.Posts;
using Tidings.Queue;

namespace Tidings.Storage.Sqlite;

/// <summary>
/// Writes batches of posts: one transaction each, whatever order the posts come in, and again without effect.
/// </summary>
/// <remarks>One writer serves one thread. The rules of versions and deletes are <see cref="PostLedger"/>'s.</remarks>
public sealed partial class SqliteWriter : IPostWriter
{
    readonly SqliteStore _store;
    readonly IngestOptions _options;
    readonly byte[][] _topicNames;
    readonly byte[][][] _keywords;
    readonly byte[] _scorer;
    readonly byte[]? _configuration;
    readonly HashSet<long> _touchedHours = [];
    readonly Dictionary<long, bool> _isSealed = [];
    PostBatch _batch = null!; // set for the time of a write
    HourUtc? _earliestHour;
    WriteResult _result;

    /// <summary>Writes into a store.</summary>
    public SqliteWriter(SqliteStore store, IngestOptions options)
    {
        (_store, _options) = (store, options);
        _scorer = Encoding.UTF8.GetBytes(options.Scorer);
        _configuration = options.ConfigurationHash is { } hash ? Encoding.UTF8.GetBytes(hash) : null;
        _topicNames = [.. options.Topics.Select(topic => Encoding.UTF8.GetBytes(topic.Name))];
        _keywords = [.. options.Topics.Select(topic => topic.Synonyms.Select(Encoding.UTF8.GetBytes).ToArray())];
        _sql = new(store.Connection);
        _notices = new(store.Connection);
    }

    /// <summary>Stores a batch that no queue carried, marks the hours that it changes, and commits.</summary>
    /// <exception cref="StoreException">The database refused; nothing of the batch is stored.</exception>
    public WriteResult Write(PostBatch batch) => Write(batch, []);

    /// <inheritdoc/>
    public WriteResult Write(PostBatch batch, IReadOnlyList<BatchHeader> headers)
    {
        (_batch, _result) = (batch, default);
        _earliestHour = EarliestHour(batch, headers);
        _touchedHours.Clear();
        _isSealed.Clear(); // another process may have sealed hours since
        InTransaction(() =>
        {
            WriteTopics();
            foreach (ref readonly var account in _batch.Accounts)
                WriteAccount(account);
            foreach (ref readonly var post in _batch.Posts)
                WritePost(post);
            foreach (ref readonly var notice in _batch.Deletes)
                WriteDelete(notice);
            foreach (var header in headers)
                Note(header);
            foreach (var hour in _touchedHours)
                _sql.InsertMark.Integer(1, hour).Text(2, "write"u8).Run();
        });
        TopicsCommitted();
        return _result;
    }

    /// <summary>Runs a transaction, unless another process has given the store other settings.</summary>
    void InTransaction(Action work) => _store.InTransaction(() =>
    {
        CheckConfiguration();
        work();
    });

    void CheckConfiguration()
    {
        if (_configuration is null)
            return;
        var isSame = _notices.SelectConfiguration.Step()
            && _notices.SelectConfiguration.GetText(0).SequenceEqual(_configuration);
        _notices.SelectConfiguration.Reset();
        if (!isSame)
            throw new StoreException(
                $"{_store.Url.Path} was taken over with other settings by another process; restart this one.");
    }

    void WritePost(in PostRow post)
    {
        if (!PostLedger.NeedsPlace(post.Platform, post.IsOriginal, post.IsRelevant))
            _result.Irrelevant++;
        else if (RefusedByTombstone(post))
            _result.RefusedDeleted++;
        else if (TryInsert(post))
            // before looking it up: nearly all are new, and each lookup costs as much as an insert
            Count(ref _result, post.IsRelevant, isNew: true);
        else if (TryLoad(post.Platform, _batch[post.Id], out var known))
            WriteKnown(post, known);
        else if (post is { IsRelevant: false, IsOriginal: true })
            _result.Irrelevant++; // see PostLedger.NeedsPlace
        else
            _result.Late++;
    }

    /// <summary>Writes a version of a post that the ledger knows.</summary>
    void WriteKnown(in PostRow post, in LedgerEntry known)
    {
        var arrival = PostLedger.Arrive(
            known, post.Platform, post.Version, post.PostedAt, post.IsOriginal, post.IsRelevant);
        if (arrival.Outcome == ArrivalOutcome.RefusedDeleted)
        {
            if (arrival.Entry != known)
                UpdateKey(post.Platform, _batch[post.Id], arrival.Entry); // the event time, for a key that is made anew
            _result.RefusedDeleted++;
            return;
        }
        // Of a stored post the old hour counts too; a tombstone or a stub has left nothing there.
        if (IsSealed(arrival.Entry.PostedAt)
            || (known.State is PostState.Live or PostState.Hidden && IsSealed(known.PostedAt)))
        {
            _result.Late++;
            return;
        }
        switch (arrival.Outcome)
        {
            case ArrivalOutcome.Repeated:
                _result.Repeated++;
                break;
            case ArrivalOutcome.Retime:
                Retime(post.Platform, _batch[post.Id], known, arrival.Entry);
                _result.Repeated++;
                break;
            default:
                Replace(post, known, arrival.Entry);
                break;
        }
        InsertNativeIds(post);
    }

    /// <summary>
    /// Stores a post, or the stub of an edit; false where the ledger knows it, its hour is sealed, or it needs no
    /// place.
    /// </summary>
    bool TryInsert(in PostRow post)
    {
        if (post is { IsRelevant: false, IsOriginal: true } || IsSealed(post.PostedAt))
            return false;
        var entry = new LedgerEntry(
            post.IsRelevant ? PostState.Live : PostState.Stub, post.Version, post.PostedAt,
            PostLedger.Origin(post.Version, post.IsOriginal));
        if (!TryInsertKey(post.Platform, _batch[post.Id], entry))
            return false;
        InsertNativeIds(post);
        if (entry.State == PostState.Live)
            InsertPost(post, entry.PostedAt, seq: null, post.ReceivedAt);
        return true;
    }

    /// <summary>Puts a higher version in the place of what is stored.</summary>
    void Replace(in PostRow post, in LedgerEntry known, in LedgerEntry entry)
    {
        var id = _batch[post.Id];
        var (seq, receivedAt) = Remove(post.Platform, id, known);
        UpdateKey(post.Platform, id, entry);
        if (entry.State == PostState.Live)
            InsertPost(post, entry.PostedAt, seq, receivedAt ?? post.ReceivedAt);
        if (known.State == PostState.Deleted)
            Count(ref _result, entry.State == PostState.Live, isNew: true);
        else
            Count(
                ref _result,
                entry.State == PostState.Live || known.State is PostState.Live or PostState.Hidden,
                isNew: false);
    }

    static void Count(ref WriteResult result, bool isStored, bool isNew)
    {
        if (!isStored)
            result.Irrelevant++;
        else if (isNew)
            result.Kept++;
        else
            result.Updated++;
    }

    /// <summary>Takes a stored post out of all tables but the ledger; returns what its next version inherits.</summary>
    (long? Seq, long? ReceivedAt) Remove(Platform platform, ReadOnlySpan<byte> id, in LedgerEntry known)
    {
        if (known.State == PostState.Hidden)
            return RemoveHidden(platform, id);
        if (known.State != PostState.Live)
            return default;
        Touch(known.PostedAt);
        _sql.SelectSeq.Text(1, platform.Utf8Name()).Text(2, id).Integer(3, known.PostedAt);
        (long?, long?) inherited = _sql.SelectSeq.Step()
            ? (_sql.SelectSeq.GetInteger(0), _sql.SelectSeq.GetInteger(1))
            : default;
        _sql.SelectSeq.Reset();
        _sql.DeletePost.Text(1, platform.Utf8Name()).Text(2, id).Integer(3, known.PostedAt).Run();
        _sql.DeleteHashtags.Text(1, platform.Utf8Name()).Text(2, id).Run();
        _sql.DeleteTopics.Text(1, platform.Utf8Name()).Text(2, id).Run();
        return inherited;
    }

    /// <summary>Moves a stored post to its better known time.</summary>
    void Retime(Platform platform, ReadOnlySpan<byte> id, in LedgerEntry known, in LedgerEntry entry)
    {
        UpdateKey(platform, id, entry);
        if (entry.PostedAt == known.PostedAt)
            return;
        var hour = HourUtc.OfUnixMilliseconds(entry.PostedAt).UnixMilliseconds;
        if (known.State == PostState.Hidden)
            _sql.RetimeHidden.Text(1, platform.Utf8Name()).Text(2, id).Integer(3, entry.PostedAt).Run();
        if (known.State != PostState.Live)
            return;
        Touch(known.PostedAt);
        Touch(entry.PostedAt);
        _sql.RetimePost.Text(1, platform.Utf8Name()).Text(2, id).Integer(3, entry.PostedAt).Run();
        _sql.RetimeHashtags.Text(1, platform.Utf8Name()).Text(2, id).Integer(3, hour).Run();
        _sql.RetimeTopics.Text(1, platform.Utf8Name()).Text(2, id).Integer(3, hour).Run();
    }

    void InsertPost(in PostRow post, long postedAt, long? seq, long receivedAt)
    {
        var platform = post.Platform.Utf8Name();
        var id = _batch[post.Id];
        _sql.InsertPost
            .Integer(1, seq).Text(2, platform).Text(3, id).Integer(4, postedAt)
            .Integer(5, receivedAt).Integer(6, post.Author)
            .TextOrNull(7, _batch[post.AuthorName]).Integer(8, post.Followers).Integer(9, post.AuthorSince)
            .Integer(10, post.Verified is { } verified ? (verified ? 1 : 0) : null)
            .TextOrNull(11, _batch[post.Location]).TextOrNull(12, _batch[post.Languages]).Integer(13, post.IsRepost)
            .Integer(14, post.IsBlacklisted).Integer(15, post.IsHappy).Text(16, _batch[post.Text])
            .Integer(17, post.TextKey == 0 ? null : post.TextKey).Real(18, post.Compound / 10_000.0).Text(19, _scorer)
            .TextOrNull(20, _batch[post.LanguageGuess])
            .Run();
        var hour = HourUtc.OfUnixMilliseconds(postedAt).UnixMilliseconds;
        foreach (var hashtag in _batch.HashtagsOf(post))
            _sql.InsertHashtag
                .Integer(1, hour).Text(2, _batch[hashtag.Key]).Text(3, platform).Text(4, id).Integer(5, post.Author)
                .Integer(6, post.IsHappy).Integer(7, post.IsRepost).Text(8, _batch[hashtag.Spelling])
                .Run();
        foreach (var topic in _batch.TopicsOf(post))
            _sql.InsertTopic
                .Integer(1, hour).Text(2, _topicNames[topic.Topic]).Text(3, platform).Text(4, id)
                .Text(5, _keywords[topic.Topic][topic.Synonym])
                .Run();
        if (post.Platform == Platform.Bluesky && AccountState(post.Platform, post.Author) == Posts.AccountState.Hidden)
            Hide(post.Platform, id, postedAt);
        else
            Touch(postedAt);
    }

    /// <summary>Marks the hour of an instant; a sealed one stands, whatever becomes of its posts.</summary>
    void Touch(long postedAt)
    {
        if (!IsSealed(postedAt))
            _touchedHours.Add(HourUtc.OfUnixMilliseconds(postedAt).UnixMilliseconds);
    }

    bool IsSealed(long postedAt)
    {
        var hour = HourUtc.OfUnixMilliseconds(postedAt).UnixMilliseconds;
        if (_isSealed.TryGetValue(hour, out var known))
            return known;
        _sql.SelectSealed.Integer(1, hour);
        var isSealed = _sql.SelectSealed.Step();
        _sql.SelectSealed.Reset();
        return _isSealed[hour] = isSealed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sql.Dispose();
        _notices.Dispose();
    }
}
