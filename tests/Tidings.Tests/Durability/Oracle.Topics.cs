using System.Globalization;
using System.Numerics;
using Tidings.Tests.Analysis.Sentiment.Vader;

namespace Tidings.Tests.Durability;

sealed partial class Oracle
{
    IEnumerable<string> TopicHours() =>
        from post in _posts
        from topic in OracleText.TopicsOf(post)
        group post by (post.Hour, Topic: topic) into posts
        select TopicHour(posts.Key.Hour, posts.Key.Topic, [.. posts]);

    static string TopicHour(long hour, string topic, List<OraclePost> posts)
    {
        var accepted = posts.Where(post => Refusal(post) is null).ToList();
        var scored = accepted.Where(post => !IsCopy(post, accepted)).ToList();
        var points = scored.Select(Points).ToList();
        var counted = scored.Where(post => Points(post) != 0).ToList();
        return Row(
            "topic_hour", hour, topic, posts.Count, accepted.Count,
            Json(posts.Select(Refusal).OfType<string>()),
            Json([
                .. accepted.Where(post => post.Languages.Count == 0).Select(_ => "language"),
                .. accepted.Where(post => post.Followers is null).Select(_ => "followers"),
                .. accepted.Where(post => post.AuthorSince is null).Select(_ => "account_age")]),
            accepted.Count - scored.Count, scored.Count, points.Count(value => value == 0),
            points.Count(value => value <= -500), points.Count(value => value is > -500 and < 500),
            points.Count(value => value >= 500), Mean(counted, _ => 1), Deviation(counted), Mean(counted, Weight));
    }

    /// <summary>The first filter that refuses a post; an unknown attribute passes.</summary>
    static string? Refusal(OraclePost post) =>
        post.IsRepost ? "repost"
        : post.Languages.Count > 0 && !post.Languages.Contains("en") ? "language"
        : post.Followers < 500 ? "followers"
        : post.AuthorSince is { } since && WholeDays(post.PostedAt - since) < 60 ? "account_age"
        : OracleText.IsBlacklisted(post) ? "blacklist"
        : null;

    static long WholeDays(long milliseconds) => milliseconds / (24 * 3_600_000);

    static bool IsCopy(OraclePost post, List<OraclePost> accepted) =>
        OracleText.CopyKey(post).Length > 0
        && accepted.Any(other => other != post && OracleText.CopyKey(other) == OracleText.CopyKey(post));

    /// <summary>The compound in whole ten-thousandths.</summary>
    static int Points(OraclePost post) => (int)Math.Round(VaderReference.Score(post.Text).Compound * 10_000);

    /// <summary>In whole ten-thousandths too.</summary>
    static long Weight(OraclePost post) =>
        post.Followers is { } followers ? (long)Math.Round(Math.Log10(10 + followers) * 10_000) : 10_000;

    static string Mean(List<OraclePost> posts, Func<OraclePost, long> weight) => posts.Count == 0
        ? ""
        : Millionths(
            posts.Aggregate(BigInteger.Zero, (sum, post) => sum + weight(post) * Points(post)) * 100,
            posts.Sum(weight));

    /// <summary>The square root of n·Σx² - (Σx)², over n.</summary>
    static string Deviation(List<OraclePost> posts)
    {
        if (posts.Count == 0)
            return "";
        BigInteger sum = posts.Sum(post => (long)Points(post));
        BigInteger squares = posts.Sum(post => (long)Points(post) * Points(post));
        // twenty digits of the root are enough to round six of them
        var root = Root((posts.Count * squares - sum * sum) * BigInteger.Pow(10, 40));
        return Millionths(root * 100, posts.Count * BigInteger.Pow(10, 20));
    }

    /// <summary>The whole part of a square root, by halving.</summary>
    static BigInteger Root(BigInteger square)
    {
        BigInteger low = 0, high = square + 1;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = middle * middle <= square ? (middle, high) : (low, middle);
        }
        return low;
    }

    /// <summary>A ratio in millionths, rounded half away from zero, as a decimal number.</summary>
    static string Millionths(BigInteger over, BigInteger under)
    {
        var rounded = (2 * BigInteger.Abs(over) + under) / (2 * under) * over.Sign;
        return Number((decimal)rounded / 1_000_000);
    }

    static string Number(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>How often each name is there, in the order of the names.</summary>
    static string Json(IEnumerable<string> names) => "{" + string.Join(
        ',', names.GroupBy(name => name).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"\"{group.Key}\":{group.Count()}")) + "}";
}
