using System.CommandLine;
using Tidings.Cli.Jobs;
using Tidings.Cli.Output;
using Tidings.Configuration;
using Tidings.Simulation;
using Tidings.Simulators;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings simulate</c>.</summary>
static class SimulateCommand
{
    static readonly Option<string[]> Files = new("--file")
    {
        Description = "Recordings to play, plain or .gz, one after the other. Default: made-up events without end.",
        HelpName = "FILE",
    };

    static readonly Option<int> Port = new("--port")
    {
        Description = "The port on 127.0.0.1; 0 takes any that is free.",
        HelpName = "P",
    };

    static readonly Option<double?> Rate = new("--rate")
    {
        Description = "Events a second. Default: as fast as the clients take them.",
        HelpName = "R",
    };

    static readonly Option<string?> Pace = CommonOptions.Choice("--pace", "full", "full", "recorded");

    static readonly Option<string?> Start = CommonOptions.Choice("--start", "first-client", "first-client", "now");

    static readonly Option<string?> Dialect = CommonOptions.Choice("--dialect", "v1", "v1", "v2");

    static readonly Option<bool> Retime = new("--retime") { Description = "Gives every event the present time." };

    static readonly Option<string> Keep = new("--keep")
    {
        Description = "How far back cursors reach, in recorded time.",
        DefaultValueFactory = _ => "36h",
        HelpName = "DURATION",
    };

    static readonly Option<int?> KeepEvents = new("--keep-events")
    {
        Description = "How many events cursors reach back.",
        HelpName = "N",
    };

    static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "Of the made-up events.",
        DefaultValueFactory = _ => RecordingOptions.DefaultSeed,
        HelpName = "N",
    };

    static readonly Option<bool> Tls = new("--tls") { Description = "wss, with a certificate made at the start." };

    static readonly Option<string?> TlsOut = new("--tls-out")
    {
        Description = "Where the certificate goes, as PEM, for clients to trust.",
        HelpName = "FILE",
    };

    static readonly Option<string?> Dictionary = new("--dictionary")
    {
        Description = "The zstd dictionary for clients that want compress=true; needs libzstd.",
        HelpName = "FILE",
    };

    static readonly Option<string[]> Faults = new("--fault")
    {
        Description = "What goes wrong; may be given again.",
        HelpName = "KIND[@WHEN][:ARG]",
    };

    static readonly Option<ulong?> FaultSeed = new("--fault-seed")
    {
        Description = "Draws a dozen faults; they are named on standard error.",
        HelpName = "N",
    };

    static readonly Option<bool> Verbose = new("--verbose") { Description = "Names every request." };

    /// <summary>The commands that end on a signal in their own time.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(["jetstream"], StringComparer.Ordinal);

    public static Command Create(AppHost host)
    {
        var command = new Command("simulate", """
            Is the service that posts come from, on this machine: to rehearse with, and to see what happens when it goes wrong.

            Example: tidings simulate jetstream --port 6008
            """);
        command.Add(CreateJetstream(host));
        return command;
    }

    static Command CreateJetstream(AppHost host)
    {
        var command = new Command("jetstream", """
            A Bluesky Jetstream on 127.0.0.1: recorded events byte for byte, with filters, cursors and profiles, and with faults.

            The address is the one line on standard output; what happens is told on standard error. Ends on Ctrl+C or SIGTERM.
            WHEN of a fault is the number of events served to the connection before (then it happens once), or rN: again and again, about
            every N events. For http-… and refuse it is the number of requests before, and ARG how many requests are hit. Faults: disconnect[:fin],
            close[:CODE], stall[:SECONDS], mute[:SECONDS], slow-close[:SECONDS], duplicate, reorder, flood[:EVENTS],
            garbage[:json|utf8|cut|binary], clock-skew[:±DURATION], http-400, http-403, http-429, http-500, http-503, refuse, profiles-429.

            Example: tidings simulate jetstream --file monday.jsonl.gz --rate 100 --fault disconnect@1200 --fault garbage@r500:cut
            """)
        {
            Files, Port, Rate, Pace, Start, Dialect, Retime, Keep, KeepEvents, Seed, Tls, TlsOut, Dictionary, Faults,
            FaultSeed, Verbose,
        };
        command.SetAction(arguments =>
        {
            using var signals = host.HasSignals ? new StopSignals() : null;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(
                signals?.Token ?? CancellationToken.None, host.Stop);
            return RunAsync(host, arguments, stop.Token).GetAwaiter().GetResult();
        });
        return command;
    }

    static async Task<int> RunAsync(AppHost host, ParseResult arguments, CancellationToken stop)
    {
        var options = OptionsOf(host, arguments);
        JetstreamSimulator simulator;
        try
        {
            simulator = await JetstreamSimulator.StartAsync(FeedOf(host, arguments), options, host.Clock, stop);
        }
        catch (InvalidOperationException error)
        {
            throw new UsageException($"--dictionary: {error.Message}.");
        }
        await using (simulator)
        {
            if (simulator.CertificatePem is { } pem && arguments.GetValue(TlsOut) is { } file)
                await File.WriteAllTextAsync(host.PathOf(file), pem + "\n", CancellationToken.None);
            if (simulator.CertificateFingerprint is { } fingerprint)
                host.Error.WriteLine($"certificate sha256 {fingerprint}");
            await host.Out.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"listening {simulator.Url}\n"), CancellationToken.None);
            await host.Out.FlushAsync(CancellationToken.None);
            await Task.Delay(Timeout.InfiniteTimeSpan, host.Clock, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        host.Error.WriteLine(
            $"served {Numbers.Count(simulator.Served)} events on {Numbers.Count(simulator.Connections)} connections");
        foreach (var (name, count) in simulator.FaultsFired)
            host.Error.WriteLine($"fault {name} {Numbers.Count(count)}");
        return simulator.FeedFault is null ? App.Done : App.Failed;
    }

    static IEnumerable<FeedLine> FeedOf(AppHost host, ParseResult arguments)
    {
        if (arguments.GetValue(Files) is not { Length: > 0 } files)
            return JetstreamFeed.Endless(arguments.GetValue(Seed));
        var recordings = files.Select(file => Recording.Of(host, file)).ToList();
        return recordings.SelectMany(
            recording => JetstreamFeed.Of(recording.Name, () => Recording.Unpack(recording.Open())));
    }

    static JetstreamSimulatorOptions OptionsOf(AppHost host, ParseResult arguments)
    {
        var (rate, port) = (arguments.GetValue(Rate), arguments.GetValue(Port));
        var isRecorded = arguments.GetValue(Pace) == "recorded";
        var startsNow = arguments.GetValue(Start) == "now";
        if (rate is { } number && !(number > 0 && double.IsFinite(number)))
            throw new UsageException("--rate must be above 0.");
        if (rate is not null && isRecorded)
            throw new UsageException("--rate and --pace recorded exclude each other.");
        if (startsNow && rate is null && !isRecorded && arguments.GetValue(Files) is not { Length: > 0 })
            throw new UsageException("--start now: made-up events have no end; give --file, --rate or --pace recorded.");
        if (port is < 0 or > 65535)
            throw new UsageException("--port must lie between 0 and 65535.");
        if (!DurationText.TryParse(arguments.GetValue(Keep), out var keep) || keep > TimeSpan.FromDays(36500))
            throw new UsageException($"--keep: '{arguments.GetValue(Keep)}' is no duration. Write for example 36h.");
        if (arguments.GetValue(KeepEvents) is < 1)
            throw new UsageException("--keep-events must be at least 1.");
        if (arguments.GetValue(TlsOut) is not null && !arguments.GetValue(Tls))
            throw new UsageException("--tls-out goes with --tls.");
        return new()
        {
            Port = port,
            Rate = rate,
            Pace = isRecorded ? PlaybackPace.Recorded : PlaybackPace.Full,
            Start = startsNow ? PlaybackStart.Now : PlaybackStart.FirstClient,
            Dialect = arguments.GetValue(Dialect) == "v2" ? JetstreamDialect.V2 : JetstreamDialect.V1,
            Retime = arguments.GetValue(Retime),
            Keep = keep,
            KeepEvents = arguments.GetValue(KeepEvents),
            Tls = arguments.GetValue(Tls),
            Dictionary = arguments.GetValue(Dictionary) is { } file ? Bytes(host, file) : default,
            Faults = FaultsOf(host, arguments),
            FaultSeed = arguments.GetValue(FaultSeed) ?? 1,
            Report = host.Error.WriteLine,
            ReportRequests = arguments.GetValue(Verbose),
        };
    }

    static ReadOnlyMemory<byte> Bytes(AppHost host, string file)
    {
        var path = host.PathOf(file);
        return File.Exists(path) ? File.ReadAllBytes(path)
            : throw new UsageException($"--dictionary: {file}: there is no such file.");
    }

    static List<FaultSpec> FaultsOf(AppHost host, ParseResult arguments)
    {
        var faults = new List<FaultSpec>();
        foreach (var text in arguments.GetValue(Faults) ?? [])
            try
            {
                faults.Add(FaultSpec.Parse(text));
            }
            catch (FormatException error)
            {
                throw new UsageException($"--fault: {error.Message}.");
            }
        if (arguments.GetValue(FaultSeed) is { } seed)
        {
            var drawn = FaultSchedule.Draw(seed);
            host.Error.WriteLine("faults: " + string.Join(' ', drawn.Select(fault => $"--fault {fault.Text}")));
            faults.AddRange(drawn);
        }
        return faults;
    }
}
