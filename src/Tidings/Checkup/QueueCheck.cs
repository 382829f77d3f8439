using Tidings.Cli.Output;
using Tidings.Queue;
using Tidings.Storage.Queues;

namespace Tidings.Cli.Checkup;

/// <summary>What lies in the queue, and for how long.</summary>
sealed class QueueCheck : ICheck
{
    static readonly TimeSpan Long = TimeSpan.FromMinutes(15);

    public string Name => "queue";

    public (FindingState State, string Message)? Look(Examination examination)
    {
        var settings = examination.Settings;
        var path = examination.Host.PathOf(settings.QueuePath);
        if (!File.Exists(path))
            return (FindingState.Ok, $"{settings.QueuePath} is not there yet; 'tidings listen' makes it");
        var queue = examination.Queue = SqliteQueue.Open(
            path, new() { MaxBytes = settings.Options.QueueBytes, Check = false, Clock = examination.Host.Clock });
        examination.Workers = [.. queue.Consumers().Where(consumer => consumer.IsAlive)];
        var (state, message) = Judge(queue.State(), settings.Options.QueueBytes, examination);
        return Verify(path) is { } damage
            ? ((FindingState)Math.Max((byte)damage.State, (byte)state), $"{message}. {damage.Message}")
            : (state, message);
    }

    /// <summary>What is wrong with its bytes; null where nothing is.</summary>
    static (FindingState State, string Message)? Verify(string path)
    {
        var verifying = Task.Run(() => QueueVerifier.Verify(path));
        if (!verifying.Wait(SourceCheck.Limit, CancellationToken.None)) // a big one; it is only read, and may be left alone
            return (FindingState.Warning, "Not all of it could be read in time: 'tidings queue verify' does");
        return verifying.Result.IsClean ? null
            : (FindingState.Error, "A part of it is damaged. 'tidings queue verify' shows which, 'tidings queue repair' mends it");
    }

    static (FindingState State, string Message) Judge(QueueState state, long maxBytes, Examination examination)
    {
        if (state.OldestReceivedAt is not { } oldest)
            return (FindingState.Ok, "nothing waits in it");
        var age = TimeSpan.FromMilliseconds(Math.Max(examination.Now - oldest, 0));
        var what = $"{Numbers.Count(state.Records)} records wait, the oldest since {new Instant(oldest)}";
        return (state.Bytes >= maxBytes / 100 * 90, examination.Workers.Count == 0, age >= Long) switch
        {
            (true, _, _) => (
                FindingState.Error, $"{what}; it is nearly full ({Numbers.Count(state.Bytes)} of "
                + $"{Numbers.Count(maxBytes)} bytes, queueBytes). 'tidings queue status' tells more"),
            (_, true, _) => (FindingState.Warning, $"{what}, and nobody works on it. Start 'tidings work'"),
            (_, _, true) => (FindingState.Warning, $"{what}. 'tidings queue status' tells more"),
            _ => (FindingState.Ok, what),
        };
    }
}
