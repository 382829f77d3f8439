using Tidings.Cli.Output;

namespace Tidings.Cli.Checkup;

/// <summary>What the workers wait for.</summary>
sealed class WorkerCheck : ICheck
{
    public string Name => "workers";

    public (FindingState State, string Message)? Look(Examination examination) => examination.Queue is null
        ? null
        : examination.Workers.FirstOrDefault(worker => worker.Trouble is not null) is { } troubled
            ? (FindingState.Error, $"a worker waits since {new Instant(troubled.TroubleSince ?? 0)}: {troubled.Trouble}")
            : (FindingState.Ok, $"{Numbers.Count(examination.Workers.Count)} at work, none of them kept from it");
}
