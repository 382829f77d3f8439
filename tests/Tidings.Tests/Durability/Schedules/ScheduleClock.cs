namespace Tidings.Tests.Durability.Schedules;

/// <summary>A clock that moves when it is told to, and that can be set beside the time that passes.</summary>
sealed class ScheduleClock(long start) : TimeProvider
{
    long _passed = 1;

    /// <summary>The wall's time, unix milliseconds.</summary>
    public long Now { get; private set; } = start;

    public override long TimestampFrequency => 1000;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Now);

    public override long GetTimestamp() => _passed;

    /// <summary>Lets time pass.</summary>
    public void Advance(long milliseconds) => (Now, _passed) = (Now + milliseconds, _passed + milliseconds);

    /// <summary>Sets the wall's time; none passes.</summary>
    public void Jump(long milliseconds) => Now += milliseconds;
}
