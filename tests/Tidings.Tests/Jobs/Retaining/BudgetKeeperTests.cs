using Microsoft.Extensions.Logging;
using Tidings.Cli.Jobs;
using Tidings.Cli.Jobs.Retaining;
using Tidings.Cli.Logging;
using Tidings.Configuration;
using Tidings.Storage;
using Tidings.Tests.Storage;

namespace Tidings.Tests.Jobs.Retaining;

public sealed class BudgetKeeperTests : IDisposable
{
    readonly JobBench _bench = new();

    public void Dispose() => _bench.Dispose();

    ILogger Log => new HostLogger(_bench.Host, new LogOptions { Format = LogFormat.Text });

    /// <summary>A recording's posts: eight of noon and four of the hour behind it.</summary>
    static void Fill(StoreLink link)
    {
        link.Writer.Write(Storage.Some.Batch([.. Enumerable.Range(1, 12).Select(n => new PostVersion
        {
            Id = $"{n}",
            Hashtags = ["joy"],
            PostedAt = Storage.Some.Hour + (n > 8 ? HourUtc.Milliseconds : 0),
        })]), []);
        link.Session.RollUp.ComputeDirty();
    }

    BudgetKeeper Keeper(long maxRows) => new(new RetentionOptions { MaxRows = maxRows }, _bench.Clock, Log);

    [Fact]
    public void Keep_NothingMayGo_SaysThatTheBoundIsExceeded()
    {
        using var link = new StoreLink(_bench.Host, _bench.Settings, appliesSettings: true, CancellationToken.None);
        Fill(link);
        Keeper(10).Keep(
            new(link.Session.Store, new Refusing(link.Pruner, static () => { })), coming: 0, isExact: true,
            CancellationToken.None);
        Assert.Contains("more than 10", _bench.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Keep_AnotherRemovesWhatItMeantTo_SaysNothing()
    {
        using var link = new StoreLink(_bench.Host, _bench.Settings, appliesSettings: true, CancellationToken.None);
        Fill(link);
        var noon = HourUtc.OfUnixMilliseconds(Storage.Some.Hour);
        var another = new Refusing(link.Pruner, () =>
        {
            if (link.Pruner.Seal(noon))
                link.Pruner.Empty(noon, 100);
        });
        Keeper(10).Keep(new(link.Session.Store, another), coming: 0, isExact: true, CancellationToken.None);
        Assert.Equal(["4"], _bench.Rows("SELECT count(*) FROM post"));
        Assert.DoesNotContain("more than", _bench.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("95 % are reached", _bench.Error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Where it has come to only the process that stores it knows.</summary>
    [Fact]
    public void Keep_RecordingOfAnotherProcess_SealsNothingUntilItHasEnded()
    {
        using var link = new StoreLink(_bench.Host, _bench.Settings, appliesSettings: true, CancellationToken.None);
        Fill(link);
        Store(1, ends: false);
        Assert.Equal(["12"], KeepTen());
        Store(2, ends: true);
        Assert.Equal(["4"], KeepTen());

        void Store(long number, bool ends)
        {
            var now = _bench.Clock.GetUtcNow().ToUnixTimeMilliseconds();
            link.Writer.Write(
                new(), [Storage.Some.Header(number, now) with { ListeningSince = null, EndsSession = ends }]);
        }

        IReadOnlyList<string> KeepTen()
        {
            var keeper = Keeper(10);
            keeper.Keep(
                new(link.Session.Store, link.Pruner) { UseOf = keeper.UseOf }, coming: 0, isExact: true,
                CancellationToken.None);
            return _bench.Rows("SELECT count(*) FROM post");
        }
    }

    /// <summary>Seals nothing, because something happens just before.</summary>
    sealed class Refusing(IPruner pruner, Action before) : IPruner
    {
        public PrunedPosts Prune(long receivedBefore, CancellationToken cancellationToken = default) =>
            pruner.Prune(receivedBefore, cancellationToken);

        public bool Seal(HourUtc hour, long receivedBefore = long.MaxValue)
        {
            before();
            return false;
        }

        public (bool IsMoreLeft, int Posts) Empty(HourUtc hour, int limit) => pruner.Empty(hour, limit);
    }
}
