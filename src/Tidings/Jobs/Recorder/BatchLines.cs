using Tidings.Queue;
using Tidings.Sources;

namespace Tidings.Cli.Jobs.Recorder;

/// <summary>Turns batches into lines of the files that they belong to.</summary>
/// <param name="folder">Where the files are.</param>
/// <param name="unpacker">Reads the batches.</param>
/// <param name="sources">What is noted about them.</param>
sealed class BatchLines(
    string folder, RecordUnpacker unpacker, IReadOnlyDictionary<string, RecordedSource> sources)
{
    readonly Dictionary<string, (string Source, RecordedFile File)> _files = new(StringComparer.Ordinal);

    /// <summary>The files that grow, with their names and sources.</summary>
    public IEnumerable<(string Source, string Name, RecordedFile File)> Files =>
        _files.Select(named => (named.Value.Source, named.Key, named.Value.File));

    /// <summary>Takes a batch; returns what is counted with it.</summary>
    public RecordingCounts Add(PackedBatch batch, RecordingCounts counts)
    {
        var source = batch.Header.Source;
        foreach (var gap in batch.Header.Gaps)
            RecordedGap.Write(FileOf(source, RecordingNames.Gaps(source)).Lines, gap);
        var (records, bytes, tooLong) = (0L, 0L, 0L);
        unpacker.Open(batch);
        while (unpacker.TryRead(out var record))
        {
            // what the reader of recordings would refuse is refused here
            if (record.IsTooLong || record.Bytes.Length > RecordReader.DefaultMaxRecordBytes)
            {
                tooLong++;
                continue;
            }
            var file = FileOf(source, RecordingNames.Records(source, HourUtc.OfUnixMilliseconds(record.ReceivedAt)));
            if (file.IsEmpty && !RecordedLine.MayBeFirst(record.Bytes.Span))
                RecordedLine.Write(file.Lines, "{}"u8);
            RecordedLine.Write(file.Lines, record.Bytes.Span);
            records++;
            bytes += record.Bytes.Length;
        }
        return counts with
        {
            Records = counts.Records + records,
            Bytes = counts.Bytes + bytes,
            TooLong = counts.TooLong + tooLong,
            Gaps = counts.Gaps + batch.Header.Gaps.Count,
        };
    }

    RecordedFile FileOf(string source, string name)
    {
        if (_files.TryGetValue(name, out var known))
            return known.File;
        long? noted = sources.TryGetValue(source, out var ofSource) && ofSource.Files.TryGetValue(name, out var length)
            ? length
            : null;
        var file = new RecordedFile(Path.Combine(folder, name), RecordingNames.IsPacked(name), noted);
        _files.Add(name, (source, file));
        return file;
    }
}
