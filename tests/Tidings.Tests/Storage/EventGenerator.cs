using Tidings.Posts;

namespace Tidings.Tests.Storage;

/// <summary>
/// Makes up what sources may deliver, with few names for everything, so that versions, deletes and votes meet. It keeps
/// to what platforms promise: one content for one version, and on Bluesky no second creation of a key without a delete
/// between (either may be lost, but a lost delete is the last).
/// </summary>
sealed class EventGenerator(int seed)
{
    static readonly string[] Dids = ["did:plc:a", "did:plc:ab"];
    static readonly string[] Tags = ["btc", "BTC", "Joy", "joy", "x"];
    static readonly int[] Compounds = [0, 0, -500, -499, 499, 500, 6_001, -10_000, 1_234];
    static readonly string[] Languages = ["", "en", "de", "de,en", "eng"];
    static readonly long?[] Followers = [null, 499, 500, 123_456];
    readonly Random _random = new(seed);
    readonly List<StoreEvent> _events = [];
    bool _isKeptAnyway;

    public List<StoreEvent> Make()
    {
        _isKeptAnyway = _random.Next(4) == 0;
        for (var i = _random.Next(3); i >= 0; i--)
            MakeX(1_000 + 10 * i);
        for (var i = _random.Next(3); i >= 0; i--)
            MakeMastodon(i);
        for (var i = _random.Next(4); i >= 0; i--)
            MakeBluesky(Dids[_random.Next(2)], i);
        for (var i = _random.Next(2); i > 0; i--)
            _events.Add(Post(Platform.Seed, "s" + i, 0, isOriginal: true, "s" + i));
        for (var at = _random.Next(4); at > 0; at--)
            _events.Add(new AccountNotice(
                Dids[_random.Next(2)],
                _random.Next(6) switch
                {
                    0 => AccountState.Deleted,
                    < 4 => AccountState.Hidden,
                    _ => AccountState.Active,
                },
                at));
        for (var i = _random.Next(4); i > 0 && _events.Count > 0; i--)
            _events.Add(_events[_random.Next(_events.Count)]);
        return _events;
    }

    /// <summary>An edit chain of up to three ids; any of them may be deleted, also ones that never come.</summary>
    void MakeX(int first)
    {
        var author = Author();
        for (var edit = 0; edit < 3; edit++)
            if (_random.Next(2) == 0)
                _events.Add(Post(Platform.X, $"{first}", first + edit, edit == 0, author) with
                {
                    NativeIds = [.. Enumerable.Range(first + 1, edit).Select(id => $"{id}")],
                });
        if (_random.Next(4) == 0)
            _events.Add(new PostDelete { Id = $"{first + _random.Next(3)}" });
    }

    /// <summary>A post that two servers deliver, each with a native id of its own.</summary>
    void MakeMastodon(int number)
    {
        var author = Author();
        for (var edit = 0; edit < 3; edit++)
            if (_random.Next(2) == 0)
                _events.Add(Post(Platform.Mastodon, $"https://m.example/{number}", 50 + edit, edit == 0, author) with
                {
                    NativeIds = [$"{number}{_random.Next(2)}"],
                });
        if (_random.Next(4) == 0)
            _events.Add(
                new PostDelete { Platform = Platform.Mastodon, Id = $"{number}{_random.Next(2)}", IsNativeId = true });
    }

    /// <summary>A key's life: made, updated, deleted, made again.</summary>
    void MakeBluesky(string did, int number)
    {
        var id = $"{did}/{number}";
        if (_events.Any(happening => happening is PostVersion post && post.Id == id))
            return;
        var version = 10;
        for (var lives = _random.Next(1, 4); lives > 0; lives--)
        {
            for (var i = 0; i == 0 || _random.Next(3) == 0; i++, version += 10)
                if (_random.Next(5) > 0)
                    _events.Add(Post(Platform.Bluesky, id, version, isOriginal: i == 0, did));
            if (lives > 1 || _random.Next(4) == 0)
                _events.Add(new PostDelete { Platform = Platform.Bluesky, Id = id, Version = version });
            version += 10;
        }
    }

    string Author() => "author" + _random.Next(3);

    PostVersion Post(Platform platform, string id, long version, bool isOriginal, string author)
    {
        var postedAt = Some.Hour + _random.Next(3) * 60 * Some.Minute + _random.Next(3) * Some.Minute;
        return new()
        {
            Platform = platform,
            Id = id,
            Version = version,
            IsOriginal = isOriginal,
            PostedAt = postedAt,
            Author = author,
            Followers = Followers[_random.Next(Followers.Length)],
            AuthorSince = _random.Next(4) switch
            {
                0 => null,
                1 => postedAt - 60 * Some.Day,
                2 => postedAt - 60 * Some.Day + 1,
                _ => 0,
            },
            Verified = _random.Next(3) switch { 0 => null, var n => n == 1 },
            Location = _random.Next(2) == 0 ? "" : "Springfield \"East\"",
            Languages = Languages[_random.Next(Languages.Length)],
            IsRepost = _random.Next(5) == 0,
            Text = $"text of {id} v{version} 😀",
            IsBlacklisted = _random.Next(6) == 0,
            IsHappy = _random.Next(2) == 0,
            TextKey = _random.Next(4) switch { 0 => 0, 1 => long.MinValue + 7, _ => 7 },
            Compound = Compounds[_random.Next(Compounds.Length)],
            Hashtags = [.. Tags.Where(_ => _random.Next(4) == 0).DistinctBy(tag => tag.ToLowerInvariant())],
            Topics = [.. Enumerable.Range(0, 3).Where(_ => _random.Next(3) == 0)],
            IsKeptAnyway = _isKeptAnyway,
        };
    }

    /// <summary>The same events in another order, cut into batches of 1, of 3, or into one.</summary>
    public List<List<StoreEvent>> Deliver(IReadOnlyList<StoreEvent> events)
    {
        var shuffled = events.ToArray();
        _random.Shuffle(shuffled);
        var size = _random.Next(3) switch { 0 => 1, 1 => 3, _ => shuffled.Length };
        return [.. shuffled.Chunk(size).Select(batch => batch.ToList())];
    }

    public bool Coin() => _random.Next(3) == 0;
}
