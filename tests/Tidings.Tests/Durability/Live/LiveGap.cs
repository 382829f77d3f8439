using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Tidings.Tests.Durability.Schedules;

namespace Tidings.Tests.Durability.Live;

/// <summary>A row of the table <c>gap</c>; unix milliseconds.</summary>
sealed record LiveGap(long From, long To, string Reason, bool IsFilled, long? Posts)
{
    const long Second = 1000;

    /// <summary>All rows, by their beginnings.</summary>
    public static List<LiveGap> Read(SqliteConnection store) =>
    [
        .. store.Query<(long From, long To, string Reason, long? FilledAt, long? Posts)>(
            "SELECT from_at, to_at, reason, filled_at, filled_posts FROM gap ORDER BY from_at")
            .Select(row => new LiveGap(row.From, row.To, row.Reason, row.FilledAt is not null, row.Posts)),
    ];

    /// <summary>It begins within a second of one received event, ends within one of another, and holds none.</summary>
    /// <param name="received">When what was received happened, unix milliseconds.</param>
    /// <param name="isFromKnown">Another one ends where it begins.</param>
    /// <param name="isToKnown">Another one begins where it ends.</param>
    public void CheckBounds(IReadOnlyList<long> received, bool isFromKnown = false, bool isToKnown = false)
    {
        foreach (var (bound, isKnown) in new[] { (From, isFromKnown), (To, isToKnown) })
            if (!isKnown && !received.Any(time => Math.Abs(time - bound) <= Second))
                throw new ScheduleViolationException($"nothing was received within a second of {Text(bound)}: {this}");
        if (received.FirstOrDefault(time => time > From + Second && time < To - Second) is not 0 and var within)
            throw new ScheduleViolationException($"something of {Text(within)} was received: {this}");
    }

    public static string Text(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at)
        .ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    public override string ToString() =>
        $"{Text(From)} to {Text(To)} {Reason}{(IsFilled ? $", filled with {Posts}" : "")}";
}
