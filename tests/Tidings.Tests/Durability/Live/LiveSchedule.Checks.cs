using System.Globalization;
using Tidings.Tests.Durability.Schedules;

namespace Tidings.Tests.Durability.Live;

sealed partial class LiveSchedule
{
    /// <summary>What must hold when all is done.</summary>
    void Check()
    {
        using var store = Connect();
        var rows = LiveGap.Read(store);
        Say("gaps:\n" + string.Join('\n', rows));
        new LiveCheck(
            _plan.Kind, _feed.Played, _lines, _received, [.. _lives.Select(life => life.StartedAt)], LiveLife.Limits,
            _tally).Run(store, _simulators);
        CheckOutages(rows.Count(gap => gap.IsFilled));
    }

    /// <summary>Each outage that the source had is there once, in two parts where its replay was torn.</summary>
    void CheckOutages(int filled)
    {
        var lost = _lives.Sum(life => life.Connections) - 1;
        var isRight = _plan.Kind == LiveKind.Streams
            ? filled >= lost && filled <= 2 * lost
            : filled <= 2 * lost + _lives.Count + _crashes;
        if (!isRight)
            throw new ScheduleViolationException(string.Create(
                CultureInfo.InvariantCulture, $"{lost} outages, and {filled} of them are filled"));
    }
}
