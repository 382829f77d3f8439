namespace Tidings.Cli.Jobs.Recorder;

/// <summary>What was recorded by this process.</summary>
sealed record RecordingCounts
{
    /// <summary>Records written.</summary>
    public long Records { get; init; }

    /// <summary>Their bytes, before packing.</summary>
    public long Bytes { get; init; }

    /// <summary>Bytes that they take on disk.</summary>
    public long PackedBytes { get; init; }

    /// <summary>Records that were left out because they are too long for a line.</summary>
    public long TooLong { get; init; }

    /// <summary>What sources said about gaps.</summary>
    public long Gaps { get; init; }

    /// <summary>The file written last; null before the first.</summary>
    public string? File { get; init; }
}
