using System.Globalization;
using System.Text;
using Tidings.Simulators;

namespace Tidings.Tests.Durability.Live;

/// <summary>What the listener or the server does by itself, besides the faults of the stream.</summary>
enum LiveDeed
{
    /// <summary>The listener is told to stop, and started again.</summary>
    Stop,

    /// <summary>The listener dies before or after its next write, and is started again.</summary>
    Crash,

    /// <summary>The server goes away, and comes back without what it had.</summary>
    Restart,
}

/// <summary>What is allowed to happen in a schedule, and so what must hold.</summary>
enum LiveKind
{
    /// <summary>Streams and requests go wrong: everything is made good.</summary>
    Streams,

    /// <summary>The listener stops and dies, too: everything is made good.</summary>
    Listeners,

    /// <summary>The server has less than what was missed: that is a gap.</summary>
    Servers,

    /// <summary>
    /// Its clock is set while it is heard: everything comes. Together with lost connections nobody could say what is
    /// missing (docs/gotchas.md).
    /// </summary>
    Clocks,
}

/// <summary>A seed's schedule.</summary>
sealed class LivePlan
{
    /// <summary>Events a second.</summary>
    public const int Rate = 250;

    static readonly string[] OfStreams =
    [
        "disconnect{0}:reset", "disconnect{0}:fin", "close{0}", "close{0}:1011", "stall{0}", "stall{0}:0.3",
        "stall{0}:1.5", "slow-close{0}:0.5", "duplicate{0}", "reorder{0}", "flood{0}:60", "garbage{0}:json",
        "garbage{0}:utf8", "garbage{0}:cut", "garbage{0}:binary",
    ];

    static readonly string[] OfRequests =
    [
        "http-400{0}", "http-403{0}", "http-429{0}", "http-500{0}:2", "http-503{0}:3", "refuse{0}:3",
    ];

    public LivePlan(int seed)
    {
        var random = new Random(seed);
        Seed = seed;
        Kind = (LiveKind)(seed % 4);
        IsLate = Kind is LiveKind.Streams or LiveKind.Listeners && random.Next(2) == 0;
        KeepEvents = Kind == LiveKind.Servers && random.Next(2) == 0 ? random.Next(20, 120) : null;
        var drawn = new List<string>();
        for (var i = random.Next(3, 7); i > 0; i--)
            drawn.Add(Fault(OfStreams, random.Next(1, 500)));
        for (var i = random.Next(1, 3); i > 0; i--)
            drawn.Add(Fault(OfRequests, random.Next(1, 4)));
        // a connection that ends is what the faults of requests and everything else here wait for
        drawn.Add(Fault(OfStreams[..4], random.Next(50, 200)));
        if (Kind == LiveKind.Clocks)
            drawn =
            [
                Fault(["clock-skew{0}:-2m", "clock-skew{0}:2m"], random.Next(1, 400)),
                Fault(OfStreams[8..], random.Next(1, 500)), Fault(OfStreams[8..], random.Next(1, 500)),
            ];
        Faults = [.. drawn.Select(FaultSpec.Parse)];
        if (Kind is LiveKind.Listeners or LiveKind.Servers)
            for (var i = random.Next(1, 4); i > 0; i--)
                Deeds.Add((
                    random.Next(100, 900),
                    Kind == LiveKind.Listeners ? Pick(LiveDeed.Stop, LiveDeed.Crash)
                        : Pick(LiveDeed.Stop, LiveDeed.Crash, LiveDeed.Restart, LiveDeed.Restart),
                    random.Next(20, 600)));
        if (Kind == LiveKind.Servers && KeepEvents is null)
            Deeds.Add((random.Next(100, 900), LiveDeed.Restart, random.Next(20, 1200)));

        string Fault(string[] forms, int place) => string.Format(
            CultureInfo.InvariantCulture, forms[random.Next(forms.Length)],
            string.Create(CultureInfo.InvariantCulture, $"@{place}"));

        LiveDeed Pick(params LiveDeed[] deeds) => deeds[random.Next(deeds.Length)];
    }

    public int Seed { get; }

    public LiveKind Kind { get; }

    /// <summary>Whether some events come a little behind their times.</summary>
    public bool IsLate { get; }

    /// <summary>How far back the server can be asked; null for as far as one likes.</summary>
    public int? KeepEvents { get; }

    /// <summary>What goes wrong on the way.</summary>
    public IReadOnlyList<FaultSpec> Faults { get; }

    /// <summary>How long to wait before, what happens, and how long it takes, in milliseconds.</summary>
    public List<(int After, LiveDeed Deed, int Takes)> Deeds { get; } = [];

    public override string ToString() => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"{Kind}{(IsLate ? ", late events" : "")}")
        .Append(CultureInfo.InvariantCulture, $", keeps {KeepEvents?.ToString(CultureInfo.InvariantCulture) ?? "all"}: ")
        .AppendJoin(' ', Faults.Select(fault => fault.Text)).Append("; ")
        .AppendJoin(", ", Deeds).ToString();
}
