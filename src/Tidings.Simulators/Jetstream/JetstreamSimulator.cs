using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tidings.Simulators;

/// <summary>
/// A Bluesky Jetstream on 127.0.0.1 that plays recorded or made-up events, byte for byte, and goes wrong as it is told.
/// </summary>
public sealed partial class JetstreamSimulator : IAsyncDisposable
{
    /// <summary>What clients that are refused with 429 are asked to wait.</summary>
    internal const int RetryAfterSeconds = 2;

    const int KeptRequests = 100_000;

    readonly JetstreamSimulatorOptions _options;
    readonly EventHistory _history;
    readonly Playhead _playhead;
    readonly FaultBoard _faults;
    readonly RequestLog _requests;
    readonly ProfileEndpoint _profiles;
    readonly TimeProvider _clock;
    readonly CancellationTokenSource _stop = new();
    readonly SubscriptionNeeds _needs;
    X509Certificate2? _certificate;
    SimulatorHost? _host;
    Task _playing = Task.CompletedTask;
    int _connections;
    long _served;
    int _isStopped;

    JetstreamSimulator(JetstreamSimulatorOptions options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _history = new(
            (long)options.Keep.TotalMicroseconds, options.KeepEvents ?? long.MaxValue, options.KeepBytes);
        _playhead = new(options, _history, clock);
        _faults = new(options.Faults, options.FaultSeed, options.Report);
        _requests = new(KeptRequests, options.ReportRequests ? options.Report : null);
        _profiles = new(clock);
        _needs = new(options, _history, _playhead, clock, events => Interlocked.Add(ref _served, events), _stop.Token);
    }

    /// <summary>Where clients connect: <c>ws://127.0.0.1:PORT/subscribe</c>, or <c>wss:</c>.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Events served, to all clients together, repeated ones too.</summary>
    public long Served => Interlocked.Read(ref _served);

    /// <summary>Events played so far.</summary>
    public long Played => _history.Next - 1;

    /// <summary>True when the feed has ended; the server goes on.</summary>
    public bool HasPlayedAll => _history.IsComplete;

    /// <summary>Connections that became streams.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How often each kind of fault happened.</summary>
    public IReadOnlyDictionary<string, long> FaultsFired => _faults.Fired;

    /// <summary>The requests for streams and profiles, oldest first; the last 100,000.</summary>
    public IReadOnlyList<RequestEntry> Requests => _requests.Entries;

    /// <summary>Lines of the feed that are no events and were not served, so far.</summary>
    public long UnusableLines => _playhead.Unusable.Count;

    /// <summary>Why the feed could not be read to its end; null where it could, so far.</summary>
    public string? FeedFault { get; private set; }

    /// <summary>The certificate as PEM, for clients to trust; null without TLS.</summary>
    public string? CertificatePem => _certificate?.ExportCertificatePem();

    /// <summary>SHA-256 of the certificate in hexadecimal; null without TLS.</summary>
    public string? CertificateFingerprint => _certificate?.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>Starts one.</summary>
    /// <param name="feed">What it plays, see <see cref="JetstreamFeed"/>; read on a thread of its own.</param>
    /// <param name="options">How it behaves.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="InvalidOperationException">The dictionary is not usable.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<JetstreamSimulator> StartAsync(
        IEnumerable<FeedLine> feed, JetstreamSimulatorOptions options, TimeProvider clock,
        CancellationToken cancellationToken = default)
    {
        if (options.Rate is { } rate && !(rate > 0 && double.IsFinite(rate)))
            throw new ArgumentException("the rate must be above 0", nameof(options));
        if (options.Rate is not null && options.Pace == PlaybackPace.Recorded)
            throw new ArgumentException("a rate and the recorded pace exclude each other", nameof(options));
        if (!options.Dictionary.IsEmpty && ZstdLibrary.IsHere)
            new ZstdCompressor(options.Dictionary.Span).Dispose(); // refused now rather than at the first client
        var simulator = new JetstreamSimulator(options, clock);
        try
        {
            simulator._certificate = options.Tls ? SimulatorCertificate.Create(clock) : null;
            simulator._host = await SimulatorHost.StartAsync(
                options.Port, simulator._certificate, simulator.AnswerAsync, cancellationToken);
            simulator.Url = new($"{(options.Tls ? "wss" : "ws")}://127.0.0.1:{simulator._host.Port}/subscribe");
            simulator._playing = Task.Run(() => simulator.PlayAsync(feed), CancellationToken.None);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>The feed is somebody else's code, and may fail in any way: the server stays, and says so.</summary>
    async Task PlayAsync(IEnumerable<FeedLine> feed)
    {
        try
        {
            await _playhead.RunAsync(feed, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // told to whoever started it
        catch (Exception error)
#pragma warning restore CA1031
        {
            FeedFault = error.Message;
            _options.Report?.Invoke($"the feed cannot be read further: {error.Message}");
        }
        _options.Report?.Invoke($"played all: {Played} events, {UnusableLines} lines that are no events");
        foreach (var name in _playhead.Unusable.Names)
            _options.Report?.Invoke($"{name}: no event");
    }

    /// <summary>Says goodbye to all clients with code 1001, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isStopped, 1) == 1)
            return;
        await _stop.CancelAsync();
        if (_host is not null)
            await _host.DisposeAsync();
        await _playing;
        _certificate?.Dispose();
        _stop.Dispose();
    }
}
