using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>Real recordings against counts that were made independently of this program.</summary>
public sealed class ExpectedCountTests
{
    /// <summary>After all of them were recorded: 2026-11-01T00:00Z in unix milliseconds.</summary>
    const long Later = 1_793_491_200_000;

    /// <summary>File, posts, deletes, other, malformed.</summary>
    public static TheoryData<string, int, int, int, int> Recordings => new()
    {
        { "twitter_v1/statuses_sample_2013-08-10_1100-1101.jsonl.gz", 5_605, 613, 0, 0 },
        { "twitter_v1/statuses_sample_2015-08-16_2141_3min.jsonl.gz", 7_338, 961, 0, 0 },
        { "twitter_v1/filter_nl_2016-01-22_1000.jsonl.gz", 1_000, 0, 0, 0 },
        { "twitter_v1/statuses_sample_2017-01-26_1600.jsonl.gz", 3_696, 583, 0, 0 },
        { "twitter_v1/statuses_sample_2019-07-03_0629-0637.jsonl.gz", 16_377, 50_957, 0, 0 },
        { "twitter_v1/search_tweets_ja_2014.json.gz", 100, 0, 0, 0 },
        { "x_v2/filtered_stream_crypto_2022-02-06.jsonl", 24, 0, 0, 0 },
        { "x_v2/filtered_stream_with_error_2021-04-01.jsonl", 7, 0, 0, 1 },
        { "x_v2/filtered_stream_two_posts_one_chunk_2021.data", 3, 0, 0, 0 },
        { "x_v2/filtered_stream_one_post_2021.json", 1, 0, 0, 0 },
        { "x_v2/filtered_stream_reshaped_from_search_pages.jsonl.gz", 1_113, 0, 0, 0 },
        { "bluesky/jetstream_v1_live_2026-07-04_part1.jsonl", 8, 0, 68, 0 },
        { "bluesky/jetstream_v1_kinds_2026-05-25.jsonl", 1, 0, 9, 0 },
        { "bluesky/jetstream_v1_jsonbench_2024-11-21.ndjson", 3, 0, 7, 0 },
        { "bluesky/firehose_posts_2024_as_jetstream.jsonl.gz", 2_718, 0, 0, 0 },
        { "mastodon/stream_mastodon.social_2022-11-24_with_malformed_line.jsonl", 49, 0, 0, 1 },
        { "mastodon/statuses_api_2022_2025.jsonl.gz", 534, 0, 0, 0 },
    };

    /// <summary>Whatever else was recorded must be read to its end.</summary>
    public static TheoryData<string> Others =>
    [
        "twitter_v1/simplified_recorder_2021-07-06.jsonl.gz", "twitter_v1/extended_tweet_reference_samples.jsonl", "x_v2/stream_rules_response.json", "x_v2/raw_response_pages.jsonl.gz",
        "x_v2/flat_tweets_twarc.jsonl.gz", "x_v2/tweets_compliance.jsonl", "x_v2/users_compliance.jsonl", "bluesky/jetstream_v1_client_test_events.jsonl",
        "bluesky/most_liked_posts_2024.jsonl.gz", "bluesky/posts_search_2023_2025.csv.gz", "mastodon/timeline_camelcase_masto.js_2025-01.ndjson",
        "mastodon/fediverse_flavours_reference_samples.jsonl", "mastodon/posts_simplified_hashtag_search_2024.jsonl.gz",
    ];

    [Theory, MemberData(nameof(Recordings))]
    public void Read_Recording_CountsAsTold(string file, int posts, int deletes, int other, int malformed)
    {
        var sink = new CountingSink();
        using var stream = SharedData.Open(file);

        Assert.Equal(0, Decoded.Read(stream, Later, sink));
        Assert.Equal((posts, deletes, other, malformed), (sink.Posts, sink.Deletes, sink.Others, sink.Unusable));
    }

    [Theory, MemberData(nameof(Others))]
    public void Read_OtherFile_KeepsThePromises(string file)
    {
        var sink = new CheckingSink(Later);
        using var stream = SharedData.Open(file);
        Decoded.Read(stream, Later, sink);

        Assert.Null(sink.Fault);
        Assert.True(sink.Calls > 0);
        TestContext.Current.TestOutputHelper!.WriteLine($"{sink.Calls} records, {sink.Posts} posts, {sink.Deletes} deletes");
    }

    [Fact]
    public void Read_SeedExports_GiveEveryRow()
    {
        var sink = new CheckingSink(Later);
        foreach (var file in Directory.GetFiles(SharedData.Path("seed_moerv9/json"), "*.json.gz"))
        {
            using var stream = SharedData.Open(Path.Combine("seed_moerv9/json", Path.GetFileName(file)));
            Decoded.Read(stream, Later, sink);
        }

        Assert.Null(sink.Fault);
        Assert.Equal((18_144, 18_144), (sink.Posts, sink.Calls));
    }
}
