using System.IO.Compression;

namespace Tidings.Simulation;

/// <summary>Writes made-up recordings to files.</summary>
public static class RecordingWriter
{
    /// <summary>The file name of a source's recording: <c>x.jsonl.gz</c>, <c>jetstream.jsonl.gz</c>, <c>mastodon.jsonl.gz</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such source.</exception>
    public static string FileName(RecordingSource source) => source switch
    {
        RecordingSource.X => "x.jsonl.gz",
        RecordingSource.Jetstream => "jetstream.jsonl.gz",
        RecordingSource.Mastodon => "mastodon.jsonl.gz",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "no such source"),
    };

    /// <summary>
    /// Writes all three files, packed as small as gzip can, over older ones of the same names. The unpacked bytes depend on the options
    /// alone; the packed ones also on the runtime's gzip.
    /// </summary>
    /// <param name="folder">Where; made when it is not there.</param>
    /// <param name="options">What the recordings are like.</param>
    /// <param name="cancellationToken">Stops between two lines and leaves the files unfinished.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its documented range.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Write(string folder, RecordingOptions options, CancellationToken cancellationToken = default)
    {
        var generator = new RecordingGenerator(options);
        Directory.CreateDirectory(folder);
        foreach (var source in Enum.GetValues<RecordingSource>())
        {
            using var file = File.Create(Path.Combine(folder, FileName(source)));
            using var packed = new GZipStream(file, CompressionLevel.SmallestSize);
            Write(packed, source, generator.Lines(source), cancellationToken);
        }
    }

    /// <summary>Writes lines with their ends as on the wire: CR LF for X, LF for the others.</summary>
    /// <param name="target">Where.</param>
    /// <param name="source">Whose.</param>
    /// <param name="lines">Which.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Write(Stream target, RecordingSource source, IEnumerable<RecordedLine> lines, CancellationToken cancellationToken = default)
    {
        var end = source == RecordingSource.X ? "\r\n"u8 : "\n"u8;
        foreach (var line in lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            target.Write(line.Utf8.Span);
            target.Write(end);
        }
    }
}
