using Tidings.Sources.Live;

namespace Tidings.Cli.Jobs.Listening.Jetstream;

/// <summary>How long a Jetstream may take for what it does; only tests have others than these.</summary>
sealed record JetstreamLimits
{
    /// <summary>How often the server is pinged. 10 s.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A connection without any byte for so long, answers to pings included, is dead. 30 s.</summary>
    public TimeSpan Stall { get; init; } = Sources.Live.CatchUp.UnnoticedStall;

    /// <summary>From the first packet to the accepted stream. 15 s.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A connection that lived shorter counts as failed. 5 s.</summary>
    public TimeSpan Progress { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a server that fails is left alone.</summary>
    public BackoffWaits Waits { get; init; } = new();

    /// <summary>What catching up goes by.</summary>
    public CatchUpLimits CatchUp { get; init; } = new();
}
