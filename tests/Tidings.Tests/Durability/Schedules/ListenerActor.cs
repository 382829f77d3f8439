using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tidings.Cli.Jobs;
using Tidings.Cli.Jobs.Listening;
using Tidings.Queue;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>Reads one source into the queue as <see cref="ListenJob"/> does.</summary>
sealed class ListenerActor(ScheduleSource source, int[] delivery, ScheduleWorld world) : IActor
{
    /// <summary>Told to stop already: what is away is asked once, and nobody waits.</summary>
    static readonly CancellationToken Once = new(canceled: true);

    readonly List<(BatchCutter Cutter, CutBatch Cut)> _ready = [];
    WatchedQueue? _queue;
    SourceFeed? _feed;
    QueueSender? _sender;
    int _read;
    bool _isBegun;
    bool _isEnding;

    public string Name => source.Name;

    public ScheduleSource Source => source;

    /// <summary>Everything was read, and lies in the queue or in a gap, with the end of the session.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Each record that was read: its line, and when.</summary>
    public List<(int Line, long At)> Reads { get; } = [];

    public bool Step()
    {
        if (IsDone)
            return false;
        if (_feed is null)
            return Start();
        if (_isEnding)
            return End();
        if (!_isBegun)
            return _isBegun = Send() && _ready.Count == 0;
        if (_ready.Count > 0 && (_sender!.IsFull || world.Chance(50)))
            return Send();
        if (_read == delivery.Length && (world.IsCalm || world.Chance(20)))
            return End();
        if (!world.IsCalm && world.Chance(3))
            return Stop();
        if (_read < delivery.Length && world.Chance(60))
            return Read();
        world.Clock.Advance(world.Random.Next(5) switch { 0 => 20, 1 => 6_000, _ => 200 });
        _feed.TakeTo(_ready);
        return Send();
    }

    bool Start()
    {
        _queue ??= new(world.OpenQueue(), world);
        var isStarted = world.TryQueue(Name, "starts", _queue.Inner, () =>
        {
            using var job = new ListenJob(
                _queue, world.Options.OnFull, [source], Patience(), world.Clock, NullLogger.Instance);
            job.CloseLastSessions(Once);
            var cursor = _queue.CursorOf(source.Name);
            if (source.HasCursor)
                _read = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        });
        if (!isStarted)
            return true;
        _feed = new(source, world.Clock, static () => { });
        _feed.TakeTo(_ready);
        _isBegun = _ready.Count == 0;
        _sender = new(_queue, world.Options.OnFull, Patience(), world.Clock, NullLogger.Instance);
        return true;
    }

    bool Read()
    {
        var count = Math.Min(world.Random.Next(1, 8), delivery.Length - _read);
        world.Say(Name, $"reads {count} from {_read}");
        for (; count > 0; count--)
        {
            var line = delivery[_read++];
            if (world.Clock.Now < world.Recording.SentAt(line))
                world.Clock.Advance(world.Recording.SentAt(line) - world.Clock.Now + 100);
            Reads.Add((line, world.Clock.Now));
            _feed!.Add(world.Recording.Lines[line], _read, CancellationToken.None);
        }
        return true;
    }

    bool Send()
    {
        var waiting = _ready.Count;
        if (waiting > 0)
            world.TryQueue(Name, $"sends {waiting}", _queue!.Inner, () => _sender!.Send(_ready, Once));
        return waiting > 0;
    }

    /// <summary>The source has ended: the rest waits until the queue has space.</summary>
    bool End()
    {
        if (!_isEnding)
            EndSession("ends");
        _isEnding = true;
        Send();
        IsDone = _ready.Count == 0;
        if (IsDone)
            Forget();
        return true;
    }

    /// <summary>Told to stop: what does not get into the queue at once is left behind.</summary>
    bool Stop()
    {
        EndSession("stops");
        Send();
        if (_ready.Count > 0)
            world.Tally.Add("listener: stopped with batches in hand");
        Forget();
        return true;
    }

    void EndSession(string what)
    {
        world.Say(Name, what);
        _feed!.EndSession(goesOn: false);
        _feed.TakeTo(_ready);
        _sender!.TellLosses(_ready);
    }

    /// <summary>The clock was set, and the listener found out.</summary>
    public void NoticeJump()
    {
        if (_isEnding)
            return;
        _feed?.EndSession(goesOn: true);
        _feed?.TakeTo(_ready);
    }

    public void Crash()
    {
        world.Tally.Add("listener: crash");
        ScheduleWorld.Kill(_queue?.Inner);
        _queue = null;
        Forget();
    }

    void Forget()
    {
        _queue?.Dispose();
        _feed?.Dispose();
        (_queue, _feed, _sender, _isEnding) = (null, null, null, false);
        _ready.Clear();
    }

    Persistence Patience() => new(world.Clock, NullLogger.Instance);

    public void Dispose() => Forget();
}
