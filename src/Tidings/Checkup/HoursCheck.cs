using Dapper;
using Tidings.Cli.Output;
using Tidings.Storage.Queries;

namespace Tidings.Cli.Checkup;

/// <summary>How far hours are computed.</summary>
sealed class HoursCheck : ICheck
{
    public string Name => "hours";

    public (FindingState State, string Message)? Look(Examination examination)
    {
        if (examination.Store is not { } store)
            return null;
        var marked = store.Read(connection =>
            connection.ExecuteScalar<long>("SELECT count(DISTINCT hour) FROM dirty_hour"));
        var last = store.Read(HourQueries.Range) is { } range ? $"the last one computed is {range.Last}" : "there are none";
        return marked > 0 && examination.Workers.Count == 0
            ? (FindingState.Warning, $"{last}; {Numbers.Count(marked)} changed and wait. 'tidings work' computes them")
            : (FindingState.Ok, marked > 0 ? $"{last}; {Numbers.Count(marked)} are about to be computed" : last);
    }
}
