using Tidings.Queue;

namespace Tidings.Tests.Queue;

public sealed class BatchCutterTests
{
    const long Start = Some.Hour;

    static BatchCutter Cutter(bool isLive = true) => new("stream", "s1", Start, isLive, place => $"at {place}");

    [Fact]
    public void IsDue_OldestRecordIsOfTheMaximumAge_IsDue()
    {
        var cutter = Cutter();
        cutter.Add("a"u8, Start + 10, 1);
        cutter.Add("b"u8, Start + 150, 2);
        Assert.False(cutter.IsDue(Start + 209));
        Assert.True(cutter.IsDue(Start + 210));
    }

    [Fact]
    public void IsDue_ClockWentBack_DoesNotWaitForItToReturn()
    {
        var cutter = Cutter();
        cutter.Add("a"u8, Start + 10, 1);
        Assert.True(cutter.IsDue(Start + 9));
    }

    [Fact]
    public void IsDue_LiveSourceIsSilent_EachHeartbeatInterval()
    {
        var cutter = Cutter();
        Assert.False(cutter.IsDue(Start + 4_999));
        Assert.True(cutter.IsDue(Start + 5_000));
        var header = cutter.Cut(Start + 5_000).Batch.Header;
        Assert.True(header.IsNotice);
        Assert.Equal((Start, Start + 5_000), (header.ListeningSince, header.ReceivedTo));
        Assert.False(cutter.IsDue(Start + 9_999));
        Assert.True(cutter.IsDue(Start + 10_000));
        Assert.False(Cutter(isLive: false).IsDue(Start + 60_000)); // a recording has nothing to say
    }

    [Fact]
    public void Add_UpToTheMaximumBytes_IsFull()
    {
        var cutter = Cutter();
        Assert.False(cutter.Add(new byte[BatchCutter.MaxRecordBytes - 1], Start, 1));
        Assert.False(cutter.IsDue(Start));
        Assert.True(cutter.Add(new byte[1], Start, 2));
        Assert.True(cutter.IsDue(Start));
        Assert.Equal(2, cutter.Cut(Start).Batch.Header.Records);
        Assert.Equal(0, cutter.Records);
    }

    [Fact]
    public void Cut_ClockWentBack_TimesDoNotRunBack()
    {
        var cutter = Cutter();
        Assert.Equal(Start + 100, cutter.Cut(Start + 100).Batch.Header.ReceivedTo);
        cutter.Add("a"u8, Start + 50, 1);
        var header = cutter.Cut(Start + 20).Batch.Header;
        Assert.Equal((Start + 100, Start + 100), (header.ReceivedFrom, header.ReceivedTo));
        header = cutter.Cut(Start - 20).Batch.Header;
        Assert.Equal((Start + 100, Start + 100), (header.ReceivedFrom, header.ReceivedTo));
    }

    [Fact]
    public void Cut_Cursor_IsThePlaceBehindTheLastRecord()
    {
        var cutter = Cutter();
        Assert.Null(cutter.Cut(Start).Cursor);
        cutter.Add("a"u8, Start, 7);
        cutter.Add("b"u8, Start, 8);
        Assert.Equal("at 8", cutter.Cut(Start).Cursor);
        Assert.Equal("at 8", cutter.Cut(Start).Cursor); // a heartbeat repeats it
    }

    [Fact]
    public void Number_TakenBack_IsGivenToTheNext()
    {
        var cutter = Cutter();
        var (one, two) = (cutter.Cut(Start).Batch, cutter.Cut(Start, ends: true).Batch);
        Assert.Equal(0, one.Header.Id.Number);
        (one, two) = (cutter.Number(one), cutter.Number(two));
        Assert.Equal((new BatchId("s1", 1), new BatchId("s1", 2)), (one.Header.Id, two.Header.Id));
        two = cutter.Unnumber(two);
        one = cutter.Unnumber(one);
        Assert.Equal((0, 0), (one.Header.Id.Number, two.Header.Id.Number));
        Assert.Equal(new("s1", 1), cutter.Number(two).Header.Id);
        Assert.True(two.Header.EndsSession);
    }
}
