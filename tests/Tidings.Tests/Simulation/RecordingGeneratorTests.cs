using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tidings.Analysis;
using Tidings.Simulation;

namespace Tidings.Tests.Simulation;

public sealed partial class RecordingGeneratorTests
{
    public static TheoryData<RecordingSource> Sources => [.. Enum.GetValues<RecordingSource>()];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Lines_SameSeed_SameBytes(RecordingSource source)
    {
        var generator = new RecordingGenerator(new() { Posts = 900, Seed = 11 });

        var first = Recorded.Bytes(source, generator.Lines(source));

        Assert.NotEmpty(first);
        Assert.Equal(first, Recorded.Bytes(source, generator.Lines(source)));
        Assert.Equal(first, Recorded.Bytes(source, new RecordingGenerator(new() { Posts = 900, Seed = 11 }).Lines(source)));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Lines_OtherSeed_OtherBytes(RecordingSource source) => Assert.NotEqual(
        SHA256.HashData(Recorded.Bytes(source, new RecordingGenerator(new() { Posts = 900, Seed = 11 }).Lines(source))),
        SHA256.HashData(Recorded.Bytes(source, new RecordingGenerator(new() { Posts = 900, Seed = 12 }).Lines(source))));

    [Theory]
    [InlineData(RecordingSource.X, 1)]
    [InlineData(RecordingSource.Jetstream, 1)]
    [InlineData(RecordingSource.Mastodon, 0)]
    public void Lines_ButTheCutOnes_AreJson(RecordingSource source, int cut) =>
        Assert.Equal(cut, Recorded.Lines(source).Count(l => l.Utf8.Length > 0 && !Recorded.IsJson(l.Utf8)));

    [Theory]
    [MemberData(nameof(Sources))]
    public void Lines_InOrderOfArrival_WithinTheDay(RecordingSource source)
    {
        var lines = Recorded.Lines(source);
        var options = new RecordingOptions();

        Assert.Equal(lines.Select(l => l.At), lines.Select(l => l.At).Order());
        Assert.True(lines[0].At >= options.Start);
        Assert.True(lines[^1].At <= options.Start + options.Duration);
        Assert.True(lines[^1].At > options.Start + options.Duration - TimeSpan.FromMinutes(5));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Lines_AnyText_NamesOnlyExampleDomains(RecordingSource source)
    {
        var text = Recorded.Text(source);

        Assert.All(Address().Matches(text).Select(m => m.Groups[1].Value).Distinct(), host => Assert.True(
            host.EndsWith(".example", StringComparison.Ordinal) || host.EndsWith(".example.com", StringComparison.Ordinal), host));
        Assert.Empty(RealDomain().Matches(text).Select(m => m.Value));
    }

    [Fact]
    public void Lines_EveryLinkOfX_IsFoundInTheText()
    {
        var found = new List<Entity>();
        foreach (var post in Recorded.XPosts.Select(post => post.GetProperty("data")).Where(post => !post.TryGetProperty("referenced_tweets", out _)))
        {
            if (!post.TryGetProperty("entities", out var entities) || !entities.TryGetProperty("urls", out var urls))
                continue;
            var text = System.Text.Encoding.UTF8.GetBytes(post.GetProperty("text").GetString()!);
            EntityExtractor.Extract(text, EntityProfile.X, found);

            Assert.Equal(
                urls.EnumerateArray().Select(url => url.GetProperty("url").GetString()),
                found.Where(entity => entity.Kind == EntityKind.Url).Select(entity => System.Text.Encoding.UTF8.GetString(entity.NameIn(text))));
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Lines_AnyHandle_IsMadeUp(RecordingSource source)
    {
        // name, @name, name@server.example and name.tidings.example, but not the @ of a link's markup
        var names = Handle().Matches(Recorded.Text(source)).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.True(
            name.EndsWith(".example", StringComparison.Ordinal) && !name.Contains("tidings.example", StringComparison.Ordinal)
            || name == "tidings.example" || MadeUp.IsMatch(name.Replace(".tidings.example", "", StringComparison.Ordinal)), name));
    }

    [Fact]
    public void Lines_ShorterDay_TellsTheSameStory()
    {
        var options = new RecordingOptions { Duration = TimeSpan.FromHours(1), Posts = 600, Seed = 3 };

        var lines = new RecordingGenerator(options).Lines(RecordingSource.X).ToArray();

        Assert.Contains(lines, l => l.At == options.Start + options.Duration * (18 * 60 + 20) / (24 * 60) && l.Utf8.Span.StartsWith("{\"errors\""u8));
        Assert.All(lines, l => Assert.InRange(l.At, options.Start, options.Start + options.Duration));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Lines_NoPosts_StillEnds(RecordingSource source) =>
        Assert.All(new RecordingGenerator(new() { Posts = 0 }).Lines(source).Where(l => l.Utf8.Length > 0), l => Assert.True(Recorded.IsJson(l.Utf8)));

    [Fact]
    public void Lines_UnknownSource_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecordingGenerator(new()).Lines((RecordingSource)9));

    [Fact]
    public void Constructor_OptionOutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecordingGenerator(new() { Posts = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecordingGenerator(new() { Duration = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecordingGenerator(new() { Start = DateTimeOffset.UnixEpoch }));
    }

    [Fact]
    public void WriteText_AnyAscii_ReadsBack()
    {
        var text = string.Concat(Enumerable.Range(0, 128).Select(i => (char)i)) + "é😀";
        using var target = new MemoryStream();
        using (var json = new Utf8JsonWriter(target))
        {
            json.WriteStartObject();
            json.WriteText("text", System.Text.Encoding.UTF8.GetBytes(text));
            json.WriteEndObject();
        }

        Assert.Equal(text, JsonDocument.Parse(target.ToArray()).RootElement.GetProperty("text").GetString());
    }

    static Regex MadeUp { get; } = new($"^({string.Join('|', AuthorPool.First)})({string.Join('|', AuthorPool.Second)})[0-9]{{0,4}}$");

    [GeneratedRegex("https?://([^/\"\\\\\\s<]+)")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<!\.example)(?<=[a-z0-9-])\.(com|org|net|io|co|social|app|xyz|dev)\b", RegexOptions.IgnoreCase)]
    private static partial Regex RealDomain();

    [GeneratedRegex("@([A-Za-z0-9_][A-Za-z0-9_.-]*[A-Za-z0-9_])")]
    private static partial Regex Handle();
}
