using System.Globalization;
using System.Text.Json;
using Dapper;
using Tidings.Simulators;
using Tidings.Sources.Live;
using Tidings.Tests.Durability.Crashes;
using Tidings.Tests.Durability.Schedules;

namespace Tidings.Tests.Durability.Live;

/// <summary>The listener is killed while 2,000 posts a second come, and started again.</summary>
public sealed class LiveKillTests : IDisposable
{
    const int Rate = 2000;
    const int Limit = 60_000;

    readonly string _folder = Directory.CreateTempSubdirectory("tidings-live-").FullName;
    readonly LiveFeed _feed = new(
        Enumerable.Range(0, 30_000).Select(Post), TimeProvider.System);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Kill_ServerHasEverything_LeavesNoHoleAndNoDouble()
    {
        var stored = await KillAsync(keepEvents: null);
        Assert.Equal(_feed.Count, stored.Count);
        var outage = Assert.Single(Gaps());
        Assert.Equal("unclean_stop", outage.Reason);
        Assert.True(outage.IsFilled);
        var missed = _feed.Played.Select(one => one.TimeUs / 1000)
            .Where(time => time >= outage.From && time < outage.To).ToList();
        Assert.InRange(outage.Posts!.Value, missed.Count - 20, missed.Count + 20); // a few within one millisecond
        Assert.True(outage.To - outage.From > 1500, $"it was over too soon to tell: {outage}");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Kill_ServerHasOnlyTheLatest_LeavesOneGap()
    {
        var stored = await KillAsync(keepEvents: 500);
        var gap = Assert.Single(Gaps());
        Assert.Equal("clamp", gap.Reason);
        Assert.False(gap.IsFilled);
        var times = _feed.Played.Select(one => one.TimeUs / 1000).ToList();
        gap.CheckBounds([.. stored.Select(number => times[number])]);
        var missing = Enumerable.Range(0, times.Count).Except(stored).ToList();
        Assert.NotEmpty(missing);
        Assert.All(missing, number => Assert.InRange(times[number], gap.From - 1, gap.To + 1));
    }

    /// <summary>Kills and restarts it; gives the numbers of the posts that are stored, each as often as it is.</summary>
    async Task<List<int>> KillAsync(int? keepEvents)
    {
        await using var simulator = await JetstreamSimulator.StartAsync(
            _feed.Lines(), new() { Rate = Rate, KeepEvents = keepEvents }, TimeProvider.System,
            TestContext.Current.CancellationToken);
        File.WriteAllText(Path.Combine(_folder, "t.json"), JsonSerializer.Serialize(new
        {
            sources = new[] { new { kind = "jetstream", name = "live", endpoint = simulator.Url.AbsoluteUri } },
            privacy = new { key = "a key for tests, not a secret" },
            keep = "all",
        }));
        using (var killed = Start())
        {
            await UntilAsync(() => _feed.Count > 3000 && Stored() > 500, killed);
            Assert.True(killed.Kill());
        }
        var count = _feed.Count;
        await UntilAsync(() => _feed.Count > count + 2 * Rate, null);
        using var listener = Start();
        await UntilAsync(() => CursorNow() is { Outages.Count: 0 } && simulator.Clients > 0, listener);
        count = _feed.Count;
        await UntilAsync(() => _feed.Count > count + Rate / 2, listener);
        _feed.End();
        await UntilAsync(
            () => simulator.HasPlayedAll && CursorNow()?.TimeMicroseconds >= _feed.Played[^1].TimeUs
                && Ask("q.db", "SELECT count(*) FROM batch") is "0", listener);
        Assert.True(listener.Terminate());
        Assert.True(listener.WaitForExit(Limit));
        listener.Drain();
        Assert.True(listener.ExitCode == 0, listener.Tail);
        using var store = SqliteTroubles.Connect(Path.Combine(_folder, "s.db"));
        return [.. store.Query<string>("SELECT id FROM post ORDER BY id").Select(
            id => int.Parse(id[(id.LastIndexOf('p') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture))];
    }

    List<LiveGap> Gaps()
    {
        using var store = SqliteTroubles.Connect(Path.Combine(_folder, "s.db"));
        return LiveGap.Read(store);
    }

    ChildProcess Start() =>
        new(_folder, ["run", "--queue", "sqlite:q.db", "--store", "sqlite:s.db", "--config", "t.json"]);

    long Stored() => long.TryParse(
        Ask("s.db", "SELECT count(*) FROM post"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    JetstreamCursor? CursorNow() => Ask("q.db", "SELECT value FROM cursor") is { Length: > 0 } text
        ? JetstreamCursor.Parse(text) : null;

    /// <summary>What a file answers; empty where it is not there yet, or in use.</summary>
    string Ask(string file, string query)
    {
        var path = Path.Combine(_folder, file);
        if (!File.Exists(path))
            return "";
        try
        {
            using var connection = SqliteTroubles.Connect(path);
            return Convert.ToString(connection.ExecuteScalar(query), CultureInfo.InvariantCulture) ?? "";
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return "";
        }
    }

    static async Task UntilAsync(Func<bool> holds, ChildProcess? process)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!holds())
        {
            Assert.False(limit.IsCancellationRequested, process?.Tail);
            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    static string Post(int number)
    {
        var did = string.Create(CultureInfo.InvariantCulture, $"did:plc:madeup{number % 50}");
        var key = string.Create(CultureInfo.InvariantCulture, $"p{number}");
        return $$$$"""
            {"did":"{{{{did}}}}","time_us":1,"kind":"commit","commit":{"rev":"{{{{key}}}}","operation":"create",
            "collection":"app.bsky.feed.post","rkey":"{{{{key}}}}","record":{"text":"Kaffee #{{{{key}}}}","langs":["de"]}}}
            """.ReplaceLineEndings("");
    }
}
