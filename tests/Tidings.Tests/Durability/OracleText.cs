using System.Text;
using System.Text.RegularExpressions;

namespace Tidings.Tests.Durability;

/// <summary>
/// What a text says, by regular expressions. Good for texts whose URLs, mentions and tags stand between blanks; the
/// finer rules of twitter-text are not here.
/// </summary>
static partial class OracleText
{
    /// <summary>Topics and their synonyms.</summary>
    static readonly (string Name, string[] Synonyms)[] Topics =
    [
        ("btc", ["$btc", "#btc", "bitcoin", "#bitcoin"]),
        ("ada", ["#ada", "$ada", "cardano"]),
        ("eth", ["#eth", "$eth", "ether", "ethereum", "etherum"]),
        ("bnb", ["#bnb", "$bnb", "binance coin"]),
        ("xrp", ["#xrp", "$xrp", "ripple"]),
    ];

    // what twitter-text counts among the letters of a hashtag
    const string Letters = @"\p{L}\p{M}\p{Nd}_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb"
        + @"\u3003\u0f0b\u0f0c\u00b7";

    const string UrlPattern = @"(?<![\w@#$])https?://\S*[\w/)]";

    [GeneratedRegex(UrlPattern)]
    static partial Regex Url { get; }

    [GeneratedRegex(UrlPattern + @"|(?<![\w@#$])[@＠]\w+(?:[.-]\w+)*")]
    static partial Regex UrlOrMention { get; }

    [GeneratedRegex("(?<![" + Letters + "&])[#＃](?<tag>(?>[" + Letters + "]+))(?![#＃]|://)")]
    static partial Regex Hashtag { get; }

    [GeneratedRegex(@"(?<=^|\s)\$(?<name>[A-Za-z]{1,6})(?=$|[\s\p{P}])")]
    static partial Regex Cashtag { get; }

    [GeneratedRegex(@"(?<!\w):[A-Za-z_]\w+:")]
    static partial Regex Shortcode { get; }

    [GeneratedRegex(
        @"(?<![\p{L}\p{M}\p{Nd}_])(giveaway|free|gift|win|alert)(?![\p{L}\p{M}\p{Nd}_])", RegexOptions.IgnoreCase)]
    static partial Regex Blacklist { get; }

    /// <summary>The keys of the hashtags, each once.</summary>
    public static List<string> Hashtags(OraclePost post) =>
    [
        .. InText(post).Concat(post.Tags.Where(tag => tag[0] != '$')).Select(Key)
            .Where(key => key.Length > 0).Distinct(),
    ];

    /// <summary>The names of the topics that a post names.</summary>
    public static List<string> TopicsOf(OraclePost post)
    {
        var words = UrlOrMention.Replace(post.Text, "\uFFFC") + "\n"
            + string.Join('\n', post.Tags.Where(tag => tag[0] != '$'));
        var hashtags = Hashtags(post);
        var cashtags = Cashtag.Matches(words).Select(match => match.Groups["name"].Value)
            .Concat(post.Tags.Where(tag => tag[0] == '$').Select(tag => tag[1..]))
            .Select(name => name.ToLowerInvariant()).ToList();
        return [.. Topics.Where(topic => topic.Synonyms.Any(IsNamed)).Select(topic => topic.Name)];

        bool IsNamed(string synonym) => synonym[0] switch
        {
            '#' => hashtags.Contains(synonym[1..]),
            '$' => cashtags.Contains(synonym[1..]),
            _ => Regex.IsMatch(
                words, @"(?<![\p{L}\p{M}\p{Nd}_])" + synonym.Replace(" ", @"\s+", StringComparison.Ordinal)
                    + @"(?![\p{L}\p{M}\p{Nd}_])", RegexOptions.IgnoreCase),
        };
    }

    /// <summary>A <c>:)</c> outside URLs, mentions and <c>:shortcodes:</c>.</summary>
    public static bool IsHappy(OraclePost post) =>
        Shortcode.Replace(UrlOrMention.Replace(post.Text, "\uFFFC"), "\uFFFC").Contains(":)", StringComparison.Ordinal);

    /// <summary>A whole word of the blacklist.</summary>
    public static bool IsBlacklisted(OraclePost post) => Blacklist.IsMatch(post.Text);

    /// <summary>Equal for copies; empty where there is nothing to compare.</summary>
    public static string CopyKey(OraclePost post) => string.Join(
        ' ', UrlOrMention.Replace(post.Text, "").ToLowerInvariant().Replace('ς', 'σ')
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static IEnumerable<string> InText(OraclePost post) =>
        Hashtag.Matches(Url.Replace(post.Text, "\uFFFC")).Select(match => match.Groups["tag"].Value)
            .Where(tag => Regex.IsMatch(tag, @"[\p{L}\p{M}]"));

    static string Key(string tag)
    {
        var lower = tag.Normalize(NormalizationForm.FormKC).TrimStart('#').ToLowerInvariant().Replace('ς', 'σ');
        return Regex.Replace(lower.Normalize(NormalizationForm.FormKC), @"\s", "");
    }
}
