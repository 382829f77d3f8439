using System.Globalization;
using Tidings.Simulation;

namespace Tidings.Simulators;

/// <summary>Draws faults from a seed: the same seed, the same faults.</summary>
public static class FaultSchedule
{
    const int Faults = 12;

    /// <summary>The first 3,000 events of a connection are disturbed.</summary>
    const int Places = 3000;

    static readonly string[] OfStreams =
    [
        "disconnect{0}:reset", "disconnect{0}:fin", "close{0}", "stall{0}:2", "mute{0}:2", "slow-close{0}:2",
        "duplicate{0}", "reorder{0}", "flood{0}:500", "garbage{0}:json", "garbage{0}:utf8", "garbage{0}:cut", "garbage{0}:binary",
        "clock-skew{0}:-2m", "clock-skew{0}:2m",
    ];

    static readonly string[] OfRequests =
        ["http-400{0}", "http-403{0}", "http-429{0}", "http-500{0}", "http-503{0}:2", "refuse{0}:2", "profiles-429{0}"];

    /// <summary>A dozen faults, nine of streams and three of requests.</summary>
    public static IReadOnlyList<FaultSpec> Draw(ulong seed)
    {
        var dice = new Dice(seed);
        var drawn = new List<FaultSpec>();
        for (var i = 0; i < Faults; i++)
        {
            var isOfRequests = i % 4 == 3;
            var form = dice.Pick<string>(isOfRequests ? OfRequests : OfStreams);
            var place = isOfRequests ? dice.Between(1, 6) : dice.Between(1, Places);
            drawn.Add(FaultSpec.Parse(string.Format(CultureInfo.InvariantCulture, form, $"@{place}")));
        }
        return drawn;
    }
}
