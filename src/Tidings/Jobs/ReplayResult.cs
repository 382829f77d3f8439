using Tidings.Posts;
using Tidings.Storage;

namespace Tidings.Cli.Jobs;

/// <summary>What a replay found and did.</summary>
sealed record ReplayResult
{
    public required IngestCounts Counts { get; init; }

    /// <summary>What the store did with the posts; posts that needed no place in it are among the irrelevant.</summary>
    public required WriteResult Written { get; init; }

    /// <summary>Hours computed.</summary>
    public required int Hours { get; init; }

    /// <summary>Unpacked bytes read; 0 where nobody counted them.</summary>
    public required long Bytes { get; init; }

    /// <summary>From the first byte read to the last hour computed.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The first records that could not be used.</summary>
    public required IReadOnlyList<MalformedRecord> Malformed { get; init; }

    /// <summary>Files that could not be read to their end, with the reason.</summary>
    public required IReadOnlyList<string> Damaged { get; init; }

    public double PostsPerSecond => Counts.Posts / Math.Max(Elapsed.TotalSeconds, 1e-9);

    public double MegabytesPerSecond => Bytes / 1e6 / Math.Max(Elapsed.TotalSeconds, 1e-9);
}
