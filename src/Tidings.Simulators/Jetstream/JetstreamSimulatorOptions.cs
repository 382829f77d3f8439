namespace Tidings.Simulators;

/// <summary>How a simulated Jetstream behaves.</summary>
public sealed record JetstreamSimulatorOptions
{
    /// <summary>The port on 127.0.0.1; 0, the default, takes any that is free.</summary>
    public int Port { get; init; }

    /// <summary>Events a second; null, the default, for what <see cref="Pace"/> says.</summary>
    public double? Rate { get; init; }

    /// <summary>The pace where there is no <see cref="Rate"/>. Default: full speed.</summary>
    public PlaybackPace Pace { get; init; }

    /// <summary>When it begins. Default: with the first client.</summary>
    public PlaybackStart Start { get; init; }

    /// <summary>Which server it imitates. Default: the first one.</summary>
    public JetstreamDialect Dialect { get; init; }

    /// <summary>Gives every event the present time when it is played, ever growing. Default: as recorded.</summary>
    public bool Retime { get; init; }

    /// <summary>
    /// How far back cursors reach, in the time of the events. Default 36 hours, as the public servers.
    /// </summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromHours(36);

    /// <summary>How many events cursors reach back; null, the default, for no such bound.</summary>
    public int? KeepEvents { get; init; }

    /// <summary>How many bytes of events cursors reach back: bounds the memory. Default 512 MiB.</summary>
    public long KeepBytes { get; init; } = 512L << 20;

    /// <summary>Speaks TLS, with a certificate of its own making. Default: no.</summary>
    public bool Tls { get; init; }

    /// <summary>The zstd dictionary for clients that ask for compression; empty, the default, refuses them.</summary>
    public ReadOnlyMemory<byte> Dictionary { get; init; }

    /// <summary>What goes wrong. Default: nothing.</summary>
    public IReadOnlyList<FaultSpec> Faults { get; init; } = [];

    /// <summary>Decides the random places of faults.</summary>
    public ulong FaultSeed { get; init; } = 1;

    /// <summary>How often clients are pinged. Default 30 s, as the public servers.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a client may refuse to read before it is cut off. Default 10 s, as the first server.</summary>
    public TimeSpan WriteLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Told what happens, one line each, from any thread; null for nobody.</summary>
    public Action<string>? Report { get; init; }

    /// <summary>Tells <see cref="Report"/> every request too. Default: no.</summary>
    public bool ReportRequests { get; init; }
}
