using Tidings.Cli;
using Tidings.Cli.Jobs;
using Tidings.Cli.Jobs.Working;
using Tidings.Posts;
using Tidings.Storage;
using Tidings.Tests.Commands;

namespace Tidings.Tests.Jobs;

/// <summary>What becomes of a store whose settings change.</summary>
public sealed class StoreSessionTests : IDisposable
{
    readonly JobBench _bench = new();
    readonly Settings _old;
    readonly Settings _new;

    public StoreSessionTests()
    {
        _old = _bench.Settings;
        _new = new(_bench.Options with { Happy = ["cake"], Filters = new() { MinFollowers = 7 } });
        using var session = StoreSession.Open(_bench.Host, _old, CancellationToken.None);
        using var writer = session.Store.CreateWriter(_old.IngestWithHash);
        var rows = new PostBatch();
        new Analyst(_old, session.AuthorKey).Analyze(_bench.Batch(1, Lines.Status(1, "#joy and cake")), rows);
        writer.Write(rows, []);
        session.RollUp.ComputeDirty(cancellationToken: CancellationToken.None);
        _bench.Execute($"INSERT INTO hour (hour, state) VALUES ({Storage.Some.Hour}, 'closed')"); // without posts
    }

    string Meta(string key) => string.Concat(_bench.Rows($"SELECT value FROM meta WHERE key = '{key}'"));

    IReadOnlyList<string> Happy() => _bench.Rows("SELECT happy FROM post");

    [Fact]
    public void Open_SameSettings_ChangesNothing()
    {
        StoreSession.Open(_bench.Host, _old, CancellationToken.None).Dispose();
        Assert.Empty(_bench.Rows("SELECT 1 FROM dirty_hour"));
        Assert.Empty(_bench.Error.ToString());
    }

    [Fact]
    public void Open_OtherSettings_PostsAreAnalysedAgainAndEveryHourIsMarked()
    {
        StoreSession.Open(_bench.Host, _new, CancellationToken.None).Dispose();
        Assert.Equal(["1"], Happy());
        Assert.Equal((_new.Hash, ""), (Meta("configuration"), Meta("reanalysis")));
        Assert.Equal(
            _bench.Rows("SELECT hour FROM hour ORDER BY hour"),
            _bench.Rows("SELECT DISTINCT hour FROM dirty_hour ORDER BY hour"));
        Assert.Contains("analysed again", _bench.Error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>
    /// From the first analysed post on, no job with the old settings may write; and who comes after the stop has to
    /// know that there is something to do.
    /// </summary>
    [Fact]
    public void Open_AnalysisIsStopped_OldSettingsAreRefusedAndTheNextStartFinishesIt()
    {
        Assert.Throws<OperationCanceledException>(
            () => StoreSession.Open(_bench.Host, _new, new CancellationToken(canceled: true)).Dispose());
        Assert.Equal((_new.Hash, _new.Hash), (Meta("configuration"), Meta("reanalysis")));
        _bench.Execute("UPDATE post SET happy = 0");
        StoreSession.Open(_bench.Host, _new, CancellationToken.None).Dispose();
        Assert.Equal(["1"], Happy());
        Assert.Equal((_new.Hash, ""), (Meta("configuration"), Meta("reanalysis")));
        Assert.Contains("was not finished", _bench.Error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
