using System.Net;
using Microsoft.Extensions.Logging;
using Tidings.Cli.Logging;
using Tidings.Sources.Live;

namespace Tidings.Cli.Jobs.Listening.Jetstream;

/// <summary>
/// Asks for profiles, 25 authors at a time, on a thread of its own. A failure is waited out; nothing waits for it.
/// </summary>
sealed class ProfileLookup : IDisposable
{
    /// <summary>What the service takes at once.</summary>
    public const int AuthorsOfARequest = 25;

    /// <summary>One request in so long: 3,000 in 5 minutes, which is what the service allows an address.</summary>
    public static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(100);

    /// <summary>Authors that are asked for at most; beyond, they stay unknown.</summary>
    const int MaxAsked = 10_000;

    /// <summary>Of the DID specification.</summary>
    const int MaxDidLength = 2048;

    static readonly System.Buffers.SearchValues<char> DidLetters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:%-");

    const int MaxAnswerBytes = 4 << 20;
    const int TickMilliseconds = 20;

    /// <summary>How long a request that is not full waits for more authors.</summary>
    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    readonly Lock _lock = new();
    readonly Queue<string> _asked = new();
    readonly HashSet<string> _pending = new(StringComparer.Ordinal);
    readonly CancellationTokenSource _stop = new();
    readonly ProfileCache _cache;
    readonly Backoff _backoff;
    readonly RequestPace _pace;
    readonly HttpClient _http;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    readonly string _source;
    readonly Task _running;
    long _askedAt;
    bool _isAway;

    /// <param name="source">The name of the source, for the log.</param>
    /// <param name="endpoint">The base address.</param>
    /// <param name="pace">Lets requests pass; shared with others that ask this service.</param>
    /// <param name="random">Spreads the waits after failures.</param>
    /// <param name="clock">Measures the waits.</param>
    /// <param name="log">Told when the service cannot be asked.</param>
    public ProfileLookup(
        string source, Uri endpoint, RequestPace pace, Random random, TimeProvider clock, ILogger log)
    {
        (_source, _pace, _clock, _log) = (source, pace, clock, log);
        _cache = new(clock);
        _backoff = new(clock, random);
        _http = new()
        {
            BaseAddress = endpoint,
            MaxResponseContentBufferSize = MaxAnswerBytes,
            Timeout = TimeSpan.FromSeconds(10),
        };
        _running = Task.Factory.StartNew(
            Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Whether nothing need be waited for.</summary>
    public bool IsKnown(string did) => _cache.TryGet(did, out _);

    /// <summary>What is known of an author.</summary>
    public bool TryGet(string did, out AuthorProfile profile) => _cache.TryGet(did, out profile);

    /// <summary>Asks for an author that is not known.</summary>
    public void Ask(string did)
    {
        if (!IsPlain(did) || _cache.TryGet(did, out _))
            return;
        lock (_lock)
        {
            if (_asked.Count >= MaxAsked || !_pending.Add(did))
                return;
            if (_asked.Count == 0)
                _askedAt = _clock.GetTimestamp();
            _asked.Enqueue(did);
        }
    }

    void Run()
    {
        while (!_stop.Token.WaitHandle.WaitOne(TickMilliseconds))
            while (!_stop.IsCancellationRequested && _backoff.Left == TimeSpan.Zero && IsDue() && _pace.TryPass())
            {
                var authors = Take();
                Fetch(authors);
                lock (_lock)
                    _pending.ExceptWith(authors);
            }
    }

    /// <summary>A request is full, or its first author has waited long enough for others.</summary>
    bool IsDue()
    {
        lock (_lock)
            return _asked.Count >= AuthorsOfARequest
                || (_asked.Count > 0 && _clock.GetElapsedTime(_askedAt) >= Gathering);
    }

    List<string> Take()
    {
        var authors = new List<string>(AuthorsOfARequest);
        lock (_lock)
            while (authors.Count < AuthorsOfARequest && _asked.TryDequeue(out var did))
                authors.Add(did);
        return authors;
    }

    void Fetch(List<string> authors)
    {
        var query = string.Join('&', authors.Select(did => "actors=" + Uri.EscapeDataString(did)));
        try
        {
            using var answer = _http.GetAsync($"/xrpc/app.bsky.actor.getProfiles?{query}", _stop.Token)
                .GetAwaiter().GetResult();
            if (answer.StatusCode == HttpStatusCode.BadRequest)
            {
                foreach (var did in authors) // one of them is wrong, and nobody says which
                    _cache.Set(did, default);
                _backoff.Succeed();
                return;
            }
            if (!answer.IsSuccessStatusCode)
            {
                Fail(answer);
                return;
            }
            var found = ProfileAnswer.Parse(answer.Content.ReadAsByteArrayAsync(_stop.Token).GetAwaiter().GetResult());
            foreach (var did in authors)
                _cache.Set(did, found.GetValueOrDefault(did));
            _backoff.Succeed();
            _isAway = false;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException
            or InvalidDataException)
        {
            _backoff.Fail(FailureKind.Server);
            Tell(ConnectFailure.Words(error));
        }
    }

    /// <summary>What a DID looks like; anything else a server would refuse, and the other authors with it.</summary>
    static bool IsPlain(string did) => did.Length <= MaxDidLength && did.StartsWith("did:", StringComparison.Ordinal)
        && did.AsSpan().IndexOfAnyExcept(DidLetters) < 0;

    void Fail(HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        _backoff.Fail(
            answer.StatusCode == HttpStatusCode.TooManyRequests ? FailureKind.TooMany
                : status is >= 400 and < 500 ? FailureKind.Refused : FailureKind.Server,
            RetryAfter.Of(
                Header(answer, "Retry-After"),
                answer.StatusCode == HttpStatusCode.TooManyRequests ? Header(answer, "RateLimit-Reset") : null,
                _clock.GetUtcNow()));
        Tell($"HTTP {status}");
    }

    void Tell(string why)
    {
        if (!_isAway)
            _log.NoProfiles(_source, why, _backoff.Left.TotalSeconds);
        _isAway = true;
    }

    static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    public void Dispose()
    {
        _stop.Cancel();
        _running.Wait(TimeSpan.FromSeconds(1));
        _http.Dispose();
        _stop.Dispose();
    }
}
