using System.Diagnostics;
using Dapper;
using Tidings.Configuration;
using Tidings.Hours;
using Tidings.Storage.Postgres;

namespace Tidings.Tests.Storage.Postgres;

/// <summary>
/// The cost of large hours; the figures are printed. They take a minute, so they run only where explicit tests are asked
/// for.
/// </summary>
[Trait("Category", "Slow")]
public sealed class PostgresSpeedTests(ITestOutputHelper output)
{
    static readonly HourUtc Hour = HourUtc.OfUnixMilliseconds(Some.Hour);

    /// <summary>An hour's posts: two hashtags each on average, out of 20,000, most of them rare; a topic in five of six.</summary>
    const string Fill = """
        CREATE TEMP TABLE made AS
        SELECT i, CASE i % 5 WHEN 0 THEN 'x' WHEN 1 THEN 'mastodon' ELSE 'bluesky' END AS platform,
          CASE i % 5
            WHEN 0 THEN (1800000000000000000 + i)::text
            WHEN 1 THEN 'https://server' || i % 97 || '.example/users/name' || i % 50021 || '/statuses/' || i
            ELSE 'did:plc:' || left(md5((i % 150007)::text), 24) || '/' || left(md5(i::text), 13)
          END AS id,
          @start + (i * 9 % 3600000) * interval '1 millisecond' AS posted_at, (i * 7 % 150007) * 61234567891 AS author,
          floor(power(i * 7919 % 100003 / 100003.0, 3) * 20000)::int AS tag, i % 3 AS tags, i % 5 = 0 AS happy,
          i % 4 = 0 AS is_repost
        FROM generate_series(1::bigint, @posts) AS i;
        INSERT INTO post (platform, id, posted_at, received_at, author, followers, author_since, lang, is_repost,
          blacklisted, happy, text, text_key, compound, scorer)
        SELECT platform, id, posted_at, posted_at, author, CASE WHEN i % 4 > 0 THEN i % 3000 END,
          CASE WHEN i % 3 = 0 THEN timestamptz '2020-01-01Z' + (i % 2300) * interval '1 day' END,
          (ARRAY['en', 'de', 'ja', 'en,fr', NULL, 'en', 'pt'])[1 + i % 7], is_repost, i % 50 = 0, happy,
          'made up words about #Tag' || tag || ', number ' || i || ', long enough to be like a post of a person who has '
            || 'something to say, and a bit more',
          1 + (i * 31) % 330001, (i * 37 % 20001 - 10000) / 10000.0::float8, 'vader'
        FROM made ORDER BY i;
        INSERT INTO post_hashtag
        SELECT @start, 'tag' || (tag + k * 7919) % 20000, platform, id, author, happy, is_repost, 'Tag' || tag
        FROM made, generate_series(0, 2) AS k WHERE k <= tags ORDER BY i;
        INSERT INTO post_topic
        SELECT @start, (ARRAY['btc', 'eth', 'ada'])[1 + (i + k) % 3], platform, id, 'bitcoin'
        FROM made, generate_series(0, 1) AS k WHERE i % 3 > 0 AND (k = 0 OR i % 4 = 0) ORDER BY i;
        DROP TABLE made;
        """;

    TimeSpan Time(string what, Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        var elapsed = Stopwatch.GetElapsedTime(started);
        output.WriteLine($"{what}: {elapsed.TotalMilliseconds:N0} ms");
        return elapsed;
    }

    [Fact(Explicit = true)]
    public void Compute_HourOf400000Posts_TakesUnder2Seconds()
    {
        using var host = new PostgresStoreHost();
        host.Write([new PostVersion { Topics = [0] }]); // makes the partitions
        Time("filled", () => host.Connection.Execute(
            Fill, new { start = PostgresTime.Of(Some.Hour), posts = 400_000L }, commandTimeout: 0));
        var least = TimeSpan.MaxValue;
        for (var round = 0; round < 5; round++)
            foreach (var copies in Enum.GetValues<CopyPolicy>())
            {
                var rollUp = new PostgresRollUp(host.Store, new FilterOptions { Copies = copies });
                host.Connection.Execute(
                    "INSERT INTO dirty_hour (hour, why) VALUES (@start, 'test')", new { start = PostgresTime.Of(Some.Hour) });
                var took = Time(
                    $"computed, copies {copies}", () => rollUp.ComputeIfDirty(Hour, RollUpSchedule.SmallHour + 1));
                least = took < least ? took : least;
            }
        Assert.InRange(least.TotalSeconds, 0, 2);
        host.SealClosed(Hour);
        Time("pruned", () => Assert.InRange(host.Prune(0).Posts, 400_000, long.MaxValue));
    }
}
