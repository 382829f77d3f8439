using Tidings.Posts;
using Tidings.Sources;

namespace Tidings.Cli.Jobs;

/// <summary>
/// Records on their way through a replay: read, cut and turned into a batch by one of the workers, stored by the writer
/// in the order of the recording. Reused, so that a replay's memory does not depend on its input.
/// </summary>
sealed class ReplayChunk : IDisposable
{
    const int KeepBytes = 4 << 20;

    readonly record struct Entry(int Start, int Length, long Line, bool IsTooLong);

    readonly List<Entry> _entries = [];
    readonly ManualResetEventSlim _isDone = new(initialState: false, spinCount: 0); // others need the processor
    RecordLines _lines;
    byte[] _bytes = new byte[1 << 20];
    int _used;
    int _next;

    public PostBatch Batch { get; } = new();

    public string File { get; private set; } = "";

    public SeedRowIds SeedIds { get; private set; } = new();

    /// <summary>Its records that could not be used, as far as they are named.</summary>
    public List<MalformedRecord> Malformed { get; } = [];

    /// <summary>What kept a worker from finishing it.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Whether it has neither records nor lines.</summary>
    public bool IsEmpty => _entries.Count == 0 && _lines.IsEmpty;

    /// <summary>Records, those in lines left out.</summary>
    public int Count => _entries.Count;

    /// <summary>Bytes of these records.</summary>
    public int Bytes => _used;

    /// <summary>Begins anew with records of a file.</summary>
    public void Start(string file, SeedRowIds seedIds)
    {
        (File, SeedIds, _used, _next, _lines, Failure) = (file, seedIds, 0, 0, default, null);
        _entries.Clear();
        Malformed.Clear();
        Batch.Clear();
        _isDone.Reset();
        if (_bytes.Length > KeepBytes)
            _bytes = new byte[1 << 20];
    }

    /// <summary>Takes whole lines, without copying or cutting them; false where that is not possible.</summary>
    /// <param name="reader">Where the recording is read.</param>
    /// <param name="most">So many records at most.</param>
    /// <param name="line">The number of the last one.</param>
    public bool TryTakeLines(RecordReader reader, int most, ref long line)
    {
        if (!reader.TryReadLines(ref _bytes, most, out _lines))
            return false;
        line = _lines.LastNumber;
        return true;
    }

    public void Add(in RecordLine record)
    {
        var bytes = record.Bytes.Span;
        if (_bytes.Length - _used < bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(_used));
        _entries.Add(new(_used, bytes.Length, record.Number, record.IsTooLong));
        _used += bytes.Length;
    }

    /// <summary>The next one of its records; false behind the last one.</summary>
    public bool TryRead(out RecordLine record)
    {
        if (_lines.TryRead(out record))
            return true;
        if (_next == _entries.Count)
            return false;
        var entry = _entries[_next++];
        record = new(_bytes.AsMemory(entry.Start, entry.Length), entry.Line, entry.IsTooLong);
        return true;
    }

    public void Finish() => _isDone.Set();

    public void Wait(CancellationToken cancellationToken) => _isDone.Wait(cancellationToken);

    public void Dispose() => _isDone.Dispose();
}
