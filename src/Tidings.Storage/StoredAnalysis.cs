using System.Text;
using System.Text.Json;
using Tidings.Analysis;
using Tidings.Posts;

namespace Tidings.Storage;

/// <summary>Analyses stored texts again, the same in every database.</summary>
sealed class StoredAnalysis(IngestOptions options)
{
    /// <summary>Analyses a stored post as if it were read; the analyzer then has the result.</summary>
    public static void Analyze(StoredText stored, PostAnalyzer analyzer)
    {
        var post = new DecodedPost
        {
            Platform = Enum.Parse<Platform>(stored.Platform, ignoreCase: true),
            Text = Encoding.UTF8.GetBytes(stored.Text),
        };
        var keywords = JsonSerializer.Deserialize<string[]>(stored.Keywords)!;
        foreach (var tag in JsonSerializer.Deserialize<string[]>(stored.Spellings)!)
            post.Tags.Add(Encoding.UTF8.GetBytes(tag)); // those beside the text are found nowhere else
        if (post.Platform == Platform.Seed)
            // the comma keeps words of two from becoming a phrase
            post.Keyword = Encoding.UTF8.GetBytes(string.Join(", ", keywords));
        else
            post.Tags.AddRange(
                keywords.Where(keyword => keyword.StartsWith('$'))
                    .Select(keyword => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(keyword)));
        analyzer.Analyze(post);
    }

    /// <summary>As the writer stores it: the same number of ten-thousandths gives the same bits.</summary>
    public static double Compound(PostAnalyzer analyzer) => Math.Round(analyzer.Score().Compound * 10_000) / 10_000.0;

    /// <summary>The topics that the analysed post names, each with the synonym that matched.</summary>
    public List<(string Topic, string Keyword)> Named(PostAnalyzer analyzer)
    {
        var named = new List<(string, string)>();
        foreach (var match in analyzer.Topics)
            named.Add((options.Topics[match.Topic].Name, options.Topics[match.Topic].Synonyms[match.Synonym]));
        return named;
    }

    /// <summary>The same as JSON, as hidden posts keep it.</summary>
    public string NamedJson(PostAnalyzer analyzer) => JsonSerializer.Serialize(
        Named(analyzer).Select(named => new { topic = named.Topic, keyword = named.Keyword }));
}
