using Tidings.Sources.Live;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources.Live;

public sealed class RequestPaceTests
{
    [Fact]
    public void TryPass_SoonerThanAllowed_IsRefusedToEverybody()
    {
        var clock = new SteppedClock();
        var pace = new RequestPace(clock, TimeSpan.FromMilliseconds(100));
        Assert.True(pace.TryPass());
        Assert.False(pace.TryPass());
        clock.Pass(TimeSpan.FromMilliseconds(99));
        Assert.False(pace.TryPass());
        clock.Pass(TimeSpan.FromMilliseconds(1));
        Assert.True(pace.TryPass());
        Assert.False(pace.TryPass());
    }
}
