using System.Text;
using Tidings.Posts;
using Tidings.Tests.Storage;
using Some = Tidings.Tests.Storage.Some;

namespace Tidings.Tests.Posts;

public sealed class PostBatchTests
{
    static readonly StoreEvent[] First =
    [
        new PostVersion { Id = "1", Text = "one", Hashtags = ["Joy"], Topics = [1], NativeIds = ["11", "12"], Location = "here" },
        new PostDelete { Id = "2" },
        new PostVersion { Id = "3", Platform = Platform.Mastodon, Text = "three" },
    ];

    static readonly StoreEvent[] Second =
    [
        new PostVersion { Id = "4", PostedAt = Some.Hour - Some.Day, Text = "four", Hashtags = ["Tea", "Rain"], Topics = [0, 2], Languages = "de" },
        new AccountNotice("did:plc:a", AccountState.Hidden, 7),
        new PostVersion { Id = "5", Hashtags = ["Joy"], NativeIds = ["15"] },
        new PostDelete { Id = "6", Platform = Platform.Mastodon, IsNativeId = true },
    ];

    [Fact]
    public void Add_AnotherBatch_HoldsTheRowsOfBoth()
    {
        var both = new PostBatch();
        both.Add(Some.Batch(First));
        both.Add(Some.Batch(Second));
        var expected = Some.Batch([.. First, .. Second]);
        Assert.Equal(Lines(expected), Lines(both));
        Assert.Equal(expected.EarliestHour, both.EarliestHour);
        Assert.Equal(expected.Count, both.Count);
        both.Add(Some.Batch([]));
        Assert.Equal(Lines(expected), Lines(both));
    }

    [Fact]
    public void Add_PostBehindAnotherBatch_HasItsOwnParts()
    {
        var batch = new PostBatch();
        batch.Add(Some.Batch(First));
        batch.AddHashtag(new(batch.Add("late"u8), batch.Add("Late"u8)));
        batch.Add(new PostRow { Id = batch.Add("9"u8) });
        Assert.Equal("late", Text(batch, batch.HashtagsOf(batch.Posts[^1])[0].Key));
        Assert.Equal(0, batch.TopicsOf(batch.Posts[^1]).Length);
    }

    static List<string> Lines(PostBatch batch)
    {
        var lines = new List<string>();
        foreach (var post in batch.Posts)
        {
            var line = $"{post.Platform} {Text(batch, post.Id)} v{post.Version} {post.PostedAt} {post.Author} "
                + $"[{Text(batch, post.Text)}] [{Text(batch, post.Location)}] [{Text(batch, post.Languages)}] [{Text(batch, post.AuthorName)}]";
            foreach (var hashtag in batch.HashtagsOf(post))
                line += $" #{Text(batch, hashtag.Key)}/{Text(batch, hashtag.Spelling)}";
            foreach (var topic in batch.TopicsOf(post))
                line += $" topic {topic}";
            foreach (var nativeId in batch.NativeIdsOf(post))
                line += $" native {Text(batch, nativeId)}";
            lines.Add(line);
        }
        foreach (var notice in batch.Deletes)
            lines.Add($"delete {notice.Platform} {Text(batch, notice.Id)} {notice.IsNativeId} {notice.Version}");
        foreach (var notice in batch.Accounts)
            lines.Add($"account {Text(batch, notice.AuthorId)} {notice.Author} {notice.State} {notice.At}");
        return lines;
    }

    static string Text(PostBatch batch, ByteRange range) => Encoding.UTF8.GetString(batch[range]);
}
