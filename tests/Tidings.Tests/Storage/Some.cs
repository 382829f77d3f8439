using System.Text;
using Tidings.Analysis;
using Tidings.Posts;
using Tidings.Queue;

namespace Tidings.Tests.Storage;

/// <summary>Makes batches out of events.</summary>
static class Some
{
    /// <summary>2026-05-01T13:00Z, unix milliseconds.</summary>
    public const long Hour = 1_777_640_400_000;

    public const long Minute = 60_000;
    public const long Day = 86_400_000;

    public static readonly IReadOnlyList<TopicDefinition> Topics =
        [new("btc", ["#btc", "bitcoin"]), new("eth", ["#eth", "ether"]), new("ada", ["#ada"])];

    /// <summary>A batch of a session that has listened from the hour's start to an instant.</summary>
    public static BatchHeader Header(long number, long to, string session = "s1", string source = "bluesky") => new()
    {
        Id = new(session, number),
        Source = source,
        ReceivedFrom = to,
        ReceivedTo = to,
        ListeningSince = Hour,
    };

    public static PostBatch Batch(IEnumerable<StoreEvent> events)
    {
        var batch = new PostBatch();
        foreach (var happening in events)
        {
            if (happening is PostVersion post)
                Add(batch, post);
            else if (happening is PostDelete delete)
                batch.Add(new DecodedDelete(
                    delete.Platform, Utf8(delete.Id), delete.IsNativeId, delete.Version, delete.At, delete.PostedAt));
            else if (happening is AccountNotice account)
                batch.Add(new DecodedAccount(Platform.Bluesky, Utf8(account.Did), account.State, account.At),
                    Pseudonym(Platform.Bluesky, account.Did));
        }
        return batch;
    }

    /// <summary>The pseudonym of an author: any number will do that differs by platform and name.</summary>
    public static long Pseudonym(Platform platform, string author) =>
        author.Aggregate(unchecked((long)0xcbf29ce484222325) + (long)platform,
            (hash, letter) => unchecked((hash ^ letter) * 0x100000001b3));

    static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    static void Add(PostBatch batch, PostVersion post)
    {
        batch.SawPost(post.PostedAt);
        foreach (var nativeId in post.NativeIds)
            batch.AddNativeId(Utf8(nativeId));
        foreach (var spelling in post.Hashtags)
            batch.AddHashtag(new(batch.Add(Utf8(spelling.ToLowerInvariant())), batch.Add(Utf8(spelling))));
        foreach (var topic in post.Topics)
            batch.AddTopic(new(topic, 0));
        batch.Add(new PostRow
        {
            Platform = post.Platform,
            Id = batch.Add(Utf8(post.Id)),
            Version = post.Version,
            IsOriginal = post.IsOriginal,
            PostedAt = post.PostedAt,
            ReceivedAt = post.ReceivedAt,
            Author = Pseudonym(post.Platform, post.Author),
            Followers = post.Followers,
            AuthorSince = post.AuthorSince,
            Verified = post.Verified,
            Location = batch.Add(Utf8(post.Location)),
            Languages = batch.Add(Utf8(post.Languages)),
            IsRepost = post.IsRepost,
            Text = batch.Add(Utf8(post.Text)),
            IsRelevant = post.IsRelevant,
            IsBlacklisted = post.IsBlacklisted,
            IsHappy = post.IsHappy,
            TextKey = post.TextKey,
            Compound = post.Compound,
        });
    }
}
