using Tidings.Configuration;
using Tidings.Storage.Queries;

namespace Tidings.Tests.Storage;

/// <summary>
/// What every database must do with posts and hours, seen through the program's own interface. A database supplies a
/// host.
/// </summary>
public abstract partial class StoreContract : IDisposable
{
    readonly StoreHost _store;

    private protected StoreContract(StoreHost store) => _store = store;

    /// <summary>Posts in hashtag #joy, one opinion each, unless a test says otherwise.</summary>
    static PostVersion Post(long id = 100) => new() { Id = $"{id}", Version = id, Hashtags = ["joy"], Topics = [0] };

    void Write(params StoreEvent[] events) => _store.Write(events);

    /// <summary>The posts of the store in key order, computing hours first.</summary>
    IReadOnlyList<StoredPost> Posts()
    {
        _store.Compute();
        return [.. PostQueries.All(_store.Connection, new())];
    }

    IReadOnlyList<HashtagHour> Hashtags(FilterOptions? filter = null)
    {
        _store.Compute(filter);
        return [.. HashtagQueries.Hours(_store.Connection, default)];
    }

    IReadOnlyList<TopicHour> Topics(FilterOptions? filter = null)
    {
        _store.MarkAll();
        _store.Compute(filter);
        return [.. TopicQueries.Hours(_store.Connection, default)];
    }

    /// <summary>The one row of topic hours.</summary>
    TopicHour Topic(FilterOptions? filter = null) => Assert.Single(Topics(filter));

    void AssertEmpty()
    {
        _store.Compute();
        Assert.Equal("post:\npost_hashtag:\npost_topic:\nhashtag_hour:\ntopic_hour:\n", _store.Tables());
    }

    /// <summary>The tables are the same for every order of single deliveries and for one batch.</summary>
    void AssertSameInEveryOrder(Action check, params StoreEvent[] events)
    {
        string? first = null;
        foreach (var order in Orders(events))
        {
            _store.Clear();
            foreach (var happening in order)
                _store.Write([happening]);
            _store.Compute();
            Assert.Equal(first ??= _store.Tables(), _store.Tables());
            check();
        }
        _store.Clear();
        _store.Write(events);
        _store.Compute();
        Assert.Equal(first, _store.Tables());
    }

    static IEnumerable<StoreEvent[]> Orders(StoreEvent[] events) => events.Length <= 1
        ? [events]
        : Enumerable.Range(0, events.Length).SelectMany(i =>
            Orders([.. events[..i], .. events[(i + 1)..]]).Select(rest => (StoreEvent[])[events[i], .. rest]));

    public void Dispose()
    {
        _store.Dispose();
        GC.SuppressFinalize(this);
    }
}
