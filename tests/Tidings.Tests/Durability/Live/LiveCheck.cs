using System.Globalization;
using Microsoft.Data.Sqlite;
using Tidings.Cli.Jobs.Listening.Jetstream;
using Tidings.Simulators;
using Tidings.Tests.Durability.Schedules;
using FaultTally = Tidings.Tests.Durability.Crashes.FaultTally;

namespace Tidings.Tests.Durability.Live;

/// <summary>What must hold when a schedule is over.</summary>
/// <param name="Kind">What was allowed to happen.</param>
/// <param name="Played">What happened in the network.</param>
/// <param name="Lines">What lay in the queue, word for word.</param>
/// <param name="Received">The numbers of these events.</param>
/// <param name="Starts">When a listener was started.</param>
/// <param name="Limits">Its limits.</param>
/// <param name="Tally">Counts what was found.</param>
sealed record LiveCheck(
    LiveKind Kind, IReadOnlyList<PlayedEvent> Played, IReadOnlyList<byte[]> Lines, IReadOnlySet<int> Received,
    IReadOnlyList<DateTimeOffset> Starts, JetstreamLimits Limits, FaultTally Tally)
{
    /// <summary>Looks at the tables and the servers' logs; what was missed is there as rows afterwards.</summary>
    /// <exception cref="ScheduleViolationException">Something does not hold.</exception>
    public void Run(SqliteConnection store, IEnumerable<JetstreamSimulator> simulators)
    {
        CheckRows(store);
        var rows = LiveGap.Read(store);
        // before the first event nobody knows whether there was one
        var first = Played[0].TimeUs / 1000;
        CheckGaps([.. rows.Where(gap => !gap.IsFilled && gap.To > first + 1)]);
        Tally.Strike("(outages made good)", rows.Count(gap => gap.IsFilled));
        LiveCoverage.Check(store, Played[0].At, Played[^1].At);
        foreach (var simulator in simulators)
            LiveRequests.Check(simulator.Requests, Starts, Limits);
    }

    /// <summary>Both tables are what the recount of everything that was received says.</summary>
    void CheckRows(SqliteConnection store)
    {
        var expected = new Oracle(Lines, skip: null, TimeProvider.System.GetUtcNow()).Rows;
        var differences = Oracle.Compare(expected, Oracle.Read(store));
        if (differences.Length > 0)
            throw new ScheduleViolationException($"- expected, + found:\n{differences}\nof {Lines.Count} lines");
        Tally.Strike("(rows compared)", expected.Count);
    }

    /// <summary>
    /// What was played and not received lies in an unfilled gap; and such a gap ends within a second of what was
    /// received on both its sides.
    /// </summary>
    void CheckGaps(List<LiveGap> gaps)
    {
        // a clock that is set is believed to two seconds
        var slack = Kind == LiveKind.Clocks ? 2000 : 1;
        for (var i = 0; i < Played.Count; i++)
        {
            var time = Played[i].TimeUs / 1000;
            if (Received.Contains(i))
                continue;
            Tally.Strike("(events that nobody had any more)");
            if (!gaps.Exists(gap => gap.From - slack <= time && time <= gap.To + slack))
                throw new ScheduleViolationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"event {i} of {LiveGap.Text(time)} is neither received nor in one of\n{string.Join('\n', gaps)}"));
        }
        if (Kind is LiveKind.Streams or LiveKind.Listeners && gaps.Count > 0)
            throw new ScheduleViolationException($"the server had everything, and yet there is {gaps[0]}");
        if (Kind == LiveKind.Clocks)
            return;
        var received = Played.Where((_, i) => Received.Contains(i)).Select(one => one.TimeUs / 1000).ToList();
        // outages may lie side by side: of a server that came back between them and had sent nothing when it went again;
        // and a listener may miss something from its beginning on
        var first = Played[0].TimeUs / 1000;
        gaps.ForEach(gap => gap.CheckBounds(
            received, isFromKnown: gap.From <= first || gaps.Exists(other => other.To == gap.From),
            isToKnown: gaps.Exists(other => other.From == gap.To)));
    }
}
