namespace Tidings.Sources.Live;

/// <summary>What is known of an author besides what the stream says.</summary>
/// <param name="Followers">At least 0; null where unknown.</param>
/// <param name="CreatedAt">When the account was made, unix milliseconds; null where unknown.</param>
public readonly record struct AuthorProfile(long? Followers, long? CreatedAt);

/// <summary>The profiles of authors, those of the last <see cref="Lifetime"/>. Any thread.</summary>
/// <param name="clock">Measures how old they are.</param>
/// <param name="capacity">Authors that are known at most; beyond, those asked for first are forgotten.</param>
public sealed class ProfileCache(TimeProvider clock, int capacity = ProfileCache.Capacity)
{
    /// <summary>Authors that are known at most: 100,000, about 20 MB.</summary>
    public const int Capacity = 100_000;

    /// <summary>How long a profile is good: 24 h, as long as the service's documentation advises to keep it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    readonly Lock _lock = new();
    readonly Dictionary<string, (AuthorProfile Profile, long At)> _known = new(StringComparer.Ordinal);
    readonly Queue<(string Did, long At)> _order = new();

    /// <summary>Authors that are known now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _known.Count;
        }
    }

    /// <summary>False where the author has to be asked for.</summary>
    public bool TryGet(string did, out AuthorProfile profile)
    {
        lock (_lock)
        {
            var isKnown = _known.TryGetValue(did, out var entry) && clock.GetElapsedTime(entry.At) < Lifetime;
            profile = isKnown ? entry.Profile : default;
            return isKnown;
        }
    }

    /// <summary>Remembers an author; one that the service does not know with an empty profile.</summary>
    public void Set(string did, AuthorProfile profile)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            _known[did] = (profile, now);
            _order.Enqueue((did, now));
            while (_order.Count > capacity
                || (_order.TryPeek(out var first) && clock.GetElapsedTime(first.At) >= Lifetime))
            {
                var oldest = _order.Dequeue();
                if (_known.TryGetValue(oldest.Did, out var entry) && entry.At == oldest.At)
                    _known.Remove(oldest.Did);
            }
        }
    }
}
