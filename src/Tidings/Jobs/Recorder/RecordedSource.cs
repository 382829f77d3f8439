using Tidings.Queue;

namespace Tidings.Cli.Jobs.Recorder;

/// <summary>What is noted about one source of a recording folder.</summary>
sealed record RecordedSource
{
    /// <summary>How far it was read: all before lies in the files.</summary>
    public string? Cursor { get; init; }

    /// <summary>Its latest session.</summary>
    public ListenSession? Session { get; init; }

    /// <summary>
    /// The files that may be longer than they should be after a crash, with the length up to which they are whole, bytes.
    /// </summary>
    public IReadOnlyDictionary<string, long> Files { get; init; } = new Dictionary<string, long>();
}
