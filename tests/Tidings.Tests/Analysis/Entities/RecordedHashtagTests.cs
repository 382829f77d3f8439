using System.Text.Json;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis;

/// <summary>Recorded posts of X carry the hashtags that X itself found.</summary>
public sealed class RecordedHashtagTests
{
    [Fact]
    public void Extract_RecordedOriginalPosts_GivesTheirHashtags()
    {
        string[] recordings =
        [
            "statuses_sample_2013-08-10_1100-1101", "statuses_sample_2015-08-16_2141_3min",
            "statuses_sample_2017-01-26_1600", "statuses_sample_2019-07-03_0629-0637",
        ];
        int posts = 0, tags = 0;
        var differing = new List<string>();
        foreach (var recording in recordings)
        {
            using var reader = new StreamReader(SharedData.Open($"twitter_v1/{recording}.jsonl.gz"));
            while (reader.ReadLine() is { } line)
            {
                if (line.Length == 0)
                    continue;
                using var json = JsonDocument.Parse(line);
                var status = json.RootElement;
                if (!status.TryGetProperty("text", out var text)
                    || (status.TryGetProperty("retweeted_status", out var original) && original.ValueKind == JsonValueKind.Object))
                    continue;
                var full = status.TryGetProperty("extended_tweet", out var extended) ? extended : status;
                if (full.TryGetProperty("full_text", out var fullText))
                    text = fullText;
                var expected = full.GetProperty("entities").GetProperty("hashtags").EnumerateArray()
                    .Select(tag => tag.GetProperty("text").GetString()!).ToArray();
                var plain = text.GetString()!.Replace("&lt;", "<", StringComparison.Ordinal)
                    .Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
                var found = Extracted.From(plain).Where(e => e.Kind == EntityKind.Hashtag).Select(e => e.Text);
                posts++;
                tags += expected.Length;
                if (!found.SequenceEqual(expected, StringComparer.Ordinal))
                    differing.Add($"{recording} {status.GetProperty("id_str")}");
            }
        }
        Assert.True(differing.Count == 0, $"{differing.Count} of {posts} posts differ:\n{string.Join('\n', differing.Take(10))}");
        Assert.Equal((19_187, 4_646), (posts, tags));
    }
}
