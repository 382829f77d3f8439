using Tidings.Storage.Postgres;
using Range = Tidings.Storage.Postgres.PostgresPartitions.Range;

namespace Tidings.Tests.Storage.Postgres;

/// <summary>Which partition a day gets: no server is asked.</summary>
public sealed class PostgresPartitionPlanTests
{
    static readonly DateOnly Today = new(2026, 5, 1);
    static readonly DateOnly Daily = Today.AddDays(-PostgresPartitions.DailyDays); // 2025-03-27

    [Fact]
    public void Plan_AnyDaysInAnyOrder_HoldsThemWithoutOverlap()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var ranges = new List<Range>();
            var today = Today;
            for (var step = 0; step < 40; step++)
            {
                today = today.AddDays(random.Next(60)); // what was planned by days is older by and by
                var day = today.AddDays(-random.Next(-2, random.Next(2) == 0 ? 410 : 4_000));
                if (ranges.Exists(range => range.Holds(day)))
                    continue;
                var made = PostgresPartitions.Plan(ranges, day, today);
                var what = $"seed {seed}, step {step}: {day:O} of {today:O} gets {made} beside {string.Join(", ", ranges)}";
                Assert.True(made.Holds(day), what);
                Assert.True(ranges.TrueForAll(other => other.To <= made.From || made.To <= other.From), what);
                Assert.True(made.From.Year == made.To.AddDays(-1).Year, what);
                var daily = today.AddDays(-PostgresPartitions.DailyDays);
                Assert.True(day >= daily ? made.To == made.From.AddDays(1) : made.To <= daily, what);
                ranges.Add(made);
            }
        }
    }

    [Fact]
    public void Plan_NothingBeside_IsADayOrTheYear()
    {
        Assert.Equal(new(Today, Today.AddDays(1)), PostgresPartitions.Plan([], Today, Today));
        Assert.Equal(new(Daily, Daily.AddDays(1)), PostgresPartitions.Plan([], Daily, Today));
        Assert.Equal(new(new(2025, 1, 1), Daily), PostgresPartitions.Plan([], Daily.AddDays(-1), Today));
        Assert.Equal(
            new(new(2024, 1, 1), new(2025, 1, 1)), PostgresPartitions.Plan([], new(2024, 2, 29), Today));
    }

    [Fact]
    public void Plan_BetweenNeighbours_TakesTheRoomThatIsLeft()
    {
        Range[] days = [new(new(2019, 3, 1), new(2019, 3, 2)), new(new(2019, 3, 5), new(2019, 3, 6))];
        Assert.Equal(new(new(2019, 1, 1), new(2019, 3, 1)), PostgresPartitions.Plan(days, new(2019, 2, 28), Today));
        Assert.Equal(new(new(2019, 3, 2), new(2019, 3, 5)), PostgresPartitions.Plan(days, new(2019, 3, 4), Today));
        Assert.Equal(new(new(2019, 3, 6), new(2020, 1, 1)), PostgresPartitions.Plan(days, new(2019, 12, 31), Today));
    }

    [Fact]
    public void NameOf_Range_TellsItsDays() => Assert.Equal(
        "post_topic_p20250101_20250327", PostgresPartitions.Plan([], new(2025, 2, 3), Today).NameOf("post_topic"));
}
