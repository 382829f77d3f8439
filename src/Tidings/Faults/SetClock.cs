namespace Tidings.Cli.Faults;

/// <summary>The system's clock, set wrong. What passes, passes as it does.</summary>
sealed class SetClock : TimeProvider
{
    long _offset;

    /// <summary>Sets it ahead (or back) by so much more.</summary>
    public void Set(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));
}
