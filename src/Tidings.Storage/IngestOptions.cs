using Tidings.Analysis;

namespace Tidings.Storage;

/// <summary>What the store must know to write posts.</summary>
public sealed record IngestOptions
{
    /// <summary>The topics, in the order of <see cref="Posts.TopicRow.Topic"/>.</summary>
    public IReadOnlyList<TopicDefinition> Topics { get; init; } = [];

    /// <summary>The scorer's name, stored beside each compound.</summary>
    public string Scorer { get; init; } = "vader";

    /// <summary>
    /// How long posts are kept; decides which deletes of unknown posts leave a tombstone. Null: for ever.
    /// </summary>
    public TimeSpan? PostRetention { get; init; }

    /// <summary>The most tombstones that are kept; the oldest go first.</summary>
    public long MaxTombstones { get; init; } = 1_000_000;

    /// <summary>
    /// The hash of the settings with which posts are analysed. Where given, nothing is written into a store that
    /// another process has analysed again with other settings meanwhile.
    /// </summary>
    public string? ConfigurationHash { get; init; }
}
