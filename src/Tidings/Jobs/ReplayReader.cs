using Tidings.Sources;

namespace Tidings.Cli.Jobs;

/// <summary>Reads recordings, one behind the other, in chunks. Serves one thread at a time.</summary>
/// <param name="recordings">The recordings, in their order.</param>
/// <param name="batchSize">So many records in a chunk at most.</param>
sealed class ReplayReader(IReadOnlyList<Recording> recordings, int batchSize) : IDisposable
{
    /// <summary>Bytes of records that end a chunk early: it should fit into a processor's own cache.</summary>
    const int ChunkBytes = 1 << 20;

    readonly List<string> _damaged = [];
    int _opened;
    Recording? _recording;
    CountingStream? _file;
    CountingStream? _unpackedFile;
    RecordReader? _reader;
    SeedRowIds _seedIds = new();
    long _line;
    long _bytesBefore;

    /// <summary>Bytes read of the files as they lie there; may be asked from another thread.</summary>
    public long Bytes => Interlocked.Read(ref _bytesBefore) + (Volatile.Read(ref _file)?.Count ?? 0);

    /// <summary>Bytes of all recordings, unpacked.</summary>
    public long Unpacked { get; private set; }

    /// <summary>What of the recordings could not be read.</summary>
    public IReadOnlyList<string> Damaged => _damaged;

    /// <summary>Fills a chunk with the next records of one recording; false at the end of the last one.</summary>
    /// <exception cref="IOException">A recording cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">A recording may not be read any more.</exception>
    public bool TryFill(ReplayChunk chunk)
    {
        while (_reader is not null || TryOpen())
        {
            chunk.Start(_recording!.Name, _seedIds);
            if (!TryRead(chunk, _reader!))
                Close();
            if (!chunk.IsEmpty)
                return true;
        }
        return false;
    }

    bool TryOpen()
    {
        if (_opened == recordings.Count)
            return false;
        _recording = recordings[_opened++];
        Volatile.Write(ref _file, new(_recording.Open()));
        _unpackedFile = new(Recording.Unpack(_file!));
        (_reader, _seedIds, _line) = (new(_unpackedFile), new(), 0);
        return true;
    }

    /// <summary>False at the recording's end, and where it is damaged: what was read before counts.</summary>
    bool TryRead(ReplayChunk chunk, RecordReader reader)
    {
        try
        {
            if (chunk.TryTakeLines(reader, batchSize, ref _line))
                return true;
            while (chunk.Count < batchSize && chunk.Bytes < ChunkBytes)
            {
                if (!reader.TryRead(out var record))
                    return false;
                _line = record.Number;
                chunk.Add(record);
            }
            return true;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            _damaged.Add($"{_recording!.Name} is damaged behind line {_line}: {error.Message}");
            return false;
        }
    }

    void Close()
    {
        Unpacked += _unpackedFile!.Count;
        Interlocked.Add(ref _bytesBefore, _file!.Count);
        var file = _file;
        Volatile.Write(ref _file, null);
        _unpackedFile.Dispose();
        file.Dispose();
        (_reader, _unpackedFile, _recording) = (null, null, null);
    }

    public void Dispose()
    {
        _unpackedFile?.Dispose();
        _file?.Dispose();
    }
}
