using Tidings.Cli.Output;
using Tidings.Hours;
using Tidings.Storage;
using Tidings.Storage.Queries;

namespace Tidings.Cli.Checkup;

/// <summary>When the sources were heard last, and what of the last day is missing.</summary>
sealed class ListeningCheck : ICheck
{
    static readonly long Day = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    public string Name => "listening";

    public (FindingState State, string Message)? Look(Examination examination)
    {
        if (examination.Store is not { } store)
            return null;
        var heard = store.Read(RecordQueries.LastHeard);
        if (heard.Count == 0)
            return (FindingState.Ok, "nothing was listened to live yet");
        var now = examination.Now;
        var missing = store.Read(connection => RecordQueries.Gaps(connection, new(now - Day, now))
            .Where(gap => gap.FilledAt is null).ToList());
        var last = string.Join(", ", heard.Select(one => $"{one.Source} was heard last at {new Instant(one.At)}"));
        var hour = HourUtc.OfUnixMilliseconds(now - HourUtc.Milliseconds);
        var what = $"{last}; the hour {hour} was covered to {Numbers.Percent(CoverageOf(store, hour))}";
        return missing.Count == 0
            ? (FindingState.Ok, $"{what}, and nothing of the last 24 h is missing")
            : (FindingState.Warning,
                $"{what}; {Numbers.Count(missing.Count)} gaps of the last 24 h are not filled. "
                + "'tidings gaps --last 24h --open' shows them");
    }

    static double? CoverageOf(IStore store, HourUtc hour)
    {
        var window = new Window(hour.UnixMilliseconds, hour.Next.UnixMilliseconds);
        var listened = store.Read(connection => RecordQueries.Listening(connection, window)
            .Select(row => new SourceStretch(row.Source, row.FromAt, row.ToAt)).ToList());
        var gaps = store.Read(connection => RecordQueries.Gaps(connection, window)
            .Where(row => row.FilledAt is null)
            .Select(row => new SourceStretch(row.Source, row.FromAt, row.ToAt)).ToList());
        return Coverage.Of(hour, listened, gaps);
    }
}
