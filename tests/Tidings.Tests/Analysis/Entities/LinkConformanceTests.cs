using System.Net;
using System.Text.RegularExpressions;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis;

/// <summary>What <c>autolink.yml</c> and <c>validate.yml</c> say about extraction.</summary>
public sealed partial class LinkConformanceTests
{
    [Theory]
    [InlineData("usernames", EntityKind.Mention, 19)]
    [InlineData("lists", EntityKind.Mention, 12)]
    [InlineData("hashtags", EntityKind.Hashtag, 70)]
    [InlineData("urls", EntityKind.Url, 78)]
    [InlineData("cashtags", EntityKind.Cashtag, 2)]
    public void Extract_LinkedTexts_AreWhatIsLinked(string section, EntityKind kind, int count) =>
        Conformance.Check("autolink", section, count, (text, expected) => (
            Linked(Conformance.Value(expected)),
            Shown(Extracted.From(text).Where(e => e.Kind == kind))));

    [Fact]
    public void Extract_AllLinked_AreWhatIsLinked() =>
        Conformance.Check("autolink", "all", 10, (text, expected) => (
            Linked(Conformance.Value(expected)), Shown(Extracted.From(text))));

    [Theory]
    [InlineData("usernames", EntityKind.Mention, false, 4)]
    [InlineData("lists", EntityKind.Mention, true, 5)]
    [InlineData("hashtags", EntityKind.Hashtag, false, 7)]
    [InlineData("urls_without_protocol", EntityKind.Url, false, 5)]
    public void Extract_ValidatedTexts_AreWholeEntities(string section, EntityKind kind, bool list, int count) =>
        Conformance.Check("validate", section, count, (text, expected) => (
            Conformance.Value(expected) == "true",
            Extracted.From(text) is [var only] && only.Kind == kind && only.Start == 0
                && only.End == text.Length && only.List.Length > 0 == list));

    // These the validator judges by the grammar of RFC 3986, which knows user names, addresses and any top-level domain.
    [Fact]
    public void Extract_ValidatedUrls_AreWholeUnlessOfAnotherGrammar() =>
        Conformance.Check("validate", "urls", 24, (text, expected) => (
            Conformance.Value(expected) == "true" && !OtherGrammar().IsMatch(text),
            Extracted.From(text) is [{ Kind: EntityKind.Url, Start: 0 } only] && only.End == text.Length));

    static string Linked(string html) => string.Join('\n', Anchor().Matches(html)
        .Select(m => WebUtility.HtmlDecode(Tag().Replace(m.Groups[1].Value, "").Replace('＃', '#'))));

    // URLs without a scheme are extracted but not linked; the @ stays outside its link
    static string Shown(IEnumerable<Extracted> entities) => string.Join('\n', entities
        .Where(e => e.Kind != EntityKind.Url || e.Text.Contains("://", StringComparison.Ordinal))
        .Select(e => e.Kind switch { EntityKind.Hashtag => "#", EntityKind.Cashtag => "$", _ => "" } + e.Text + e.List));

    [GeneratedRegex("<a [^>]*>(.*?)</a>")]
    private static partial Regex Anchor();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"://(user:|\d|\[)|\?foo=\$bar")]
    private static partial Regex OtherGrammar();
}
