using System.Globalization;
using Microsoft.Data.Sqlite;
using Tidings.Tests.Durability.Schedules;

namespace Tidings.Tests.Durability.Live;

sealed partial class LiveSchedule
{
    /// <summary>What must hold when all is done.</summary>
    void Check()
    {
        using var store = Connect();
        CheckRows(store);
        var rows = LiveGap.Read(store);
        Say("gaps:\n" + string.Join('\n', rows));
        CheckGaps([.. rows.Where(gap => !gap.IsFilled)]);
        CheckOutages([.. rows.Where(gap => gap.IsFilled)]);
        LiveCoverage.Check(store, _feed.Played[0].TimeUs / 1000, _feed.Played[^1].TimeUs / 1000);
        var lives = _lives.Select(life => life.StartedAt).ToList();
        foreach (var simulator in _simulators)
            LiveRequests.Check(simulator.Requests, lives, LiveLife.Limits);
    }

    /// <summary>Both tables are what the recount of everything that was received says.</summary>
    void CheckRows(SqliteConnection store)
    {
        var expected = new Oracle(_lines, skip: null, TimeProvider.System.GetUtcNow()).Rows;
        var differences = Oracle.Compare(expected, Oracle.Read(store));
        if (differences.Length > 0)
            throw new ScheduleViolationException($"- expected, + found:\n{differences}\nof {_lines.Count} lines");
        _tally.Strike("(rows compared)", expected.Count);
    }

    /// <summary>
    /// What was played and not received lies in an unfilled gap; and such a gap ends within a second of what was
    /// received on both its sides.
    /// </summary>
    void CheckGaps(List<LiveGap> gaps)
    {
        var played = _feed.Played;
        // a clock that is set is believed to two seconds
        var slack = _plan.Kind == LiveKind.Clocks ? 2000 : 1;
        for (var i = 0; i < played.Count; i++)
        {
            var time = played[i].TimeUs / 1000;
            if (_received.Contains(i))
                continue;
            _tally.Strike("(events that nobody had any more)");
            if (!gaps.Exists(gap => gap.From - slack <= time && time <= gap.To + slack))
                throw new ScheduleViolationException(
                    $"event {i} of {LiveGap.Text(time)} is neither received nor in a gap");
        }
        if (_plan.Kind is LiveKind.Streams or LiveKind.Listeners && gaps.Count > 0)
            throw new ScheduleViolationException("the server had everything, and a gap is left all the same");
        if (_plan.Kind != LiveKind.Clocks)
            gaps.ForEach(gap => gap.CheckBounds(
                [.. played.Where((_, i) => _received.Contains(i)).Select(one => one.TimeUs / 1000)]));
    }

    /// <summary>Each outage that the source had is there once.</summary>
    void CheckOutages(List<LiveGap> filled)
    {
        _tally.Strike("(outages made good)", filled.Count);
        var lost = _lives.Sum(life => Math.Max(0, life.Connections)) - 1;
        if (_plan.Kind == LiveKind.Streams && filled.Count != lost)
            throw new ScheduleViolationException(string.Create(
                CultureInfo.InvariantCulture, $"{lost} outages, and {filled.Count} of them are filled"));
        if (filled.Count > lost + _lives.Count + _crashes)
            throw new ScheduleViolationException($"more outages than were: {filled.Count}");
    }
}
