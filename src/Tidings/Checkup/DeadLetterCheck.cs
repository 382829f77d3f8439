using Tidings.Cli.Output;
using Tidings.Storage.Queries;

namespace Tidings.Cli.Checkup;

/// <summary>Whether records were put aside.</summary>
sealed class DeadLetterCheck : ICheck
{
    public string Name => "dead_letters";

    public (FindingState State, string Message)? Look(Examination examination) => examination.Store is not { } store
        ? null
        : store.Read(DeadLetterQueries.Count) is > 0 and var count
            ? (FindingState.Warning, $"{Numbers.Count(count)} records were put aside. 'tidings queue dead-letters' shows why")
            : (FindingState.Ok, "none");
}
