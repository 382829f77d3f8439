using Dapper;
using Tidings.Storage;

namespace Tidings.Tests.Storage;

/// <summary>What a lease must do on every database.</summary>
public abstract class LeaseContract : IDisposable
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    readonly List<IStore> _stores = [];

    private protected ManualClock Clock { get; } = new();

    /// <summary>Opens the same store again, as another process does.</summary>
    private protected abstract IStore Open();

    Lease Of(string owner, string name = "retention")
    {
        var store = Open();
        _stores.Add(store);
        return new(store, name, owner, Clock);
    }

    [Fact]
    public void TryTake_Free_TakesItUntilItRunsOut()
    {
        var (ann, bob) = (Of("ann"), Of("bob"));
        Assert.Equal(1, ann.TryTake(Minute));
        Assert.Null(bob.TryTake(Minute));
        Assert.Null(bob.Epoch);
        Clock.Now += Minute; // it ends with this instant, not before it
        Assert.Null(bob.TryTake(Minute));
        Clock.Now += TimeSpan.FromMilliseconds(1);
        Assert.Equal(2, bob.TryTake(Minute));
        Assert.Null(ann.TryTake(Minute));
    }

    [Fact]
    public void TryTake_ByItsOwnerAgain_KeepsTheEpoch()
    {
        var ann = Of("ann");
        ann.TryTake(Minute);
        Clock.Now += Minute * 5;
        Assert.Equal(1, ann.TryTake(Minute));
        Assert.Equal(1, Of("bob", "another").TryTake(Minute)); // each name has its own
    }

    [Fact]
    public void Renew_PutsOffTheEnd()
    {
        var (ann, bob) = (Of("ann"), Of("bob"));
        ann.TryTake(Minute);
        Clock.Now += Minute;
        Assert.True(ann.Renew(Minute));
        Clock.Now += Minute;
        Assert.Null(bob.TryTake(Minute));
        Clock.Now += Minute;
        Assert.Equal(2, bob.TryTake(Minute));
        Assert.False(ann.Renew(Minute));
        Assert.Null(ann.Epoch);
    }

    [Fact]
    public void Release_LetsOthersTakeItAtOnce()
    {
        var (ann, bob) = (Of("ann"), Of("bob"));
        ann.TryTake(Minute);
        ann.Release();
        Assert.Equal(2, bob.TryTake(Minute));
        ann.Release(); // not its own any more
        Assert.Null(Of("cleo").TryTake(Minute));
    }

    [Fact]
    public void Check_EpochMovedOn_RefusesTheWorkItGuards()
    {
        var store = Open();
        _stores.Add(store);
        var (ann, bob) = (new Lease(store, "retention", "ann", Clock), Of("bob"));
        ann.TryTake(Minute);
        store.Guard = ann.Check;
        store.SetMeta("work", "1");
        Clock.Now += Minute * 2;
        store.SetMeta("work", "2"); // run out, but nobody took it
        bob.TryTake(Minute);
        var error = Assert.Throws<StoreException>(() => store.SetMeta("work", "3"));
        Assert.Contains("retention", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsPassing);
        Clock.Now += Minute * 2;
        bob.Release();
        Assert.Throws<StoreException>(() => store.SetMeta("work", "4"));
        store.Guard = null;
        Assert.Equal(3, ann.TryTake(Minute)); // its own again, under another epoch
        store.Guard = ann.Check;
        store.SetMeta("work", "5");
        Assert.Equal("5", store.GetMeta("work"));
        Assert.Equal(1, store.Connection.ExecuteScalar<long>("SELECT count(*) FROM lease"));
    }

    public virtual void Dispose()
    {
        _stores.ForEach(store => store.Dispose());
        GC.SuppressFinalize(this);
    }
}
