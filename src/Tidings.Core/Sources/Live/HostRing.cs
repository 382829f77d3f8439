namespace Tidings.Sources.Live;

/// <summary>
/// Servers that offer the same: after a failure the next one is asked, each of them no earlier than it may be. Serves
/// one thread.
/// </summary>
public sealed class HostRing
{
    readonly Backoff[] _hosts;

    /// <summary>A ring of <paramref name="count"/> servers, at least 1.</summary>
    /// <param name="count">How many.</param>
    /// <param name="clock">Measures the waits.</param>
    /// <param name="random">Spreads them.</param>
    /// <param name="waits">How long they are; null for the usual ones.</param>
    public HostRing(int count, TimeProvider clock, Random random, BackoffWaits? waits = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _hosts = [.. Enumerable.Range(0, count).Select(_ => new Backoff(clock, random, waits))];
    }

    /// <summary>The server that is asked now, from 0.</summary>
    public int Current { get; private set; }

    /// <summary>How long <see cref="Current"/> has to be left alone yet.</summary>
    public TimeSpan Left => _hosts[Current].Left;

    /// <summary>Begins with another server: the one that was heard last.</summary>
    public void Begin(int host) => Current = host;

    /// <summary>The current one works.</summary>
    public void Succeed() => _hosts[Current].Succeed();

    /// <summary>
    /// The current one failed: the next one that may be asked is the current one then, or the earliest.
    /// </summary>
    /// <param name="kind">How.</param>
    /// <param name="retryAfter">What it asked for; null where it did not.</param>
    public void Fail(FailureKind kind, TimeSpan? retryAfter = null)
    {
        _hosts[Current].Fail(kind, retryAfter);
        var best = (Current + 1) % _hosts.Length;
        for (var i = 2; i <= _hosts.Length && _hosts[best].Left > TimeSpan.Zero; i++)
        {
            var next = (Current + i) % _hosts.Length;
            if (_hosts[next].Left < _hosts[best].Left)
                best = next;
        }
        Current = best;
    }
}
