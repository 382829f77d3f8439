namespace Tidings.Sources.Live;

/// <summary>
/// When one server may be asked again: with waits that double while it fails. Measured on the monotonic part of the
/// clock. Serves one thread.
/// </summary>
/// <remarks>
/// Network errors wait as the official client of Jetstream does (250 ms to 30 s); 429 waits at least a minute and never
/// less than the server asks for, up to <see cref="MaxRetryAfter"/>; a refusal is for people to mend, so there it is
/// only looked now and then.
/// </remarks>
/// <param name="clock">Measures the waits.</param>
/// <param name="random">Spreads waits between half and the whole, so that many clients do not come back
/// together.</param>
/// <param name="waits">How long they are; null for the usual ones.</param>
public sealed class Backoff(TimeProvider clock, Random random, BackoffWaits? waits = null)
{
    /// <summary>What a server may ask for at most with Retry-After: 1 h.</summary>
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    /// <summary>The wait after a refusal: 5 min.</summary>
    public static readonly TimeSpan RefusedWait = TimeSpan.FromMinutes(5);

    readonly BackoffWaits _waits = waits ?? new();
    int _failures;
    long _failedAt;
    TimeSpan _wait;

    /// <summary>How long it has to be left alone yet; zero where it may be asked.</summary>
    public TimeSpan Left
    {
        get
        {
            var left = _wait == TimeSpan.Zero ? TimeSpan.Zero : _wait - clock.GetElapsedTime(_failedAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>It works: the next failure is the first one.</summary>
    public void Succeed() => (_failures, _wait) = (0, TimeSpan.Zero);

    /// <summary>It failed.</summary>
    /// <param name="kind">How.</param>
    /// <param name="retryAfter">What it asked for; null where it did not.</param>
    public void Fail(FailureKind kind, TimeSpan? retryAfter = null)
    {
        _failedAt = clock.GetTimestamp();
        _wait = kind switch
        {
            FailureKind.Network => Spread(Doubled(_waits.Network, _waits.MostNetwork)),
            FailureKind.Server => Spread(Doubled(_waits.Server, _waits.MostServer)),
            FailureKind.TooMany => Doubled(_waits.TooMany, _waits.MostTooMany),
            _ => _waits.Refused,
        };
        if (retryAfter is { } asked && asked > _wait)
            _wait = asked < MaxRetryAfter ? asked : MaxRetryAfter;
        _failures++;
    }

    TimeSpan Doubled(TimeSpan first, TimeSpan most)
    {
        var doubled = first * Math.Pow(2, Math.Min(_failures, 20));
        return doubled < most ? doubled : most;
    }

    TimeSpan Spread(TimeSpan wait) => wait * (0.5 + random.NextDouble() / 2);
}
