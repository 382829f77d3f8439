using System.Buffers;
using System.Text;
using Tidings.Posts;
using Tidings.Sources;
using Tidings.Sources.Live;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources.Live;

public sealed class AuthorMemberTests
{
    const string Post = """
        {"did":"did:plc:a","time_us":1735689600000001,"kind":"commit","commit":{"rev":"3lenigg4vbk2a","operation":"create","collection":"app.bsky.feed.post","rkey":"3lenigg4vbk2a","record":{"text":"h"},"cid":"b"}}
        """;

    const long May = 1_714_521_600_000;

    [Theory]
    [InlineData(1234L, May)]
    [InlineData(0L, null)]
    [InlineData(null, May)]
    [InlineData(null, null)]
    public void TryAppend_ToAPost_IsReadBack(long? followers, long? createdAt)
    {
        var target = new ArrayBufferWriter<byte>();
        Assert.True(AuthorMember.TryAppend(Encoding.UTF8.GetBytes(Post + " \n"), new(followers, createdAt), target));
        Assert.Equal((followers, createdAt), Read(Encoding.UTF8.GetString(target.WrittenSpan)));
    }

    [Fact]
    public void TryAppend_WhereTheEventHasOneAlready_OursCounts()
    {
        var target = new ArrayBufferWriter<byte>();
        var theirs = Post.TrimEnd()[..^1] + ""","tidings":{"author":{"followersCount":9}}}""";
        AuthorMember.TryAppend(Encoding.UTF8.GetBytes(theirs), new(5, null), target);
        Assert.Equal((5L, (long?)null), Read(Encoding.UTF8.GetString(target.WrittenSpan)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("7")]
    public void TryAppend_ToWhatIsNoObject_WritesNothing(string json) => Assert.False(
        AuthorMember.TryAppend(Encoding.UTF8.GetBytes(json), new(5, null), new ArrayBufferWriter<byte>()));

    [Theory]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"author":[{"followersCount":3}],"x":{"followersCount":4}}""")]
    [InlineData("""{"author":{"followersCount":-3,"createdAt":"soon","y":[1]}}""")]
    [InlineData("""{"author":{"followersCount":"3","createdAt":{"z":1}}}""")]
    public void Decode_OddMember_LeavesTheAuthorUnknown(string member) =>
        Assert.Equal((null, null), Read(Post.TrimEnd()[..^1] + $",\"tidings\":{member}}}"));

    [Fact]
    public void Cache_OldOrTooMany_AreForgotten()
    {
        var clock = new SteppedClock();
        var cache = new ProfileCache(clock, capacity: 2);
        foreach (var did in new[] { "a", "b", "c" })
            cache.Set(did, new(1, null));
        Assert.False(cache.TryGet("a", out _));
        Assert.True(cache.TryGet("c", out var profile));
        Assert.Equal(new(1, null), profile);
        clock.Pass(ProfileCache.Lifetime);
        Assert.False(cache.TryGet("c", out _));
        cache.Set("d", default);
        Assert.Equal(1, cache.Count);
    }

    static (long? Followers, long? CreatedAt) Read(string json)
    {
        var sink = new Seen();
        new RecordDecoder().Decode(Encoding.UTF8.GetBytes(json), 1_800_000_000_000, sink);
        Assert.True(sink.IsPost);
        return (sink.Followers, sink.Since);
    }

    sealed class Seen : IRecordSink
    {
        public bool IsPost { get; private set; }

        public long? Followers { get; private set; }

        public long? Since { get; private set; }

        public void Post(DecodedPost post) => (IsPost, Followers, Since) = (true, post.Followers, post.AuthorSince);

        public void Delete(in DecodedDelete notice)
        {
        }

        public void Account(in DecodedAccount notice)
        {
        }

        public void Other()
        {
        }

        public void Malformed(MalformedReason reason) => Assert.Fail($"{reason}");
    }
}
