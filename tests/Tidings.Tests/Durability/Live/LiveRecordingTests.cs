using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Tidings.Cli;
using Tidings.Cli.Jobs;
using Tidings.Cli.Jobs.Working;
using Tidings.Configuration;
using Tidings.Queue;
using Tidings.Simulators;
using Tidings.Storage.Queues;
using Tidings.Tests.Durability.Schedules;

namespace Tidings.Tests.Durability.Live;

/// <summary>A recording that a server serves word for word leaves the same tables as its replay.</summary>
public sealed class LiveRecordingTests : IDisposable
{
    static readonly string[] Tables = ["hashtag_hour", "topic_hour", "post_hashtag", "post_topic", "post"];

    readonly string _folder = Directory.CreateTempSubdirectory("tidings-live-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    [Trait("Category", "Slow")]
    public Task Listen_BundledRecording_EqualsItsReplay() =>
        CheckAsync(Path.Combine(SharedData.RepositoryRoot, "samples", "jetstream.jsonl.gz"));

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("firehose_posts_2024_as_jetstream.jsonl.gz")]
    [InlineData("jetstream_v1_client_test_events.jsonl")]
    [InlineData("jetstream_v1_jsonbench_2024-11-21.ndjson")]
    [InlineData("jetstream_v1_kinds_2026-05-25.jsonl")]
    [InlineData("jetstream_v1_live_2026-07-04_part1.jsonl")]
    public Task Listen_RealRecording_EqualsItsReplay(string name) => CheckAsync(SharedData.Path($"bluesky/{name}"));

    async Task CheckAsync(string path)
    {
        var lines = Oracle.Lines(path);
        var wanted = lines.Select(line => Encoding.UTF8.GetString(line)).Where(IsWanted).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(wanted);
        var received = await ListenAsync(lines, wanted.Count);
        Assert.Empty(wanted.Except(received));
        Work("live.db");
        File.Delete(Path.Combine(_folder, "queue.db"));
        Replay(path);
        Assert.All(Tables, table => Assert.Equal(Rows("replayed.db", table), Rows("live.db", table)));
        Assert.NotEmpty(Rows("live.db", "post"));
    }

    async Task<List<string>> ListenAsync(IReadOnlyList<byte[]> lines, int wanted)
    {
        var received = new List<string>();
        await using var simulator = await JetstreamSimulator.StartAsync(
            JetstreamFeed.Of(lines.Select(line => (ReadOnlyMemory<byte>)line)), new(), TimeProvider.System,
            TestContext.Current.CancellationToken);
        using var life = new LiveLife(Path.Combine(_folder, "queue.db"), simulator.Url, new(1), batch =>
        {
            var unpacker = new RecordUnpacker();
            unpacker.Open(batch);
            lock (received)
                while (unpacker.TryRead(out var record))
                    received.Add(Encoding.UTF8.GetString(record.Bytes.Span));
        });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!limit.IsCancellationRequested && !(simulator.HasPlayedAll && Count() >= wanted))
            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        await life.StopAsync();
        return received;

        int Count()
        {
            lock (received)
                return received.Count;
        }
    }

    static Settings SettingsOf(string store) => new(
        ScheduleWorld.ConfiguredFor($"sqlite:{store}").Options with { Keep = KeepPolicy.All });

    void Work(string store)
    {
        var settings = SettingsOf(store);
        using var queue = SqliteQueue.Open(Path.Combine(_folder, "queue.db"), new() { Clock = TimeProvider.System });
        using var link = new StoreLink(
            ScheduleWorld.MakeHost(_folder, TimeProvider.System), settings, appliesSettings: true, default);
        using var turn = new SemaphoreSlim(1, 1);
        using var job = new WorkJob(queue, settings, link, turn, TimeProvider.System, NullLogger.Instance)
        {
            EndsWhenEmpty = static () => true,
        };
        job.Run(CancellationToken.None);
        foreach (var hour in link.Session.RollUp.DirtyHours())
            link.Session.RollUp.ComputeIfDirty(hour);
    }

    void Replay(string path) => Assert.Equal(0, App.Run(
        ["replay", path, "--store", "sqlite:replayed.db"],
        ScheduleWorld.MakeHost(_folder, TimeProvider.System) with
        {
            Environment = new Dictionary<string, string>
            {
                ["TIDINGS__PRIVACY__KEY"] = "a key for tests, not a secret",
                ["TIDINGS__KEEP"] = "all",
            },
        }));

    /// <summary>What the listener asks for, and is served: posts, and what becomes of accounts.</summary>
    static bool IsWanted(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("kind", out var kind) && json.RootElement.TryGetProperty("time_us", out _)
                && (kind.GetString() != "commit"
                    || json.RootElement.GetProperty("commit").GetProperty("collection").GetString() == "app.bsky.feed.post");
        }
        catch (JsonException)
        {
            return false; // no server sends it
        }
    }

    /// <summary>
    /// The rows of a table as text, in order. When a post was received is another thing, and so are hours that are there
    /// only because they were listened to.
    /// </summary>
    List<string> Rows(string store, string table)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, store)};Pooling=False");
        var filter = table == "topic_hour" ? " WHERE posts > 0" : "";
        return
        [
            .. connection.Query($"SELECT * FROM {table}{filter}").Select(row => string.Join(
                '|', ((IDictionary<string, object?>)row).Where(cell => cell.Key is not ("received_at" or "seq"))))
                .Order(StringComparer.Ordinal),
        ];
    }
}
