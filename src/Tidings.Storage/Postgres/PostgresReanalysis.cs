using Dapper;
using Npgsql;
using Tidings.Analysis;

namespace Tidings.Storage.Postgres;

/// <summary>
/// Analyses stored posts again after the settings changed: happiness, topics, blacklist and sentiment follow from the
/// stored texts. Hashtags do not depend on settings and stay. Posts in sealed hours are gone or about to go, so their
/// hours stay too.
/// </summary>
/// <remarks>
/// Each transaction holds the lock of the writers from the reading on, so that a post that is deleted meanwhile does
/// not come back; rows that stay equal are not written.
/// </remarks>
public sealed partial class PostgresReanalysis(PostgresStore store, IngestOptions options) : IReanalysis
{
    readonly StoredAnalysis _analysis = new(options);

    sealed record StoredPost : StoredText
    {
        public long Seq { get; init; }
        public DateTime PostedAt { get; init; }
    }

    /// <inheritdoc/>
    public int Run(
        PostAnalyzer analyzer, CancellationToken cancellationToken, int postsPerTransaction = 5_000,
        Action<int, int>? progress = null)
    {
        var all = progress is null ? 0 : store.Read(connection => connection.ExecuteScalar<int>(
            "SELECT ((SELECT count(*) FROM post) + (SELECT count(*) FROM post_hidden))::integer"));
        var done = 0;
        // partition by partition, because asking thousands of them for the next few posts takes longer than analysing
        foreach (var partition in store.Read(PostgresPartition.All))
            for (var last = 0L; WriteStored(partition, analyzer, postsPerTransaction, ref last) is > 0 and var count;)
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

    int WriteStored(PostgresPartition partition, PostAnalyzer analyzer, int limit, ref long last)
    {
        var from = PostgresTime.Of(partition.From.UnixMilliseconds);
        var to = PostgresTime.Of(partition.To.UnixMilliseconds);
        var after = last;
        List<StoredPost> posts = [];
        store.Transact(connection =>
        {
            connection.Execute(PostgresLocks.Writers);
            posts = connection.Query<StoredPost>(SelectStored, new { from, to, after, limit }).AsList();
            if (posts.Count > 0)
                Write(connection, from, to, posts, analyzer);
        });
        if (posts.Count > 0)
            last = posts[^1].Seq;
        return posts.Count;
    }

    void Write(NpgsqlConnection connection, DateTime from, DateTime to, List<StoredPost> posts, PostAnalyzer analyzer)
    {
        var found = new ReanalysedPosts();
        var hours = new List<DateTime>();
        var named = new List<(int Post, string Topic, string Keyword)>();
        foreach (var post in posts)
        {
            StoredAnalysis.Analyze(post, analyzer);
            found.Add(post, analyzer);
            hours.Add(HourOf(post.PostedAt));
            foreach (var (topic, keyword) in _analysis.Named(analyzer))
                named.Add((hours.Count - 1, topic, keyword));
        }
        var rows = new
        {
            from,
            to,
            scorer = options.Scorer,
            seqs = posts.ConvertAll(post => post.Seq).ToArray(),
            platforms = found.Platforms.ToArray(),
            ids = found.Ids.ToArray(),
            hours = hours.ToArray(),
            happy = found.Happy.ToArray(),
            blacklisted = found.Blacklisted.ToArray(),
            compounds = found.Compounds.ToArray(),
            namedPlatforms = named.ConvertAll(row => found.Platforms[row.Post]).ToArray(),
            namedIds = named.ConvertAll(row => found.Ids[row.Post]).ToArray(),
            namedHours = named.ConvertAll(row => hours[row.Post]).ToArray(),
            topics = named.ConvertAll(row => row.Topic).ToArray(),
            keywords = named.ConvertAll(row => row.Keyword).ToArray(),
        };
        connection.Execute(UpdatePosts, rows);
        connection.Execute(UpdateHashtags, rows);
        connection.Execute(DeleteTopics, rows);
        connection.Execute(InsertTopics, rows);
        connection.Execute(
            "INSERT INTO dirty_hour (hour, why) SELECT touched, 'settings' FROM unnest(@touched) AS touched",
            new { touched = hours.Distinct().ToArray() });
    }

    int WriteHidden(PostAnalyzer analyzer, int limit, ref (string Platform, string Id) last)
    {
        var (platform, id) = last;
        List<StoredText> posts = [];
        store.Transact(connection =>
        {
            connection.Execute(PostgresLocks.Writers);
            posts = connection.Query<StoredText>(SelectHidden, new { platform, id, limit }).AsList();
            var found = new ReanalysedPosts();
            var topics = new List<string>();
            foreach (var post in posts)
            {
                StoredAnalysis.Analyze(post, analyzer);
                found.Add(post, analyzer);
                topics.Add(_analysis.NamedJson(analyzer));
            }
            connection.Execute(UpdateHidden, new
            {
                scorer = options.Scorer,
                platforms = found.Platforms.ToArray(),
                ids = found.Ids.ToArray(),
                happy = found.Happy.ToArray(),
                blacklisted = found.Blacklisted.ToArray(),
                compounds = found.Compounds.ToArray(),
                topics = topics.ToArray(),
            });
        });
        if (posts.Count > 0)
            last = (posts[^1].Platform, posts[^1].Id);
        return posts.Count;
    }

    static DateTime HourOf(DateTime time) =>
        PostgresTime.Of(HourUtc.OfUnixMilliseconds(PostgresTime.Milliseconds(time)).UnixMilliseconds);
}
