namespace Tidings.Analysis;

/// <summary>What posts are analysed for.</summary>
public sealed record AnalysisOptions
{
    /// <summary>The happy list.</summary>
    public IReadOnlyList<string> Happy { get; init; } = [":)"];

    /// <summary>The topics.</summary>
    public IReadOnlyList<TopicDefinition> Topics { get; init; } = TopicPresets.All;

    /// <summary>Words that mark a post as blacklisted.</summary>
    public IReadOnlyList<string> Blacklist { get; init; } = [];
}
