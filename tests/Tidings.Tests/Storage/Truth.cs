using System.Globalization;
using System.Text;
using Tidings.Configuration;
using Tidings.Posts;

namespace Tidings.Tests.Storage;

/// <summary>
/// What the tables must hold after a set of events, told from the whole set at once and without a database: the rules
/// of the design, written a second time and as naively as possible.
/// </summary>
sealed partial class Truth
{
    readonly IReadOnlyList<StoreEvent> _events;
    readonly FilterOptions _filter;
    readonly List<PostVersion> _posts = [];

    Truth(IReadOnlyList<StoreEvent> events, FilterOptions filter)
    {
        // What is made irrelevant leaves no trace, unless an update brings the same key back into sight.
        _events = [.. events.Where(
            happening => happening is not PostVersion { IsRelevant: false, IsOriginal: true } post
                || post.Platform == Platform.Bluesky)];
        _filter = filter;
        foreach (var versions in _events.OfType<PostVersion>().GroupBy(post => (post.Platform, post.Id)))
            if (Standing([.. versions]) is { } post)
                _posts.Add(post);
    }

    /// <summary>The tables as <see cref="StoreHost.Tables"/> prints them.</summary>
    public static string Tables(IReadOnlyList<StoreEvent> events, FilterOptions filter)
    {
        var truth = new Truth(events, filter);
        var text = new StringBuilder();
        Append("post", truth.PostRows());
        Append("post_hashtag", truth.HashtagRows());
        Append("post_topic", truth.TopicRows());
        Append("hashtag_hour", truth.HashtagHours());
        Append("topic_hour", truth.TopicHours());
        return text.ToString();

        void Append(string name, IEnumerable<object?[]> rows)
        {
            text.Append(name).Append(":\n");
            foreach (var row in rows)
                text.Append("  ").AppendJoin(
                    '|', row.Select(value => Convert.ToString(
                        value is bool truth ? truth ? 1 : 0 : value, CultureInfo.InvariantCulture))).Append('\n');
        }
    }

    /// <summary>The version of a post that is public in the end, at its event time; null where none is.</summary>
    PostVersion? Standing(PostVersion[] versions)
    {
        var highest = versions.MaxBy(post => post.Version)!;
        if (!highest.IsRelevant || IsDeleted(versions, highest) || StateOf(highest) != AccountState.Active)
            return null;
        // The event time is that of the last making that is known, else of the first edit. What is made irrelevant
        // says nothing.
        var makings = versions.Where(post => post is { IsOriginal: true, IsRelevant: true }).ToList();
        var timed = makings.Count > 0
            ? makings.MaxBy(post => post.Version)!
            : versions.Where(post => !post.IsOriginal).MinBy(post => post.Version)!;
        return highest with { PostedAt = timed.PostedAt };
    }

    bool IsDeleted(PostVersion[] versions, PostVersion highest)
    {
        var deletes = _events.OfType<PostDelete>().Where(delete => delete.Platform == highest.Platform);
        return highest.Platform switch
        {
            Platform.Bluesky => deletes.Any(delete => delete.Id == highest.Id && delete.Version >= highest.Version),
            Platform.X => deletes.Any(
                delete => delete.Id == highest.Id || versions.Any(post => post.NativeIds.Contains(delete.Id))),
            _ => deletes.Any(delete => versions.Any(post => post.NativeIds.Contains(delete.Id))),
        };
    }

    AccountState StateOf(PostVersion post)
    {
        var notices = _events.OfType<AccountNotice>()
            .Where(notice => post.Platform == Platform.Bluesky && notice.Did == post.Author).ToList();
        return notices.Count == 0 ? AccountState.Active
            : notices.Any(notice => notice.State == AccountState.Deleted) ? AccountState.Deleted
            : notices.MaxBy(notice => notice.At)!.State;
    }

    IEnumerable<object?[]> PostRows() => _posts
        .OrderBy(post => post.Platform.Name(), StringComparer.Ordinal).ThenBy(post => post.Id, StringComparer.Ordinal)
        .Select(post => new object?[]
        {
            post.Platform.Name(), post.Id, post.PostedAt, Some.Pseudonym(post.Platform, post.Author), null,
            post.Followers, post.AuthorSince, post.Verified, NullIfEmpty(post.Location), NullIfEmpty(post.Languages),
            null, post.IsRepost, post.IsBlacklisted, post.IsHappy,
            post.Text, post.TextKey == 0 ? null : post.TextKey, post.Compound / 10_000.0, "vader",
        });

    static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    IEnumerable<object?[]> HashtagRows() =>
        from post in _posts
        from tag in post.Hashtags
        let key = tag.ToLowerInvariant()
        orderby HourOf(post), key, post.Platform.Name(), post.Id
        select new object?[]
        {
            HourOf(post), key, post.Platform.Name(), post.Id, Some.Pseudonym(post.Platform, post.Author), post.IsHappy,
            post.IsRepost, tag,
        };

    IEnumerable<object?[]> TopicRows() =>
        from post in _posts
        from topic in post.Topics
        orderby HourOf(post), Some.Topics[topic].Name, post.Platform.Name(), post.Id
        select new object?[]
        {
            HourOf(post), Some.Topics[topic].Name, post.Platform.Name(), post.Id, Some.Topics[topic].Synonyms[0],
        };

    static long HourOf(PostVersion post) => post.PostedAt - post.PostedAt % 3_600_000;
}
