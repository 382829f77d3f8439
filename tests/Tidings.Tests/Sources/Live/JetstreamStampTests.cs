using System.Text;
using Tidings.Sources.Live;

namespace Tidings.Tests.Sources.Live;

public sealed class JetstreamStampTests
{
    const string Post = """
        {"did":"did:plc:a","time_us":1735689600000001,"kind":"commit","commit":{"rev":"3l","operation":"create","collection":"c","rkey":"k","record":{"rev":"x","text":"h"},"cid":"b"}}
        """;

    const string Account = """
        {"did":"did:plc:a","time_us":1735689600000001,"kind":"account","account":{"active":true,"did":"did:plc:a","seq":5,"time":"2025-01-01T00:00:00Z"}}
        """;

    readonly JetstreamStampReader _reader = new();

    [Fact]
    public void TryRead_Event_GivesItsTime()
    {
        Assert.True(_reader.TryRead(Encoding.UTF8.GetBytes(Post), out var stamp));
        Assert.Equal(1_735_689_600_000_001, stamp.TimeMicroseconds);
        Assert.NotNull(stamp.Key);
    }

    [Theory]
    [InlineData("\"did:plc:a\"", "\"did:plc:b\"")]
    [InlineData("\"3l\"", "\"3m\"")]
    [InlineData("\"create\"", "\"delete\"")]
    [InlineData("\"c\"", "\"d\"")]
    [InlineData("\"k\"", "\"l\"")]
    [InlineData("\"b\"", "\"c\"")]
    public void TryRead_AnotherEvent_HasAnotherKey(string part, string other) =>
        Assert.NotEqual(KeyOf(Post), KeyOf(Post.Replace(part, other, StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"h\"", "\"i\"")]
    [InlineData("1735689600000001", "1735689600000009")]
    [InlineData("did:plc:a", "did:plc:\\u0061")]
    [InlineData("\"kind\"", "\"cursor\":77,\"kind\"")]
    public void TryRead_TheSameEventOtherwiseWritten_HasTheSameKey(string part, string other) =>
        Assert.Equal(KeyOf(Post), KeyOf(Post.Replace(part, other, StringComparison.Ordinal)));

    [Theory]
    [InlineData("5", "6")]
    [InlineData("00:00:00Z", "00:00:01Z")]
    [InlineData("\"account\":", "\"identity\":")]
    public void TryRead_AnotherNoticeOfAnAccount_HasAnotherKey(string part, string other) =>
        Assert.NotEqual(KeyOf(Account), KeyOf(Account.Replace(part, other, StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"time_us":1735689600000001}""")]
    [InlineData("""{"did":"a","time_us":1735689600000001,"commit":{"operation":"create"}}""")]
    [InlineData("""{"did":7.5,"time_us":1735689600000001,"commit":null,"identity":[{"seq":1}]}""")]
    public void TryRead_EventThatIsNotNamed_IsNeverARepeat(string json)
    {
        if (_reader.TryRead(Encoding.UTF8.GetBytes(json), out var stamp) && stamp.Key is null)
            return;
        Assert.Fail($"{json} has the key {stamp.Key}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("[1]")]
    [InlineData("{\"time_us\":1735689600000001")]
    [InlineData("{\"time_us\":1735689600000001}x")]
    [InlineData("{\"time_us\":\"1735689600000001\"}")]
    [InlineData("{\"time_us\":1735689600}")]
    [InlineData("{\"time_us\":9735689600000001}")]
    [InlineData("{\"time_us\":1e15}")]
    [InlineData("{\"time_us\":1735689600000001,\"did\":\"\\ud800\"}")]
    public void TryRead_Garbage_IsNone(string json) => Assert.False(_reader.TryRead(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void TryRead_AnyBytes_NeverThrows()
    {
        var random = new Random(11);
        var event1 = Encoding.UTF8.GetBytes(Post);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = event1.AsSpan(0, random.Next(event1.Length + 1)).ToArray();
            for (var j = random.Next(4); j > 0 && bytes.Length > 0; j--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            _reader.TryRead(bytes, out _);
        }
    }

    [Fact]
    public void TryRead_Again_AllocatesNothing()
    {
        var json = Encoding.UTF8.GetBytes(Post);
        _reader.TryRead(json, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            _reader.TryRead(json, out _);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Window_KnownEvent_IsARepeatUntilItIsTooOld()
    {
        var window = new RepeatWindow();
        Assert.True(window.Add(new(1_000_000, 1)));
        Assert.False(window.Add(new(1_000_000, 1)));
        Assert.True(window.Add(new(21_000_000, 2)));
        Assert.False(window.Add(new(1_000_000, 1)));
        Assert.True(window.Add(new(21_000_001, 3)));
        Assert.True(window.Add(new(1_000_000, 1)));
    }

    [Fact]
    public void Window_Full_ForgetsTheFirst()
    {
        var window = new RepeatWindow(capacity: 3);
        for (var key = 1; key <= 4; key++)
            Assert.True(window.Add(new(5, (UInt128)key)));
        Assert.Equal(3, window.Count);
        Assert.True(window.Add(new(5, 1)));
        Assert.False(window.Add(new(5, 4)));
    }

    [Fact]
    public void Window_EventWithoutKey_IsNeverKnown()
    {
        var window = new RepeatWindow();
        Assert.True(window.Add(new(5, null)));
        Assert.True(window.Add(new(5, null)));
        Assert.Equal(0, window.Count);
    }

    [Fact]
    public void Window_ClockSetBack_StillForgetsByTime()
    {
        var window = new RepeatWindow();
        window.Add(new(90_000_000, 1));
        window.SetBack(30_000_000);
        window.Add(new(30_000_000, 2));
        Assert.False(window.Add(new(30_000_000, 2)));
        window.Add(new(111_000_000, 3));
        Assert.Equal(1, window.Count);
    }

    UInt128 KeyOf(string json)
    {
        Assert.True(_reader.TryRead(Encoding.UTF8.GetBytes(json), out var stamp));
        return stamp.Key!.Value;
    }
}
