namespace Tidings.Cli.Jobs.Listening.Jetstream;

/// <summary>When bytes of a connection came last, whatever they were. Any thread notes, any thread asks.</summary>
sealed class LastHeard(TimeProvider clock)
{
    long _at = clock.GetUtcNow().ToUnixTimeMilliseconds();
    long _stamp = clock.GetTimestamp();

    /// <summary>Unix milliseconds.</summary>
    public long At => Interlocked.Read(ref _at);

    /// <summary>How long ago, on the monotonic part of the clock.</summary>
    public TimeSpan Ago => clock.GetElapsedTime(Interlocked.Read(ref _stamp));

    public void Note()
    {
        Interlocked.Exchange(ref _at, clock.GetUtcNow().ToUnixTimeMilliseconds());
        Interlocked.Exchange(ref _stamp, clock.GetTimestamp());
    }
}
