using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tidings.Simulators;

namespace Tidings.Tests.Durability.Live;

/// <summary>One event as it was played.</summary>
/// <param name="Line">Its bytes.</param>
/// <param name="TimeUs">Its time, unix microseconds.</param>
/// <param name="At">When it was played, unix milliseconds: its time, or a little later.</param>
sealed record PlayedEvent(byte[] Line, long TimeUs, long At);

/// <summary>
/// What happens in the network: made-up events that get their times when they are played. It goes on whoever serves
/// them, and keeps the book of all of them.
/// </summary>
sealed partial class LiveFeed
{
    readonly Lock _lock = new();
    readonly List<(string Before, string After)> _parts = [];
    readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    readonly List<PlayedEvent> _played = [];
    readonly TimeProvider _clock;
    readonly Random? _late;
    long _lastUs;
    bool _isOver;

    /// <param name="seed">Decides what happens.</param>
    /// <param name="events">How much happens at most; some of it is left out.</param>
    /// <param name="clock">Gives the times.</param>
    /// <param name="isLate">
    /// Whether some events have a time up to 300 ms before those that were played before them.
    /// </param>
    public LiveFeed(int seed, int events, TimeProvider clock, bool isLate)
        : this(Made(seed, events), clock, isLate ? new(seed) : null)
    {
    }

    /// <param name="lines">What happens; lines that are no events are left out.</param>
    /// <param name="clock">Gives the times.</param>
    /// <param name="late">Decides which events have earlier times; null for none.</param>
    public LiveFeed(IEnumerable<string> lines, TimeProvider clock, Random? late = null)
    {
        (_clock, _late) = (clock, late);
        foreach (var line in lines)
        {
            // an account's notices have numbers of their own, as they have in the network
            var text = Sequence.Replace(
                line, string.Create(CultureInfo.InvariantCulture, $"\"seq\":{_parts.Count}"));
            if (Time.Match(text) is not { Success: true } time || !IsServed(text))
                continue;
            var parts = (text[..time.Index], text[(time.Index + time.Length)..]);
            if (_numbers.TryAdd(parts.Item1 + parts.Item2, _parts.Count))
                _parts.Add(parts);
        }
    }

    [GeneratedRegex("\"time_us\":[0-9]+")]
    static partial Regex Time { get; }

    [GeneratedRegex("\"seq\":[0-9]+")]
    static partial Regex Sequence { get; }

    /// <summary>What was played so far, in order; the index is the event's number.</summary>
    public IReadOnlyList<PlayedEvent> Played
    {
        get
        {
            lock (_lock)
                return [.. _played];
        }
    }

    /// <summary>How many were played so far.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _played.Count;
        }
    }

    /// <summary>The number of an event, whatever time it was sent with; -1 where it is none.</summary>
    public int NumberOf(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line);
        return Time.Match(text) is { Success: true } time
            && _numbers.TryGetValue(text.Remove(time.Index, time.Length), out var number) ? number : -1;
    }

    /// <summary>What a simulator plays: whatever happens next when it asks.</summary>
    public IEnumerable<FeedLine> Lines()
    {
        while (Next() is { } played)
            yield return new(played.Line, "", 1);
    }

    /// <summary>Happens although nobody serves it.</summary>
    public void Miss(int events)
    {
        for (; events > 0 && Next() is not null; events--)
        {
        }
    }

    /// <summary>Nothing happens any more.</summary>
    public void End()
    {
        lock (_lock)
            _isOver = true;
    }

    PlayedEvent? Next()
    {
        lock (_lock)
        {
            if (_isOver || _played.Count == _parts.Count)
                return null;
            var now = (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / 10;
            _lastUs = Math.Max(_lastUs + 1, now);
            var time = _late?.Next(4) == 0 ? _lastUs - _late.Next(1, 300_000) : _lastUs;
            var (before, after) = _parts[_played.Count];
            var line = Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{before}\"time_us\":{time}{after}"));
            _played.Add(new(line, time, _lastUs / 1000));
            return _played[^1];
        }
    }

    static IEnumerable<string> Made(int seed, int events) => new RawRecording(
        seed, new() { Lines = events, X = 0, Mastodon = 0, Broken = 0, Blank = 0, Others = 2, SparedAuthors = 1 })
        .Lines.Select(line => Encoding.UTF8.GetString(line));

    /// <summary>An event, and one that the listener asks for.</summary>
    static bool IsServed(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("kind", out _)
            && (!json.RootElement.TryGetProperty("commit", out var commit)
                || commit.GetProperty("collection").GetString() == "app.bsky.feed.post");
    }
}
