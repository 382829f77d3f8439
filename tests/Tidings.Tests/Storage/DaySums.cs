using System.Data;
using Tidings.Storage.Queries;

namespace Tidings.Tests.Storage;

/// <summary>What <c>top</c> answers, beside the same added up from the hours as naively as possible.</summary>
static class DaySums
{
    /// <summary>Each hashtag with its four sums: from the hours one by one, and as the program finds them.</summary>
    public static (string Expected, string Found) Of(IDbConnection connection, Window window) => (
        Text(HashtagQueries.Hours(connection, window).GroupBy(hour => hour.Hashtag).Select(hours => (
            hours.Key, hours.Sum(hour => hour.Posts), hours.Sum(hour => hour.Happy), hours.Sum(hour => hour.Authors),
            hours.Sum(hour => hour.HappyAuthors)))),
        Text(HashtagQueries.Top(connection, window, HashtagOrder.Posts, limit: 1_000_000, minAuthors: 0).Select(
            rank => (rank.Hashtag, rank.Posts, rank.Happy, rank.Authors, rank.HappyAuthors))));

    static string Text(IEnumerable<(string, long, long, long, long)> sums) =>
        string.Join('\n', sums.Select(sum => $"{sum}").Order(StringComparer.Ordinal));
}
