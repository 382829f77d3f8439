using System.Buffers;
using System.IO.Compression;
using Tidings.Queue;

namespace Tidings.Cli.Jobs.Recorder;

/// <summary>What is about to be appended to one file of a recording folder.</summary>
sealed class RecordedFile
{
    readonly string _path;
    readonly bool _isPacked;
    readonly ArrayBufferWriter<byte> _lines = new();

    /// <summary>
    /// Finds out up to where the file is whole. One that is not there (any more: it was moved away) begins anew; one of
    /// which nothing is noted was finished earlier.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="isPacked">Whether it is packed with gzip.</param>
    /// <param name="noted">The length that is noted of it, if any.</param>
    /// <exception cref="QueueException">It is shorter than it was.</exception>
    public RecordedFile(string path, bool isPacked, long? noted)
    {
        (_path, _isPacked) = (path, isPacked);
        var there = File.Exists(path) ? new FileInfo(path).Length : 0;
        Length = noted is { } length ? Whole(path, length, there) : there;
        IsNoted = Length == noted;
    }

    /// <summary>Bytes up to which the file is whole.</summary>
    public long Length { get; private set; }

    /// <summary>Whether the notes say so.</summary>
    public bool IsNoted { get; }

    /// <summary>Nothing was ever appended.</summary>
    public bool IsEmpty => Length == 0 && _lines.WrittenCount == 0;

    /// <summary>Takes the lines that come next.</summary>
    public IBufferWriter<byte> Lines => _lines;

    /// <summary>
    /// Appends the lines, as a gzip member of their own where it is packed, so that the file is whole each time. On disk
    /// when this returns; what an earlier attempt left behind is cut off. Returns the bytes that it took.
    /// </summary>
    public long Append()
    {
        using var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.SetLength(Length);
        file.Position = Length;
        var bytes = _isPacked ? Pack(_lines.WrittenSpan) : _lines.WrittenSpan;
        file.Write(bytes);
        file.Flush(flushToDisk: true);
        Length += bytes.Length;
        return bytes.Length;
    }

    /// <summary>Cuts off what was written behind the noted length before a crash.</summary>
    /// <exception cref="QueueException">It is shorter than it was.</exception>
    public static void CutBack(string path, long noted)
    {
        if (!File.Exists(path))
            return;
        if (noted == 0)
        {
            File.Delete(path);
            return;
        }
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        if (Whole(path, noted, file.Length) == file.Length)
            return;
        file.SetLength(noted);
        file.Flush(flushToDisk: true);
    }

    static long Whole(string path, long noted, long there) => there >= noted ? noted
        : there == 0 ? 0
        : throw new QueueException(
            $"{path} has {there} bytes, and had {noted}: a part of the recording is gone. Move the file away to go on; "
            + "'tidings replay' reads what is left of it.");

    static ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> lines)
    {
        using var packed = new MemoryStream(lines.Length / 3 + 64);
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(lines);
        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }
}
