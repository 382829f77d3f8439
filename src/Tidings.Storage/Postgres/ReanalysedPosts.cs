using Tidings.Analysis;

namespace Tidings.Storage.Postgres;

/// <summary>The results of a portion of posts, a list for each column, as one statement takes them.</summary>
sealed class ReanalysedPosts
{
    public List<string> Platforms { get; } = [];
    public List<string> Ids { get; } = [];
    public List<bool> Happy { get; } = [];
    public List<bool> Blacklisted { get; } = [];
    public List<double> Compounds { get; } = [];

    /// <summary>Adds what the analyzer has found in a post.</summary>
    public void Add(StoredText post, PostAnalyzer analyzer)
    {
        Platforms.Add(post.Platform);
        Ids.Add(post.Id);
        Happy.Add(analyzer.IsHappy);
        Blacklisted.Add(analyzer.IsBlacklisted);
        Compounds.Add(StoredAnalysis.Compound(analyzer));
    }
}
