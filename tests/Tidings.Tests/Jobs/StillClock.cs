namespace Tidings.Tests.Jobs;

/// <summary>A clock that stands, and for which no time passes either.</summary>
sealed class StillClock : TimeProvider
{
    public long Now { get; set; } = Storage.Some.Hour + Storage.Some.Minute;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Now);

    public override long GetTimestamp() => 1;
}
