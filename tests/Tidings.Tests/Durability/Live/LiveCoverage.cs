using Dapper;
using Microsoft.Data.Sqlite;
using Tidings.Cli;
using Tidings.Cli.Jobs;
using Tidings.Tests.Durability.Schedules;

namespace Tidings.Tests.Durability.Live;

/// <summary>Counts millisecond by millisecond how much of each hour was listened to.</summary>
static class LiveCoverage
{
    const long Hour = 3_600_000;

    /// <summary>Computes what is left and closes all hours, as it will be three hours from now.</summary>
    /// <param name="folder">Where the store is.</param>
    /// <param name="settings">Those of the store.</param>
    public static void CloseHours(string folder, Settings settings)
    {
        var later = new ScheduleClock(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + 3 * Hour);
        using var link = new StoreLink(ScheduleWorld.MakeHost(folder, later), settings, appliesSettings: false, default);
        foreach (var hour in link.Session.RollUp.DirtyHours())
            link.Session.RollUp.ComputeIfDirty(hour);
        link.Session.RollUp.CloseHours(settings.Options.Rollup, null);
    }

    /// <summary>
    /// The hours' coverage is what was listened to and is not missing; and everything from the first event to the last
    /// either was listened to or is missing.
    /// </summary>
    public static void Check(SqliteConnection store, long first, long last)
    {
        var listened = Stretches(store, "SELECT from_at, to_at FROM listening");
        var missing = Stretches(store, "SELECT from_at, to_at FROM gap WHERE filled_at IS NULL");
        for (var at = first; at <= last; at++)
            if (!Has(listened, at) && !Has(missing, at))
                throw new ScheduleViolationException(
                    $"nobody says what became of {LiveGap.Text(at)}: listened {Text(listened)}, missing {Text(missing)}");
        foreach (var hour in listened.Concat(missing).SelectMany(one => new[] { one.From / Hour, (one.To - 1) / Hour }).Distinct())
        {
            var covered = 0L;
            for (var at = hour * Hour; at < (hour + 1) * Hour; at++)
                if (Has(listened, at) && !Has(missing, at))
                    covered++;
            var found = store.ExecuteScalar<double?>("SELECT coverage FROM hour WHERE hour = @at", new { at = hour * Hour });
            if (!(Math.Abs((found ?? -1) * Hour - covered) < 1.5))
                throw new ScheduleViolationException(
                    $"{covered} ms of {LiveGap.Text(hour * Hour)} were listened to, and the coverage is {found}");
        }
    }

    static List<(long From, long To)> Stretches(SqliteConnection store, string query) =>
        [.. store.Query<(long From, long To)>(query).Where(one => one.From < one.To)];

    static bool Has(List<(long From, long To)> stretches, long at)
    {
        foreach (var (from, to) in stretches)
            if (at >= from && at < to)
                return true;
        return false;
    }

    static string Text(List<(long From, long To)> stretches) =>
        string.Join(", ", stretches.Select(one => $"{LiveGap.Text(one.From)} to {LiveGap.Text(one.To)}"));
}
