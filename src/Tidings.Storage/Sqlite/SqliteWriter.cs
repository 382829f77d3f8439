using System.Text;
using Dapper;
using Tidings.Posts;
using Tidings.Storage.Writing;

namespace Tidings.Storage.Sqlite;

/// <summary>Writes posts into a SQLite store by prepared statements, row by row.</summary>
public sealed partial class SqliteWriter : PostWriter
{
    readonly SqliteStore _store;
    readonly byte[][] _topicNames;
    readonly byte[][][] _keywords;
    readonly byte[] _scorer;

    /// <summary>Writes into a store.</summary>
    public SqliteWriter(SqliteStore store, IngestOptions options)
        : base(options)
    {
        _store = store;
        _scorer = Encoding.UTF8.GetBytes(options.Scorer);
        _topicNames = [.. options.Topics.Select(topic => Encoding.UTF8.GetBytes(topic.Name))];
        _keywords = [.. options.Topics.Select(topic => topic.Synonyms.Select(Encoding.UTF8.GetBytes).ToArray())];
        _sql = new(store.Connection);
        _notices = new(store.Connection);
    }

    private protected override StoreUrl Url => _store.Url;

    private protected override long Now => _store.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Stores a batch that no queue carried.</summary>
    /// <inheritdoc cref="IPostWriter.Write" path="/exception"/>
    public WriteResult Write(PostBatch batch) => Write(batch, []);

    private protected override void InTransaction(Action work) => _store.InTransaction(work);

    private protected override string? ReadConfiguration() => _store.GetMeta("configuration");

    private protected override void WriteTopic(string topic, long since, string definition) =>
        _store.Connection.Execute("""
            INSERT INTO topic (topic, since, definition) VALUES (@topic, @since, @definition)
            ON CONFLICT (topic) DO UPDATE SET
              since = CASE WHEN definition = excluded.definition THEN min(since, excluded.since)
                ELSE excluded.since END,
              definition = excluded.definition
            """,
            new { topic, since, definition });

    private protected override (long? Seq, long? ReceivedAt) RemovePost(
        Platform platform, ReadOnlySpan<byte> id, long postedAt)
    {
        _sql.SelectSeq.Text(1, platform.Utf8Name()).Text(2, id).Integer(3, postedAt);
        (long?, long?) inherited = _sql.SelectSeq.Step()
            ? (_sql.SelectSeq.GetInteger(0), _sql.SelectSeq.GetInteger(1))
            : default;
        _sql.SelectSeq.Reset();
        _sql.DeletePost.Text(1, platform.Utf8Name()).Text(2, id).Integer(3, postedAt).Run();
        _sql.DeleteHashtags.Text(1, platform.Utf8Name()).Text(2, id).Run();
        _sql.DeleteTopics.Text(1, platform.Utf8Name()).Text(2, id).Run();
        return inherited;
    }

    private protected override void RetimeHidden(Platform platform, ReadOnlySpan<byte> id, long postedAt) =>
        _sql.RetimeHidden.Text(1, platform.Utf8Name()).Text(2, id).Integer(3, postedAt).Run();

    private protected override void RetimePost(Platform platform, ReadOnlySpan<byte> id, long postedAt)
    {
        var hour = HourUtc.OfUnixMilliseconds(postedAt).UnixMilliseconds;
        _sql.RetimePost.Text(1, platform.Utf8Name()).Text(2, id).Integer(3, postedAt).Run();
        _sql.RetimeHashtags.Text(1, platform.Utf8Name()).Text(2, id).Integer(3, hour).Run();
        _sql.RetimeTopics.Text(1, platform.Utf8Name()).Text(2, id).Integer(3, hour).Run();
    }

    private protected override void InsertPost(in PostRow post, long postedAt, long? seq, long receivedAt)
    {
        var platform = post.Platform.Utf8Name();
        var id = Batch[post.Id];
        _sql.InsertPost
            .Integer(1, seq).Text(2, platform).Text(3, id).Integer(4, postedAt)
            .Integer(5, receivedAt).Integer(6, post.Author)
            .TextOrNull(7, Batch[post.AuthorName]).Integer(8, post.Followers).Integer(9, post.AuthorSince)
            .Integer(10, post.Verified is { } verified ? (verified ? 1 : 0) : null)
            .TextOrNull(11, Batch[post.Location]).TextOrNull(12, Batch[post.Languages]).Integer(13, post.IsRepost)
            .Integer(14, post.IsBlacklisted).Integer(15, post.IsHappy).Text(16, Batch[post.Text])
            .Integer(17, post.TextKey == 0 ? null : post.TextKey).Real(18, post.Compound / 10_000.0).Text(19, _scorer)
            .TextOrNull(20, Batch[post.LanguageGuess])
            .Run();
        var hour = HourUtc.OfUnixMilliseconds(postedAt).UnixMilliseconds;
        foreach (var hashtag in Batch.HashtagsOf(post))
            _sql.InsertHashtag
                .Integer(1, hour).Text(2, Batch[hashtag.Key]).Text(3, platform).Text(4, id).Integer(5, post.Author)
                .Integer(6, post.IsHappy).Integer(7, post.IsRepost).Text(8, Batch[hashtag.Spelling])
                .Run();
        foreach (var topic in Batch.TopicsOf(post))
            _sql.InsertTopic
                .Integer(1, hour).Text(2, _topicNames[topic.Topic]).Text(3, platform).Text(4, id)
                .Text(5, _keywords[topic.Topic][topic.Synonym])
                .Run();
    }

    private protected override void InsertMarks(IReadOnlyCollection<long> hours, string why)
    {
        var reason = Encoding.UTF8.GetBytes(why);
        foreach (var hour in hours)
            _sql.InsertMark.Integer(1, hour).Text(2, reason).Run();
    }

    private protected override bool ReadSealed(long hour)
    {
        _sql.SelectSealed.Integer(1, hour);
        var isSealed = _sql.SelectSealed.Step();
        _sql.SelectSealed.Reset();
        return isSealed;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _sql.Dispose();
        _notices.Dispose();
    }
}
