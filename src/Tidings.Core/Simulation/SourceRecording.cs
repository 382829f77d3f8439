using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tidings.Simulation;

/// <summary>
/// One source's recording in the making. Posts are made in the order of their times; what arrives later (edits, deletes, late and repeated
/// lines) waits in a queue, so that memory stays small whatever the number of posts.
/// </summary>
abstract class SourceRecording
{
    protected const long Second = 1_000_000, Minute = 60 * Second; // times are Unix microseconds

    readonly PriorityQueue<ReadOnlyMemory<byte>, (long At, long Number)> _due = new();
    readonly PriorityQueue<Action<long>, int> _story = new();
    readonly ArrayBufferWriter<byte> _buffer = new(4096);
    readonly int _posts;
    readonly long _end;
    long _number;
    bool _cutNext;

    protected SourceRecording(RecordingSource source, RecordingOptions options, int posts, int people, int spammers, (int From, int To) silentMinutes = default)
    {
        var seeds = new Dice(options.Seed ^ ((ulong)source + 1) * 0x9E3779B97F4A7C15);
        Dice = seeds.Split();
        Start = options.Start.ToUnixTimeMilliseconds() * 1000;
        _end = Start + (long)(options.Duration.Ticks / TimeSpan.TicksPerMicrosecond);
        _posts = posts;
        Rhythm = new(Start, _end - Start, seeds.Split(), silentMinutes.From, silentMinutes.To);
        Authors = new(source, people, spammers, Start / 1000, seeds.Split());
        Composer = new(source, Authors);
        Json = new(_buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    protected Dice Dice { get; }

    protected long Start { get; }

    protected Rhythm Rhythm { get; }

    protected AuthorPool Authors { get; }

    protected Composer Composer { get; }

    /// <summary>Writes the line that <see cref="Deliver(long)"/> takes.</summary>
    protected Utf8JsonWriter Json { get; }

    /// <summary>All lines in the order of their arrival.</summary>
    public IEnumerable<RecordedLine> Lines()
    {
        foreach (var instant in Rhythm.Instants(_posts, Dice.Split()))
        {
            foreach (var line in Due(instant))
                yield return line;
            Post(instant);
        }
        foreach (var line in Due(_end))
            yield return line;
    }

    /// <summary>Makes one post and what follows from it.</summary>
    protected abstract void Post(long at);

    /// <summary>Looks at a line that is about to be yielded; gives back what arrives in its place.</summary>
    protected virtual IEnumerable<RecordedLine> Arrive(RecordedLine line) => [line];

    /// <summary>Lets something happen at a story second.</summary>
    protected void Tell(int second, Action<long> happening) => _story.Enqueue(happening, second);

    /// <summary>An instant as all three networks write it.</summary>
    protected static string Time(long unixMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Cuts the next line in its middle.</summary>
    protected void CutNext() => _cutNext = true;

    /// <summary>Queues the line in <see cref="Json"/>; one in 170 comes twice.</summary>
    protected ReadOnlyMemory<byte> Deliver(long at)
    {
        var line = Take();
        if (_cutNext)
        {
            _cutNext = false;
            var end = line.Length * 3 / 5;
            while ((line.Span[end] & 0xC0) == 0x80)
                end--; // what a recorder writes is whole characters
            Deliver(at, line[..end]);
            return line;
        }
        Deliver(at, line);
        if (Dice.Chance(6))
            Deliver(at + Dice.Below(2 * Minute), line);
        return line;
    }

    /// <summary>The line in <see cref="Json"/>, which is empty afterwards.</summary>
    protected ReadOnlyMemory<byte> Take()
    {
        Json.Flush();
        var line = _buffer.WrittenSpan.ToArray();
        _buffer.ResetWrittenCount();
        Json.Reset();
        return line;
    }

    /// <summary>Queues a ready line.</summary>
    protected void Deliver(long at, ReadOnlyMemory<byte> line) => _due.Enqueue(line, (at, _number++));

    IEnumerable<RecordedLine> Due(long until)
    {
        while (true)
        {
            var storyAt = _story.TryPeek(out _, out var second) ? Rhythm.At(second) : long.MaxValue;
            var lineAt = _due.TryPeek(out _, out var next) ? next.At : long.MaxValue;
            if (Math.Min(storyAt, lineAt) >= until)
                yield break;
            if (storyAt <= lineAt)
                _story.Dequeue()(storyAt);
            else
                foreach (var line in Arrive(new(DateTimeOffset.UnixEpoch.AddTicks(lineAt * 10), _due.Dequeue())))
                    yield return line;
        }
    }
}
