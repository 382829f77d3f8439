namespace Tidings.Retention;

/// <summary>
/// Where recordings that are being read have come to. Their hours count as closed as soon as they are computed, but an
/// hour that is sealed before a recording has left it loses what comes later. Serves one thread.
/// </summary>
/// <remarks>Recordings run forwards or backwards; one that does neither is not foreseen.</remarks>
public sealed class HoursInUse
{
    /// <summary>Recordings that are remembered; of more, those heard of last.</summary>
    public const int MaxSessions = 256;

    readonly record struct Place(long First, long Last, bool IsBackwards, long Turn);

    readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    readonly HashSet<long> _coming = [];
    long _turn;

    /// <summary>Recordings that are remembered.</summary>
    public int Count => _places.Count;

    /// <summary>Notes posts that are about to be stored, whoever brought them.</summary>
    /// <param name="postTimes">Their times, unix milliseconds.</param>
    public void Coming(ReadOnlySpan<long> postTimes)
    {
        foreach (var time in postTimes)
            _coming.Add(HourOf(time));
    }

    /// <summary>Notes that a recording has brought posts.</summary>
    /// <param name="session">Its session.</param>
    /// <param name="postTimes">Their times in the order in which they came, unix milliseconds; without effect where
    /// there are none.</param>
    public void Saw(string session, ReadOnlySpan<long> postTimes)
    {
        if (postTimes.IsEmpty)
            return;
        var (first, last) = (long.MaxValue, long.MinValue);
        foreach (var time in postTimes)
            (first, last) = (Math.Min(first, HourOf(time)), Math.Max(last, HourOf(time)));
        var looksBackwards = HourOf(postTimes[^1]) < HourOf(postTimes[0]);
        var isBackwards = !_places.TryGetValue(session, out var place) ? looksBackwards
            : last != place.Last ? last < place.Last
            : place.IsBackwards || (looksBackwards && first < place.First);
        _places[session] = new(first, last, isBackwards, ++_turn);
        if (_places.Count > MaxSessions)
            _places.Remove(_places.MinBy(known => known.Value.Turn).Key);
    }

    /// <summary>Notes that a recording brings nothing behind what it brought last, once that is stored.</summary>
    public void Ended(string session)
    {
        if (_places.ContainsKey(session))
            _ended.Add(session);
    }

    /// <summary>What was noted is stored: recordings that have ended need nothing any more.</summary>
    public void Stored()
    {
        foreach (var session in _ended)
            _places.Remove(session);
        _ended.Clear();
        _coming.Clear();
    }

    /// <summary>Whether posts are still coming for an hour.</summary>
    public HourUse UseOf(HourUtc hour)
    {
        if (_coming.Contains(hour.HoursSinceEpoch))
            return HourUse.Now;
        var use = HourUse.None;
        foreach (var place in _places.Values)
        {
            // How far it has gone beyond the hour; the one that it has just left may still get stragglers.
            var gone = place.IsBackwards
                ? hour.HoursSinceEpoch - place.First
                : place.Last - hour.HoursSinceEpoch;
            if (gone is 0 or 1)
                return HourUse.Now;
            if (gone < 0)
                use = HourUse.Ahead;
        }
        return use;
    }

    static long HourOf(long time) => HourUtc.OfUnixMilliseconds(time).HoursSinceEpoch;
}
