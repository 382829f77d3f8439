using System.Text;
using Tidings.Storage.Sqlite;

namespace Tidings.Tests.Storage;

public sealed class TopicPairsTests
{
    static readonly byte[] X = "x"u8.ToArray();
    static readonly byte[] Bluesky = "bluesky"u8.ToArray();

    [Fact]
    public void First_PostOfTwoTopics_GivesBothInOrder()
    {
        var pairs = new TopicPairs(1 << 20, 4);
        Assert.True(pairs.TryAdd(0, X, "1"u8) && pairs.TryAdd(0, Bluesky, "1"u8));
        Assert.True(pairs.TryAdd(1, X, "1"u8) && pairs.TryAdd(1, X, ""u8));
        pairs.Link();
        Assert.Equal((0, 2, 1), (pairs.First(X, "1"u8), pairs.Next(0, X, "1"u8), pairs.Topic(2)));
        Assert.True(pairs.Next(2, X, "1"u8) < 0);
        Assert.Equal((1, 3), (pairs.First(Bluesky, "1"u8), pairs.First(X, ""u8)));
        Assert.True(pairs.First(X, "2"u8) < 0 && pairs.First("seed"u8, "1"u8) < 0 && pairs.First(Bluesky, ""u8) < 0);
    }

    [Fact]
    public void First_ManyPages_FindsEach()
    {
        const int count = 30_000;
        var pairs = new TopicPairs(16 << 20, count);
        for (var i = 0; i < count; i++)
            Assert.True(pairs.TryAdd(i % 5, X, Id(i)));
        pairs.Link();
        for (var i = 0; i < count; i++)
            Assert.Equal((i, i % 5), (pairs.First(X, Id(i)), pairs.Topic(i)));
    }

    [Fact]
    public void TryAdd_BeyondTheBound_Refuses()
    {
        var pairs = new TopicPairs(1 << 20, 30_000);
        var i = 0;
        while (pairs.TryAdd(0, X, Id(i)))
            i++;
        Assert.InRange(i, (1 << 20) / (Id(0).Length + 3), 30_000);
        Assert.False(new TopicPairs(0, 1).TryAdd(0, X, "1"u8));
    }

    [Fact]
    public void TryAdd_LongestId_IsFoundAndALongerOneRefused()
    {
        var pairs = new TopicPairs(4 << 20, 2);
        var id = new byte[ushort.MaxValue];
        Assert.True(pairs.TryAdd(3, X, id));
        Assert.False(pairs.TryAdd(3, X, new byte[ushort.MaxValue + 1]));
        pairs.Link();
        Assert.Equal(0, pairs.First(X, id));
    }

    static byte[] Id(int i) => Encoding.UTF8.GetBytes($"made-up-identity-of-some-length-{i:D9}");
}
