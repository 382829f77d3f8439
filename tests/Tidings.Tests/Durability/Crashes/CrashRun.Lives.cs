namespace Tidings.Tests.Durability.Crashes;

sealed partial class CrashRun
{
    /// <summary>A process of the schedule and the one that runs.</summary>
    sealed record Running(CrashProcess Plan, ChildProcess Process, string Log, long QueueBytes, long StoreBytes);

    void Live(int number, CrashLife life)
    {
        var settings = WriteSettings(number, life.Rate);
        using var disturber = new Disturber(_store, Queue, life, _tally);
        disturber.Begin();
        var running = new List<Running>();
        try
        {
            for (var i = 0; i < life.Processes.Count; i++)
            {
                var plan = life.Processes[i];
                var log = $"faults{number + 1}-{i + 1}.log";
                foreach (var fault in plan.Faults.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    _tally.Plan(fault[..fault.IndexOf('#', StringComparison.Ordinal)]);
                var (queue, store) = (SizeOf(Queue + "-wal"), _store.Size);
                running.Add(new(plan, Start(plan.Command, settings, plan.Faults, log), log, queue, store));
            }
            var tasks = running.Select(one => Run(() => Follow(one))).ToList();
            tasks.Add(Run(() => disturber.Disturb(running[^1].Process)));
            Task.WaitAll([.. tasks], TestContext.Current.CancellationToken);
            if (running is [{ Plan: { Command: "run", Ending: Ending.Natural }, Process.ExitCode: 0 }]
                && Ask(Queue, "SELECT count(*) FROM batch") is not "0" and var left)
                Violation($"run ended by itself and left {left} batches");
        }
        finally
        {
            foreach (var one in running)
                one.Process.Dispose();
        }

        static Task Run(Action action) => Task.Factory.StartNew(
            action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Sees a process to its end, and judges it.</summary>
    void Follow(Running one)
    {
        var (plan, process, log, _, _) = one;
        var wasKilled = false;
        if (plan.Ending != Ending.Natural)
        {
            _tally.Plan(NameOf(plan.Ending));
            WaitFor(one);
            process.WaitForExit(plan.DelayMilliseconds);
        }
        switch (plan.Ending)
        {
            case Ending.Kill:
                wasKilled = process.Kill();
                if (wasKilled)
                    _tally.Strike(NameOf(plan.Ending));
                break;
            case Ending.Terminate or Ending.TerminateTwice when process.Terminate():
                if (plan.Ending == Ending.TerminateTwice && !process.WaitForExit(plan.DelayMilliseconds / 10))
                    process.Terminate();
                if (process.WaitForExit(StopLimit))
                    _tally.Strike(NameOf(plan.Ending));
                else
                    Violation($"{plan} did not stop in {StopLimit} ms");
                break;
        }
        if (!process.WaitForExit(Patience))
        {
            Violation($"{plan} hangs");
            process.Kill();
        }
        process.Drain();
        var struck = StruckOf(log);
        struck.ForEach(fault => _tally.Strike(fault));
        if (process.Tail.Contains("disk is full", StringComparison.Ordinal))
            _tally.Strike("full (a write was refused)");
        if (process.Tail.Contains(" is closed", StringComparison.Ordinal))
            _tally.Strike("hour closed");
        Tell($"{plan}: exit {process.ExitCode}, struck: {string.Join(", ", struck)}\n{process.Tail}");
        var mayBeKilled = wasKilled || struck.Exists(fault => fault.StartsWith("kill", StringComparison.Ordinal));
        var isRight = process.ExitCode == 0 || (process.ExitCode == 137 && mayBeKilled)
            || (process.ExitCode == 143 && plan.Ending == Ending.TerminateTwice);
        if (!isRight)
            Violation($"{plan} ended with {process.ExitCode}");
    }

    static string NameOf(Ending ending) => ending switch
    {
        Ending.Kill => "sigkill",
        Ending.Terminate => "sigterm",
        _ => "sigterm twice",
    };

    /// <summary>Looks every millisecond, for as long as the process lives and a little at most.</summary>
    void WaitFor(Running one)
    {
        for (var looks = 0; looks < 20_000 && !IsThere(one) && !one.Process.WaitForExit(1); looks++)
        {
        }
    }

    bool IsThere(Running one) => one.Plan.Trigger switch
    {
        Trigger.Start => true,
        Trigger.QueueGrows => SizeOf(Queue + "-wal") > one.QueueBytes,
        Trigger.StoreGrows => _store.Size > one.StoreBytes,
        // a worker has the lock file of its claims by then, and anybody the handlers of its signals
        _ when one.Plan.Command.StartsWith("work", StringComparison.Ordinal) =>
            Directory.EnumerateFiles(_folder, $"q.db.consumer-{one.Process.Id}-*").Any(),
        _ => one.Process.Tail.Contains("Listening to", StringComparison.Ordinal),
    };

    static long SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>The faults that struck, without their counts.</summary>
    List<string> StruckOf(string log)
    {
        var path = Path.Combine(_folder, log);
        return File.Exists(path)
            ? [.. File.ReadAllLines(path).Select(line => line.Split(' ')).Select(words => $"{words[0]}@{words[1]}")]
            : [];
    }
}
