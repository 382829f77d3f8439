using System.Text;
using Tidings.Analysis;
using Tidings.Posts;
using Tidings.Storage.Sqlite;

namespace Tidings.Tests.Storage;

public sealed class SqliteReanalysisTests
{
    static readonly AnalysisOptions Before = new() { Topics = Some.Topics, Blacklist = ["win"] };

    static readonly AnalysisOptions After = new()
    {
        Happy = [":D", "😀"],
        Topics =
        [
            new("ada", ["cardano", "$ada"]), new("btc", ["satoshi", "#btc", "bitcoin"]),
            new("phrase", ["good coin"]), new("eth", ["#ether", "#eth", "ether"]),
        ],
        Blacklist = ["ether", "good"],
    };

    static readonly string[] TagsBesideTheText = ["good coin", "Btc"];

    static readonly AuthorKey Key = new("0123456789abcdef"u8);

    /// <summary>A scorer that says how many letters of a kind there are.</summary>
    sealed class LetterScorer(string name, byte letter) : ISentimentScorer
    {
        public string Name => name;

        public SentimentScore Score(ReadOnlySpan<byte> text) => new(Math.Min(1, text.Count(letter) / 100.0), 0, 0, 0);
    }

    static PostAnalyzer Analyzer(AnalysisOptions options) => new(options, Scorer(options));

    static LetterScorer Scorer(AnalysisOptions options) =>
        options == Before ? new("before", (byte)'e') : new("after", (byte)'o');

    /// <summary>Posts in all words that either settings know, every second one hidden later.</summary>
    static IEnumerable<DecodedPost> Posts()
    {
        string[] words = ["#btc", "Bitcoin", "satoshi", "#eth", "ether", "cardano", "good", "coin", ":)", ":D", "😀",
            "$ADA", "win", "."];
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var post = new DecodedPost
            {
                Platform = (i % 3) switch { 0 => Platform.Bluesky, 1 => Platform.Seed, _ => Platform.X },
                Id = Encoding.UTF8.GetBytes(i % 3 == 0 ? $"did:plc:{i % 2}/{i}" : $"{i}"),
                AuthorId = Encoding.UTF8.GetBytes($"did:plc:{i % 2}"),
                Version = 1,
                IsOriginal = true,
                PostedAt = Some.Hour + i * Some.Minute,
                Text = Encoding.UTF8.GetBytes("#tag " + string.Join(' ', random.GetItems(words, 5))),
            };
            if (post.Platform == Platform.Bluesky)
                foreach (var tag in TagsBesideTheText.Where(_ => random.Next(2) == 0))
                    post.Tags.Add(Encoding.UTF8.GetBytes(tag));
            if (post.Platform == Platform.Seed)
                post.Keyword = random.Next(2) == 0 ? "#eth"u8.ToArray() : "#btc"u8.ToArray();
            yield return post;
        }
    }

    static SqliteStoreHost Ingest(AnalysisOptions options, params AccountState[] account)
    {
        var host = new SqliteStoreHost(options: new() { Topics = options.Topics, Scorer = Scorer(options).Name });
        var builder = new BatchBuilder(Analyzer(options), Key, new()) { ReceivedAt = Some.Hour };
        foreach (var post in Posts())
            builder.Post(post);
        Write(host, options, builder);
        Account(host, options, account);
        host.Compute();
        return host;
    }

    static void Write(SqliteStoreHost host, AnalysisOptions options, BatchBuilder builder)
    {
        using var writer = new SqliteWriter(
            host.Store, new() { Topics = options.Topics, Scorer = Scorer(options).Name });
        writer.Write(builder.Batch);
    }

    static void Account(SqliteStoreHost host, AnalysisOptions options, params AccountState[] states)
    {
        var builder = new BatchBuilder(Analyzer(options), Key, new());
        foreach (var state in states)
            builder.Account(new(Platform.Bluesky, "did:plc:0"u8.ToArray(), state, (long)state + 1));
        Write(host, options, builder);
    }

    static SqliteReanalysis Reanalysis(SqliteStoreHost host) =>
        new(host.Store, new() { Topics = After.Topics, Scorer = Scorer(After).Name });

    [Fact]
    public void Run_NewSettings_EqualAFreshIngest()
    {
        using var fresh = Ingest(After);
        using var host = Ingest(Before);
        Assert.NotEqual(fresh.Tables(), host.Tables());
        Assert.Equal(200, Reanalysis(host).Run(Analyzer(After), TestContext.Current.CancellationToken));
        host.Compute(); // the analysis has marked the hours
        Assert.Equal(fresh.Tables(), host.Tables());
    }

    [Fact]
    public void Run_HiddenPosts_AreAnalysedToo()
    {
        using var fresh = Ingest(After);
        using var host = Ingest(Before, AccountState.Hidden);
        Assert.Equal(200, Reanalysis(host).Run(Analyzer(After), TestContext.Current.CancellationToken));
        host.Rows("UPDATE author_state SET at = 0 RETURNING 1");
        Account(host, After, AccountState.Active);
        host.Compute();
        Assert.Equal(fresh.Tables(), host.Tables());
    }

    [Fact]
    public void Run_AfterACrashInBetween_MendsTheMixture()
    {
        using var fresh = Ingest(After);
        using var host = Ingest(Before);
        host.Rows("""
            CREATE TRIGGER crash BEFORE UPDATE ON post WHEN NEW.seq = 150 BEGIN SELECT raise(ABORT, 'crash'); END
            """);
        Assert.Throws<Tidings.Storage.StoreException>(() => Reanalysis(host)
            .Run(Analyzer(After), TestContext.Current.CancellationToken, postsPerTransaction: 20));
        var mixture = host.Tables();
        host.Rows("DROP TRIGGER crash");
        host.Compute();
        Assert.NotEqual(mixture, host.Tables()); // what was analysed has marked its hours in the same transactions
        Reanalysis(host).Run(Analyzer(After), TestContext.Current.CancellationToken, postsPerTransaction: 20);
        host.Compute();
        Assert.Equal(fresh.Tables(), host.Tables());
    }

    [Fact]
    public void Run_SealedHourThatIsNotEmptyYet_IsLeftAlone()
    {
        using var host = Ingest(Before);
        Assert.True(host.SealClosed(HourUtc.OfUnixMilliseconds(Some.Hour)));
        const string posts = "SELECT happy, compound, scorer FROM post WHERE posted_at < 1777640400000 + 3600000";
        const string topics = "SELECT * FROM post_topic WHERE hour = 1777640400000 ORDER BY 1, 2, 3, 4";
        var before = (host.Rows(posts), host.Rows(topics));
        Assert.Equal(140, Reanalysis(host).Run(Analyzer(After), TestContext.Current.CancellationToken));
        Assert.Equal(before.Item1, host.Rows(posts));
        Assert.Equal(before.Item2, host.Rows(topics));
        Assert.DoesNotContain(Some.Hour, host.Marks());
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using var host = Ingest(Before);
        Assert.Throws<OperationCanceledException>(() => Reanalysis(host).Run(Analyzer(After), new(canceled: true)));
    }
}
