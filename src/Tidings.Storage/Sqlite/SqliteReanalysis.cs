using System.Text;
using Dapper;
using Tidings.Analysis;
using Tidings.Posts;

namespace Tidings.Storage.Sqlite;

/// <summary>
/// Analyses stored posts again after the settings changed: happiness, topics, blacklist and sentiment follow from the stored texts. Hashtags do
/// not depend on settings and stay. Posts in sealed hours are gone, so their hours stay too.
/// </summary>
public sealed class SqliteReanalysis(SqliteStore store, IngestOptions options)
{
    const int PostsPerTransaction = 5_000;

    sealed record StoredText
    {
        public long Seq { get; init; }
        public string Platform { get; init; } = "";
        public string Id { get; init; } = "";
        public long PostedAt { get; init; }
        public string Text { get; init; } = "";
        public string? Tags { get; init; }
        public string? Keyword { get; init; }
    }

    /// <summary>Runs over all posts; returns how many. A crash in between leaves a mixture that the next start mends.</summary>
    public int Run(PostAnalyzer analyzer, CancellationToken cancellationToken)
    {
        var done = 0;
        for (var last = 0L; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var posts = store.Connection.Query<StoredText>("""
                SELECT seq AS Seq, platform AS Platform, id AS Id, posted_at AS PostedAt, text AS Text,
                  (SELECT group_concat(spelling, ' ') FROM post_hashtag h WHERE h.platform = p.platform AND h.id = p.id) AS Tags,
                  CASE WHEN platform = 'seed' THEN (SELECT min(keyword) FROM post_topic t WHERE t.platform = p.platform AND t.id = p.id) END AS Keyword
                FROM post p
                WHERE seq > @last
                ORDER BY seq
                LIMIT @PostsPerTransaction
                """, new { last, PostsPerTransaction }).AsList();
            if (posts.Count == 0)
                return done;
            store.InTransaction(() => posts.ForEach(post => Write(post, analyzer)));
            last = posts[^1].Seq;
            done += posts.Count;
        }
    }

    void Write(StoredText stored, PostAnalyzer analyzer)
    {
        var post = new DecodedPost
        {
            Platform = Enum.Parse<Platform>(stored.Platform, ignoreCase: true),
            Text = Encoding.UTF8.GetBytes(stored.Text),
            Keyword = Encoding.UTF8.GetBytes(stored.Keyword ?? ""),
        };
        foreach (var tag in (stored.Tags ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            post.Tags.Add(Encoding.UTF8.GetBytes(tag)); // those beside the text are found nowhere else
        analyzer.Analyze(post);
        var key = new { stored.Platform, stored.Id };
        store.Connection.Execute(
            "UPDATE post SET happy = @happy, blacklisted = @blacklisted, compound = @compound, scorer = @Scorer WHERE seq = @Seq",
            new { stored.Seq, happy = analyzer.IsHappy, blacklisted = analyzer.IsBlacklisted, compound = analyzer.Score().Compound, options.Scorer });
        store.Connection.Execute(
            "UPDATE post_hashtag SET happy = @happy WHERE platform = @Platform AND id = @Id AND happy <> @happy",
            new { stored.Platform, stored.Id, happy = analyzer.IsHappy });
        store.Connection.Execute("DELETE FROM post_topic WHERE platform = @Platform AND id = @Id", key);
        foreach (var match in analyzer.Topics)
        {
            var topic = options.Topics[match.Topic];
            store.Connection.Execute(
                "INSERT INTO post_topic (hour, topic, platform, id, keyword) VALUES (@hour, @Name, @Platform, @Id, @keyword)",
                new
                {
                    hour = HourUtc.OfUnixMilliseconds(stored.PostedAt).UnixMilliseconds,
                    topic.Name,
                    stored.Platform,
                    stored.Id,
                    keyword = topic.Synonyms[match.Synonym],
                });
        }
    }
}
