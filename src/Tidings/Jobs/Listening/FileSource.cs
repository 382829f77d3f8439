using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Tidings.Cli.Logging;
using Tidings.Configuration;
using Tidings.Sources;

namespace Tidings.Cli.Jobs.Listening;

/// <summary>
/// A recording as a source: a file, plain or gzip, or standard input. The cursor of a file counts records, and knows the
/// file by its first bytes; standard input is a new stream every time.
/// </summary>
sealed class FileSource : IPostSource
{
    const int HeadBytes = 4096;

    readonly Recording _recording;
    readonly SourceOptions _options;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    Head _head;

    /// <exception cref="UsageException">There is no such file.</exception>
    public FileSource(AppHost host, SourceOptions options, ILogger log)
        : this(Recording.Of(host, options.Endpoint!.Reveal()), options, host.Clock, log)
    {
    }

    /// <summary>A recording that is open to the program already.</summary>
    public FileSource(Recording recording, SourceOptions options, TimeProvider clock, ILogger log) =>
        (_recording, _options, _clock, _log) = (recording, options, clock, log);

    public string Name => _options.Name;

    public bool IsLive => _options.Live ?? false;

    /// <summary>A pipe can be read only once.</summary>
    public bool HasCursor => _recording.Bytes is not null;

    public string CursorAt(long place) => _head.Cursor(place);

    public void Read(SourceStart start, SourceFeed feed, CancellationToken stop)
    {
        _head = HasCursor ? Head.Of(_recording) : default;
        var done = 0L;
        if (HasCursor && start.Cursor is { } cursor && !TryResume(cursor, out done))
            _log.OtherRecording(Name);
        _log.Listening(Name);
        using var file = Recording.Unpack(_recording.Open());
        var reader = new RecordReader(file);
        var ordinals = new SeedOrdinals();
        var pace = new Pace(_options, _clock, stop);
        var record = default(RecordLine);
        for (var number = 1L; TryRead(reader, out record); number++)
        {
            stop.ThrowIfCancellationRequested();
            var ordinal = record.IsTooLong ? 0 : ordinals.Next(record.Bytes);
            if (number <= done)
                continue;
            pace.WaitFor(record);
            feed.Add(record.Bytes.Span, number, stop, record.IsTooLong, ordinal);
        }
        _log.SourceEnded(Name, feed.Records);
    }

    bool TryRead(RecordReader reader, out RecordLine record)
    {
        try
        {
            return reader.TryRead(out record);
        }
        catch (InvalidDataException error) // a packed file that was cut off
        {
            throw new IOException($"{_recording.Name} is damaged: {error.Message}", error);
        }
    }

    /// <summary>False where the cursor is not of this file.</summary>
    bool TryResume(string cursor, out long records)
    {
        records = 0;
        var parts = cursor.Split(' ');
        if (parts.Length != 3
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || Head.Of(_recording, length) is var known && known.Hash != parts[2])
            return false;
        records = count;
        return true;
    }

    /// <summary>What a file is known by: its first bytes, as many as it had when the cursor was made.</summary>
    readonly record struct Head(int Length, string Hash)
    {
        public static Head Of(Recording recording, int length = HeadBytes)
        {
            var bytes = new byte[Math.Clamp(length, 0, HeadBytes)];
            using var file = recording.Open();
            var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return new(read, Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, read)).AsSpan(0, 8)));
        }

        public string Cursor(long records) => string.Create(CultureInfo.InvariantCulture, $"{records} {Length} {Hash}");
    }
}
