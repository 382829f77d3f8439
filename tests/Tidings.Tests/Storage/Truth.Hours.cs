using Tidings.Configuration;
using Tidings.Posts;

namespace Tidings.Tests.Storage;

sealed partial class Truth
{
    static readonly string[] Reasons = ["repost", "language", "followers", "account_age", "blacklist"];

    IEnumerable<object?[]> HashtagHours() =>
        from post in _posts
        where !post.IsRepost
        from tag in post.Hashtags
        let key = tag.ToLowerInvariant()
        group post by (Hour: HourOf(post), Key: key) into posts
        orderby posts.Key.Hour, posts.Key.Key
        select new object?[]
        {
            posts.Key.Hour, posts.Key.Key, posts.Count(), posts.Count(post => post.IsHappy), Authors(posts),
            Authors(posts.Where(post => post.IsHappy)),
        };

    static int Authors(IEnumerable<PostVersion> posts) =>
        posts.Select(post => (post.Platform, post.Author)).Distinct().Count();

    IEnumerable<object?[]> TopicHours() =>
        from post in _posts
        from topic in post.Topics
        group post by (Hour: HourOf(post), Some.Topics[topic].Name) into posts
        orderby posts.Key.Hour, posts.Key.Name
        select TopicHour(posts.Key.Hour, posts.Key.Name, [.. posts]);

    object?[] TopicHour(long hour, string topic, PostVersion[] posts)
    {
        var accepted = posts.Where(post => Refusal(post) is null).ToArray();
        var scored = accepted.Where(post => !IsCopy(post, accepted)).ToArray();
        var counted = scored.Where(post => post.Compound != 0 || _filter.IncludeNeutral).ToArray();
        return
        [
            hour, topic, posts.Length, accepted.Length,
            Json(Reasons.Select(reason => (reason, posts.Count(post => Refusal(post) == reason)))),
            Json([
                ("language", accepted.Count(post => post.Languages.Length == 0)),
                ("followers", accepted.Count(post => post.Followers is null)),
                ("account_age", accepted.Count(post => post.AuthorSince is null)),
            ]),
            accepted.Length - scored.Length, scored.Length,
            scored.Count(post => post.Compound == 0), scored.Count(post => post.Compound <= -500),
            scored.Count(post => post.Compound is > -500 and < 500), scored.Count(post => post.Compound >= 500),
            Mean(counted, _ => 1), Deviation(counted), Mean(counted, Weight),
        ];
    }

    /// <summary>The first filter that refuses a post.</summary>
    string? Refusal(PostVersion post)
    {
        if (post.IsRepost && _filter.Reposts == RepostPolicy.Drop)
            return "repost";
        if (post.Languages.Length > 0 && _filter.Languages.Count > 0
            && !post.Languages.Split(',').Intersect(_filter.Languages).Any())
            return "language";
        if (post.Followers < _filter.MinFollowers)
            return "followers";
        if (post.AuthorSince is { } since
            && TimeSpan.FromMilliseconds(post.PostedAt - since).Days < _filter.MinAccountAgeDays)
            return "account_age";
        return post.IsBlacklisted ? "blacklist" : null;
    }

    bool IsCopy(PostVersion post, PostVersion[] accepted)
    {
        var alike = accepted.Where(other => other.TextKey == post.TextKey && post.TextKey != 0)
            .OrderBy(other => other.PostedAt).ThenBy(other => other.Platform.Name(), StringComparer.Ordinal)
            .ThenBy(other => other.Id, StringComparer.Ordinal)
            .ToList();
        return alike.Count > 1
            && (_filter.Copies == CopyPolicy.DropAll || (_filter.Copies == CopyPolicy.KeepFirst && alike[0] != post));
    }

    static decimal Weight(PostVersion post) =>
        post.Followers is { } followers ? Math.Round((decimal)Math.Log10(10 + followers), 4) : 1;

    static double? Mean(PostVersion[] posts, Func<PostVersion, decimal> weight) => posts.Length == 0 ? null
        : (double)Math.Round(
            posts.Sum(post => weight(post) * post.Compound / 10_000) / posts.Sum(weight), 6,
            MidpointRounding.AwayFromZero) + 0.0; // no -0

    static double? Deviation(PostVersion[] posts)
    {
        if (posts.Length == 0)
            return null;
        var mean = posts.Average(post => (decimal)post.Compound);
        return Math.Round(
            Math.Sqrt((double)posts.Average(post => (post.Compound - mean) * (post.Compound - mean))) / 10_000, 6);
    }

    static string Json(IEnumerable<(string Name, int Count)> counts) =>
        "{" + string.Join(
            ',', counts.Where(pair => pair.Count > 0).Select(pair => $"\"{pair.Name}\":{pair.Count}")) + "}";
}
