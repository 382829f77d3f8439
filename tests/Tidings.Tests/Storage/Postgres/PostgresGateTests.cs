using Tidings.Storage.Postgres;

namespace Tidings.Tests.Storage.Postgres;

public sealed class PostgresGateTests
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Fact]
    public void TryEnter_Full_GivesUp()
    {
        var gate = new PostgresGate(2, TimeProvider.System);

        Assert.True(gate.TryEnter(Long) && gate.TryEnter(Long));
        Assert.False(gate.TryEnter(TimeSpan.Zero));
        Assert.False(gate.TryEnter(TimeSpan.FromMilliseconds(5)));

        gate.Leave();
        Assert.True(gate.TryEnter(TimeSpan.Zero));
        Assert.Equal(2, gate.Inside);
    }

    [Fact]
    public void Narrow_LetsOneInOnceAllHaveLeft()
    {
        var gate = new PostgresGate(3, TimeProvider.System);
        gate.TryEnter(Long);
        gate.TryEnter(Long);

        gate.Narrow();
        gate.Leave();
        Assert.False(gate.TryEnter(TimeSpan.Zero));
        gate.Leave();

        Assert.True(gate.TryEnter(TimeSpan.Zero));
        Assert.False(gate.TryEnter(TimeSpan.Zero));
    }

    [Fact]
    public void TryEnter_ByOneWhoComesAtOnceAgain_IsAfterThoseWhoWait()
    {
        var gate = new PostgresGate(1, TimeProvider.System);
        gate.TryEnter(Long);
        var order = new List<string>();
        var other = new Thread(() =>
        {
            gate.TryEnter(Long);
            order.Add("who waited");
            gate.Leave();
        });
        other.IsBackground = true;
        other.Start();
        Assert.True(SpinWait.SpinUntil(() => other.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Long));

        gate.Leave();
        Assert.True(gate.TryEnter(Long));
        order.Add("who came again");

        Assert.True(other.Join(Long));
        Assert.Equal(["who waited", "who came again"], order);
    }
}
