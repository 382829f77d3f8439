using Tidings.Analysis;
using YamlDotNet.RepresentationModel;

namespace Tidings.Tests.Analysis;

/// <summary>Every case of twitter-text's <c>extract.yml</c> and <c>tlds.yml</c>.</summary>
public sealed class ExtractConformanceTests
{
    [Theory]
    [InlineData("mentions", EntityKind.Mention, 23)]
    [InlineData("urls", EntityKind.Url, 91)]
    [InlineData("tco_urls_with_params", EntityKind.Url, 5)]
    [InlineData("hashtags", EntityKind.Hashtag, 65)]
    [InlineData("hashtags_from_astral", EntityKind.Hashtag, 3)]
    [InlineData("cashtags", EntityKind.Cashtag, 8)]
    public void Extract_ConformanceTexts_AreExact(string section, EntityKind kind, int count) =>
        Conformance.Check("extract", section, count, (text, expected) => (
            Conformance.Lines(expected, Conformance.Value),
            string.Join('\n', Extracted.From(text).Where(e => e.Kind == kind && e.List.Length == 0).Select(e => e.Text))));

    [Theory]
    [InlineData("mentions_with_indices", EntityKind.Mention, "screen_name", 3)]
    [InlineData("mentions_or_lists_with_indices", EntityKind.Mention, "screen_name", 5)]
    [InlineData("urls_with_indices", EntityKind.Url, "url", 10)]
    [InlineData("urls_with_directional_markers", EntityKind.Url, "url", 2)]
    [InlineData("hashtags_with_indices", EntityKind.Hashtag, "hashtag", 8)]
    [InlineData("cashtags_with_indices", EntityKind.Cashtag, "cashtag", 2)]
    public void Extract_ConformanceIndices_AreExact(string section, EntityKind kind, string key, int count) =>
        Conformance.Check("extract", section, count, (text, expected) => (
            Conformance.Lines(expected, node => $"{node[key]}{List(node)} {node["indices"][0]}-{node["indices"][1]}"),
            string.Join('\n', Extracted.From(text).Where(e => e.Kind == kind).Select(e => $"{e.Text}{e.List} {e.Start}-{e.End}"))));

    [Fact]
    public void Extract_ConformanceReplies_FirstMentionTellsThem() =>
        Conformance.Check("extract", "replies", 13, (text, expected) => (
            Conformance.Value(expected),
            Extracted.From(text).FirstOrDefault(e => e.Kind == EntityKind.Mention) is { } first
                && string.IsNullOrWhiteSpace(text[..first.Start]) ? first.Text : ""));

    [Theory]
    [InlineData("country", 315)]
    [InlineData("generic", 1259)]
    public void Extract_EveryKnownTopLevelDomain_EndsUrl(string section, int count) =>
        Conformance.Check("tlds", section, count, (text, expected) => (
            Conformance.Lines(expected, Conformance.Value),
            string.Join('\n', Extracted.From(text).Select(e => e.Text))));

    static string List(YamlNode node) =>
        ((YamlMappingNode)node).Children.TryGetValue("list_slug", out var list) ? Conformance.Value(list) : "";
}
