using Tidings.Configuration;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>What takes part in a schedule; follows from its seed.</summary>
sealed record ScheduleOptions
{
    public required int Lines { get; init; }
    public required int Hours { get; init; }
    public required int Listeners { get; init; }
    public required int Workers { get; init; }
    public required int RollUps { get; init; }

    /// <summary>Hours are sealed and emptied. Then all versions of a post lie in one hour.</summary>
    public required bool Prunes { get; init; }

    /// <summary>The clock is set by an hour now and then.</summary>
    public required bool ClockJumps { get; init; }

    public required QueueFullPolicy OnFull { get; init; }

    /// <summary>
    /// Some sources cannot be read again, or the queue drops. Then no Bluesky key is made anew: where the delete between
    /// two makings is lost, it depends on their order which one stands.
    /// </summary>
    public required bool Loses { get; init; }

    /// <summary>Bytes of the queue.</summary>
    public required long MaxBytes { get; init; }

    /// <summary>Percent of steps that meet trouble.</summary>
    public required int TroubleRate { get; init; }

    /// <summary>Another connection locks the store: waiting for it takes a second, so few schedules do it.</summary>
    public required bool LocksStore { get; init; }

    public static ScheduleOptions Of(int seed)
    {
        var random = new Random(seed);
        var isSmall = random.Next(100) < 45;
        var loses = random.Next(100) < 65;
        return new()
        {
            Lines = random.Next(30, 110),
            Hours = random.Next(1, 4),
            Listeners = random.Next(1, 3),
            Workers = random.Next(1, 5),
            RollUps = random.Next(1, 3),
            Prunes = random.Next(100) < 45,
            ClockJumps = random.Next(100) < 40,
            OnFull = isSmall && loses ? QueueFullPolicy.DropNewest : QueueFullPolicy.Backpressure,
            Loses = loses,
            MaxBytes = isSmall ? random.Next(2_000, 9_000) : 2_000_000_000,
            TroubleRate = random.Next(3) switch { 0 => 3, 1 => 10, _ => 25 },
            LocksStore = seed % 5 == 0,
        };
    }
}
