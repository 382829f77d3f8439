using System.Text;
using System.Text.RegularExpressions;

namespace Tidings.Tests.Durability;

/// <summary>What the recordings must hold for the proof to be worth something.</summary>
public sealed class RawRecordingTests
{
    const int Seeds = 12;

    [Fact]
    public void Lines_SameSeed_AreTheSame()
    {
        Assert.Equal(new RawRecording(5).Lines, new RawRecording(5).Lines);
        Assert.NotEqual(new RawRecording(5).Lines, new RawRecording(6).Lines);
        Assert.Equal(70, new RawRecording(5, new() { Lines = 70 }).Lines.Count);
    }

    [Fact]
    public void Deliver_AnyOrder_BringsEveryLine()
    {
        var recording = new RawRecording(1, new() { Lines = 50 });
        for (var seed = 0; seed < 50; seed++)
        {
            var pieces = recording.Deliver(new Random(seed));
            Assert.Equal(Enumerable.Range(0, 50), pieces.SelectMany(piece => piece).Distinct().Order());
            Assert.DoesNotContain(pieces, piece => piece.Length == 0);
        }
    }

    /// <summary>Without the lines of one kind most recordings have other hours: they meet posts that count.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("^..delete")]
    [InlineData("event_at")]
    [InlineData("event...delete")]
    [InlineData("operation...delete")]
    [InlineData("operation...update")]
    [InlineData("kind...account")]
    [InlineData("status.update")]
    [InlineData("edit_history_(tweet|post)_ids...[^]]*,")]
    [InlineData("retweeted")]
    [InlineData("m.example/original")]
    [InlineData("extended_tweet|note_tweet|note_post")]
    [InlineData("facets")]
    [InlineData("\"tags\"")]
    public void Lines_OfEachKind_ChangeTheHours(string pattern)
    {
        var changed = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var lines = new RawRecording(seed).Lines;
            var kind = new Regex(pattern);
            var without = new Oracle(lines, index => kind.IsMatch(Encoding.UTF8.GetString(lines[index])));
            if (Oracle.Compare(new Oracle(lines).Rows, without.Rows).Length > 0)
                changed++;
        }
        Assert.True(changed >= Seeds * 2 / 3, $"{pattern}: {changed} of {Seeds}");
    }

    [Fact]
    public void Lines_OfAllSeeds_MeetEveryFilterAndCopies()
    {
        var rows = Enumerable.Range(0, Seeds).SelectMany(seed => new Oracle(new RawRecording(seed).Lines).Rows)
            .ToList();
        var topics = rows.Select(row => row.Split('|')).Where(row => row[0] == "topic_hour").ToList();
        var hashtags = rows.Select(row => row.Split('|')).Where(row => row[0] == "hashtag_hour").ToList();
        foreach (var reason in new[] { "repost", "language", "followers", "account_age", "blacklist" })
            Assert.Contains(topics, row => row[5].Contains(reason, StringComparison.Ordinal));
        foreach (var attribute in new[] { "language", "followers", "account_age" })
            Assert.Contains(topics, row => row[6].Contains(attribute, StringComparison.Ordinal));
        Assert.True(topics.Count(row => row[7] != "0") > Seeds); // copies
        Assert.True(topics.Count(row => row[13].Length == 0) > Seeds); // no mean
        // an author with two posts, and a happy one among them
        Assert.Contains(hashtags, row => row[3] != row[5] && row[4] != "0");
        foreach (var key in new[] { "straße", "strasse", "café", "οδοσ", "eth", "fine", "rainyday" })
            Assert.Contains(hashtags, row => row[2] == key);
        Assert.DoesNotContain(hashtags, row => row[2] == "wrong");
    }
}
