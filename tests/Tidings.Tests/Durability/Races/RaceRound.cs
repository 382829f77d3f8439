using Tidings.Tests.Storage;

namespace Tidings.Tests.Durability.Races;

/// <summary>
/// What is delivered in a round, to two writers: in two hours posts come, change and go; in a third one, which is
/// sealed meanwhile, they only come. The texts say what an analysis of them finds.
/// </summary>
sealed class RaceRound
{
    /// <summary>Hours of a round.</summary>
    public const int Hours = 3;

    static readonly string[] Tags = ["joy", "rain", "btc", "eth"];

    readonly Random _random;
    readonly int _firstId;

    public RaceRound(int seed, int number)
    {
        (Seed, _random) = (seed, new(seed));
        _firstId = 1_000_000 + 1_000 * number;
        First = HourUtc.OfUnixMilliseconds(Some.Hour + number * Hours * HourUtc.Milliseconds);
        for (var i = _random.Next(1, 4); i > 0; i--)
            Change(_firstId + 10 * i);
        for (var i = _random.Next(1, 7); i > 0; i--)
            Created.Add(Post(_firstId + 100 + 10 * i, 0, Sealed));
        var events = Changing.Concat(Created).ToArray();
        _random.Shuffle(events);
        Deliveries = [.. events.GroupBy(_ => _random.Next(2)).Select(Cut)];
    }

    public int Seed { get; }

    /// <summary>The first of the two hours in which posts change.</summary>
    public HourUtc First { get; }

    /// <summary>The hour that is sealed.</summary>
    public HourUtc Sealed => First.Next.Next;

    /// <summary>What happens in the first two hours.</summary>
    public List<StoreEvent> Changing { get; } = [];

    /// <summary>The posts of the third.</summary>
    public List<PostVersion> Created { get; } = [];

    /// <summary>For each writer its batches.</summary>
    public IReadOnlyList<List<StoreEvent[]>> Deliveries { get; }

    /// <summary>An edit chain, delivered in any order, now and then with its delete.</summary>
    void Change(int first)
    {
        for (var edit = 0; edit < 3; edit++)
            if (edit == 0 || _random.Next(2) == 0)
                Changing.Add(Post(first, edit, _random.Next(3) == 0 ? First.Next : First));
        if (_random.Next(3) == 0)
            Changing.Add(new PostDelete { Id = $"{first + _random.Next(3)}" });
    }

    PostVersion Post(int first, int edit, HourUtc hour)
    {
        string[] tags = [.. Tags.Where(_ => _random.Next(3) == 0)];
        if (tags.Length == 0)
            tags = ["joy"];
        var (isHappy, points) = (_random.Next(2) == 0, _random.Next(4));
        return new()
        {
            Id = $"{first}",
            Version = first + edit,
            IsOriginal = edit == 0,
            PostedAt = hour.UnixMilliseconds + _random.Next(60) * Some.Minute,
            Author = "author" + _random.Next(3),
            Hashtags = tags,
            Topics = [.. ((int[])[0, 1]).Where(topic => tags.Contains(Some.Topics[topic].Name))],
            IsHappy = isHappy,
            Compound = points * RaceScorer.Points,
            Text = $"{string.Join(' ', tags.Select(tag => "#" + tag))} {first} {edit} {new string('z', points)}"
                + (isHappy ? " :)" : ""),
            NativeIds = [.. Enumerable.Range(first + 1, edit).Select(id => $"{id}")],
        };
    }

    List<StoreEvent[]> Cut(IEnumerable<StoreEvent> events)
    {
        var batches = new List<StoreEvent[]>();
        for (var rest = events.ToArray(); rest.Length > 0;)
        {
            var size = Math.Min(_random.Next(1, 4), rest.Length);
            batches.Add(rest[..size]);
            rest = rest[size..];
        }
        return batches;
    }
}
