using Dapper;
using Tidings.Analysis;

namespace Tidings.Storage.Sqlite;

/// <summary>
/// Analyses stored posts again after the settings changed: happiness, topics, blacklist and sentiment follow from the
/// stored texts. Hashtags do not depend on settings and stay. Posts in sealed hours are gone or about to go, so their
/// hours stay too.
/// </summary>
/// <remarks>
/// The result is that of reading the same records with the new settings, as far as the store holds them: what
/// <c>keep</c> left out is gone, and of tags that a platform states beside the text, cashtags are known only where they
/// named a topic. Of the keyword beside a row of the seed's exports, the synonym under which the row was found is
/// known.
/// </remarks>
public sealed partial class SqliteReanalysis(SqliteStore store, IngestOptions options) : IReanalysis
{
    readonly HashSet<long> _touchedHours = [];
    readonly StoredAnalysis _analysis = new(options);

    sealed record StoredPost : StoredText
    {
        public long Seq { get; init; }
        public long PostedAt { get; init; }
    }

    /// <inheritdoc/>
    public int Run(
        PostAnalyzer analyzer, CancellationToken cancellationToken, int postsPerTransaction = 5_000,
        Action<int, int>? progress = null)
    {
        var all = progress is null ? 0 : store.Connection.ExecuteScalar<int>(
            "SELECT (SELECT count(*) FROM post) + (SELECT count(*) FROM post_hidden)");
        var done = 0;
        for (var last = 0L; WriteStored(analyzer, postsPerTransaction, ref last) is > 0 and var count;)
            Done(count);
        for (var last = ("", ""); WriteHidden(analyzer, postsPerTransaction, ref last) is > 0 and var count;)
            Done(count);
        return done;

        void Done(int count)
        {
            done += count;
            progress?.Invoke(done, all);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>
    /// Read and written in one transaction, so that a post that is deleted meanwhile does not come back.
    /// </summary>
    int WriteStored(PostAnalyzer analyzer, int limit, ref long last)
    {
        var after = last;
        List<StoredPost> posts = [];
        store.InTransaction(() =>
        {
            _touchedHours.Clear();
            posts = store.Connection.Query<StoredPost>(SelectStored, new { after, limit }).AsList();
            foreach (var post in posts)
            {
                StoredAnalysis.Analyze(post, analyzer);
                Write(post, analyzer);
            }
            foreach (var hour in _touchedHours)
                store.Connection.Execute("INSERT INTO dirty_hour (hour, why) VALUES (@hour, 'settings')", new { hour });
        });
        if (posts.Count > 0)
            last = posts[^1].Seq;
        return posts.Count;
    }

    int WriteHidden(PostAnalyzer analyzer, int limit, ref (string Platform, string Id) last)
    {
        var (platform, id) = last;
        List<StoredText> posts = [];
        store.InTransaction(() =>
        {
            posts = store.Connection.Query<StoredText>(SelectHidden, new { platform, id, limit }).AsList();
            foreach (var post in posts)
            {
                StoredAnalysis.Analyze(post, analyzer);
                store.Connection.Execute(UpdateHidden, new
                {
                    post.Platform,
                    post.Id,
                    happy = analyzer.IsHappy,
                    blacklisted = analyzer.IsBlacklisted,
                    compound = StoredAnalysis.Compound(analyzer),
                    options.Scorer,
                    topics = _analysis.NamedJson(analyzer),
                });
            }
        });
        if (posts.Count > 0)
            last = (posts[^1].Platform, posts[^1].Id);
        return posts.Count;
    }

    void Write(StoredPost stored, PostAnalyzer analyzer)
    {
        var hour = HourUtc.OfUnixMilliseconds(stored.PostedAt).UnixMilliseconds;
        _touchedHours.Add(hour);
        store.Connection.Execute(
            """
            UPDATE post SET happy = @happy, blacklisted = @blacklisted, compound = @compound, scorer = @Scorer
            WHERE seq = @Seq
            """,
            new
            {
                stored.Seq,
                happy = analyzer.IsHappy,
                blacklisted = analyzer.IsBlacklisted,
                compound = StoredAnalysis.Compound(analyzer),
                options.Scorer,
            });
        store.Connection.Execute(
            "UPDATE post_hashtag SET happy = @happy WHERE platform = @Platform AND id = @Id AND happy <> @happy",
            new { stored.Platform, stored.Id, happy = analyzer.IsHappy });
        store.Connection.Execute(
            "DELETE FROM post_topic WHERE platform = @Platform AND id = @Id",
            new { stored.Platform, stored.Id });
        foreach (var (topic, keyword) in _analysis.Named(analyzer))
            store.Connection.Execute(
                """
                INSERT INTO post_topic (hour, topic, platform, id, keyword)
                VALUES (@hour, @topic, @Platform, @Id, @keyword)
                """,
                new { hour, topic, stored.Platform, stored.Id, keyword });
    }
}
