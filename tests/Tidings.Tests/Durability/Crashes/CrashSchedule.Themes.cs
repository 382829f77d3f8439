using System.Globalization;

namespace Tidings.Tests.Durability.Crashes;

sealed partial class CrashSchedule
{
    static readonly string[] ListenPoints =
    [
        "listen.read", "listen.before-enqueue", "listen.after-enqueue",
        "queue.begin", "queue.before-commit", "queue.after-commit",
    ];

    static readonly string[] WorkPoints =
    [
        "work.claimed", "work.before-store", "work.after-store", "work.before-acknowledge", "work.after-acknowledge",
        "store.begin", "store.before-commit", "store.after-commit", "rollup.computing", "rollup.computed",
    ];

    /// <summary>Each life has one, in turn, so that few schedules meet them all.</summary>
    public static readonly IReadOnlyList<string> Themes =
    [
        .. ListenPoints.Select(point => "kill@" + point),
        .. WorkPoints.Select(point => "kill@" + point),
        "close", "flip-payload", "lost@store.after-commit", "lost@queue.after-commit", "full@store.begin",
        "full@queue.begin", "flip-anywhere", "clock", "clock", "sigkill", "sigkill", "sigterm", "sigterm-twice",
        "zero-page", "store-busy", "queue-busy", "store-away", "store-read-only", "tear",
    ];

    CrashLife Life(string theme)
    {
        var life = Themed(theme);
        return life with
        {
            Theme = theme,
            Rate = life.Rate > 0 ? life.Rate : Pick(0, 0, 200, 600),
            // a disturbance that is the theme stands; else sometimes one that any life bears
            Disturbance = life.Disturbance == Disturbance.None && _random.Next(6) == 0
                ? Pick(Disturbance.StoreBusy, Disturbance.QueueBusy)
                : life.Disturbance,
            DisturbedMilliseconds = life.DisturbedMilliseconds > 0 ? life.DisturbedMilliseconds : _random.Next(20, 400),
            After = life.After == Mischief.None && _random.Next(4) == 0 ? Mischief.Tear : life.After,
        };
    }

    CrashLife Themed(string theme) => theme switch
    {
        // The hour in which it listens is over when the clock is set, and closes.
        "close" => Of(new CrashProcess(
            "run", "clock@work.after-acknowledge#1=7200" + Pick("", " kill@rollup.closing#1"))),
        "clock" => Slowly(200, Accompanied(
            Listening($"clock@listen.read#{_random.Next(1, 30)}={Pick(3600, -3600)}"),
            Working($"clock@work.claimed#1={Pick(3600, -3600)}"))),
        "sigkill" => Of(Accompanied(
            Ended(Listening(), Ending.Kill), Ended(Working(), Pick(Ending.Kill, Ending.Natural)))),
        "sigterm" => Slowly(100, Accompanied(
            Ended(Listening(), Ending.Terminate), Ended(Working(), Ending.Terminate))),
        "sigterm-twice" => Slowly(100, Accompanied(
            Ended(Listening(), Ending.TerminateTwice), Ended(Working(), Ending.TerminateTwice))),
        "store-busy" => During(Disturbance.StoreBusy, _random.Next(200, 2000)),
        "queue-busy" => During(Disturbance.QueueBusy, _random.Next(200, 2000)),
        "store-away" => During(Disturbance.StoreAway, _random.Next(200, 1500)),
        "store-read-only" => During(Disturbance.StoreReadOnly, _random.Next(200, 1500)),
        "store-cut" => During(Disturbance.StoreCut, _random.Next(500, 2000)),
        "tear" => Wrecked(Mischief.Tear, Listening($"kill@queue.after-commit#{_random.Next(1, 4)}")),
        "flip-payload" => Wrecked(Mischief.FlipPayload, Listening()),
        "flip-anywhere" => Wrecked(Mischief.FlipAnywhere, Listening()),
        "zero-page" => Wrecked(Mischief.ZeroPage, Listening()),
        _ => Struck(theme),
    };

    /// <summary>A fault at a point, in a process that comes by there.</summary>
    CrashLife Struck(string theme)
    {
        var times = theme.StartsWith("full", StringComparison.Ordinal) ? $"*{_random.Next(2, 5)}" : "";
        var count = theme.EndsWith("listen.read", StringComparison.Ordinal) ? _random.Next(1, 40) : Pick(1, 1, 1, 1, 2);
        var fault = string.Create(CultureInfo.InvariantCulture, $"{theme}#{count}{times}");
        var point = theme[(theme.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var isEither = point.StartsWith("queue", StringComparison.Ordinal);
        var isWork = !ListenPoints.Contains(point) || (isEither && _random.Next(2) == 0);
        if (_random.Next(3) == 0)
            return Of(new CrashProcess("run", fault));
        return isWork
            ? Of(Accompanied(Listening(), Enduring(fault)))
            : Of(Accompanied(Listening(fault), Working()));
    }

    CrashLife During(Disturbance disturbance, int milliseconds) =>
        Of(Accompanied(Listening(), Working(MaybeFault()))) with
        {
            Disturbance = disturbance,
            DisturbedMilliseconds = milliseconds,
        };

    /// <summary>Listens only, so that something waits in the queue.</summary>
    CrashLife Wrecked(Mischief mischief, CrashProcess listener) => Slowly(200, listener) with { After = mischief };

    CrashLife Slowly(int rate, params CrashProcess[] processes) => Of(processes) with { Rate = rate };

    CrashLife Of(params CrashProcess[] processes) => new() { Theme = "", Processes = processes };

    static CrashProcess Listening(string faults = "") => new("listen", faults);

    /// <summary>
    /// A worker; where it ends when the queue is empty, it may well find it empty before the listener has begun.
    /// </summary>
    CrashProcess Working(string faults = "") => _random.Next(3) == 0
        ? new("work --until-empty", faults)
        : Ended(new("work", faults), Pick(Ending.Kill, Ending.Terminate)) with
        {
            DelayMilliseconds = _random.Next(200, 500),
        };

    /// <summary>One that lives long enough for its fault to strike.</summary>
    static CrashProcess Enduring(string faults) =>
        new("work", faults, Ending.Terminate, Trigger.Ready, DelayMilliseconds: 1500);

    CrashProcess[] Accompanied(CrashProcess listener, CrashProcess worker) => _random.Next(3) == 0
        ? [listener, worker, Working(MaybeFault())]
        : [listener, worker];

    CrashProcess Ended(CrashProcess process, Ending ending) => process with
    {
        Command = ending == Ending.Natural && process.Command == "work" ? "work --until-empty" : process.Command,
        Ending = ending,
        // a signal before the program has handlers for it ends it as the system does, and says nothing about it
        Trigger = ending == Ending.Kill ? Pick(Enum.GetValues<Trigger>()) : Trigger.Ready,
        DelayMilliseconds = _random.Next(4) == 0 ? 0 : _random.Next(120),
    };

    string MaybeFault() => _random.Next(3) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"kill@{Pick(WorkPoints)}#{_random.Next(1, 4)}"),
        1 => string.Create(
            CultureInfo.InvariantCulture, $"lost@{Pick("store", "queue")}.after-commit#{_random.Next(1, 5)}"),
        _ => "",
    };

    T Pick<T>(params T[] values) => values[_random.Next(values.Length)];
}
