namespace Tidings.Tests.Storage;

/// <summary>A clock that stands.</summary>
sealed class ManualClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.FromUnixTimeMilliseconds(Some.Hour + Some.Day);

    public override DateTimeOffset GetUtcNow() => Now;
}
