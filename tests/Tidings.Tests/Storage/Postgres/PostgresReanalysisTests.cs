using System.Text;
using Tidings.Analysis;
using Tidings.Posts;
using Tidings.Storage;

namespace Tidings.Tests.Storage.Postgres;

/// <summary>Analysing again gives what SQLite gives, which is what reading again would.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresReanalysisTests : IDisposable
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

    static readonly AuthorKey Key = new("0123456789abcdef"u8);

    readonly StoreHost[] _hosts = [new SqliteStoreHost(), new PostgresStoreHost()];

    /// <summary>A scorer that says how many letters of a kind there are.</summary>
    sealed class LetterScorer(string name, byte letter) : ISentimentScorer
    {
        public string Name => name;

        public SentimentScore Score(ReadOnlySpan<byte> text) => new(Math.Min(1, text.Count(letter) / 97.0), 0, 0, 0);
    }

    static PostAnalyzer Analyzer(AnalysisOptions options) =>
        new(options, options == Before ? new LetterScorer("before", (byte)'e') : new LetterScorer("after", (byte)'o'));

    static IngestOptions Ingest(AnalysisOptions options) =>
        new() { Topics = options.Topics, Scorer = options == Before ? "before" : "after" };

    static IEnumerable<DecodedPost> Posts()
    {
        string[] words = ["#btc", "Bitcoin", "satoshi", "#eth", "ether", "cardano", "good", "coin", ":)", ":D", "😀",
            "$ADA", "win", "."];
        var random = new Random(11);
        for (var i = 0; i < 150; i++)
        {
            var post = new DecodedPost
            {
                Platform = (i % 3) switch { 0 => Platform.Bluesky, 1 => Platform.Seed, _ => Platform.X },
                Id = Encoding.UTF8.GetBytes(i % 3 == 0 ? $"did:plc:{i % 2}/{i}" : $"{i}"),
                AuthorId = Encoding.UTF8.GetBytes($"did:plc:{i % 2}"),
                Version = 1,
                IsOriginal = true,
                PostedAt = Some.Hour + i * 20 * Some.Minute, // over three days
                Text = Encoding.UTF8.GetBytes("#tag " + string.Join(' ', random.GetItems(words, 5))),
            };
            if (post.Platform == Platform.Bluesky && random.Next(2) == 0)
                post.Tags.Add("good coin"u8.ToArray());
            if (post.Platform == Platform.Seed)
                post.Keyword = random.Next(2) == 0 ? "#eth"u8.ToArray() : "#btc"u8.ToArray();
            yield return post;
        }
    }

    static IStore StoreOf(StoreHost host) => host is SqliteStoreHost sqlite ? sqlite.Store : ((PostgresStoreHost)host).Store;

    static void Write(StoreHost host, AnalysisOptions options, Action<BatchBuilder> fill)
    {
        var builder = new BatchBuilder(Analyzer(options), Key, new()) { ReceivedAt = Some.Hour };
        fill(builder);
        using var writer = StoreOf(host).CreateWriter(Ingest(options));
        writer.Write(builder.Batch, []);
    }

    static void Account(StoreHost host, AccountState state, long at) => Write(
        host, After, builder => builder.Account(new(Platform.Bluesky, "did:plc:0"u8.ToArray(), state, at)));

    [Theory]
    [InlineData(5_000)]
    [InlineData(7)]
    public void Run_VisibleAndHiddenPosts_EqualsSqlite(int postsPerTransaction)
    {
        var tables = new List<string>();
        foreach (var host in _hosts)
        {
            Write(host, Before, builder =>
            {
                foreach (var post in Posts())
                    builder.Post(post);
            });
            host.Compute();
            Account(host, AccountState.Hidden, 1);
            Assert.True(host.SealClosed(HourUtc.OfUnixMilliseconds(Some.Hour + 2 * HourUtc.Milliseconds)));
            var before = host.Tables();
            var done = 0;
            var count = StoreOf(host).CreateReanalysis(Ingest(After)).Run(
                Analyzer(After), TestContext.Current.CancellationToken, postsPerTransaction, (posts, _) => done = posts);
            Assert.Equal(done, count);
            host.Compute();
            Assert.NotEqual(before, host.Tables());
            tables.Add($"{count}\n{host.Tables()}");
            Account(host, AccountState.Active, 2);
            host.Compute();
            tables.Add(host.Tables());
        }
        Assert.Equal(tables[0], tables[2]);
        Assert.Equal(tables[1], tables[3]);
        Assert.NotEqual(tables[0], tables[1]);
    }

    public void Dispose()
    {
        foreach (var host in _hosts)
            host.Dispose();
    }
}
