using Tidings.Faults;
using Tidings.Queue;
using Tidings.Storage.Queues;

namespace Tidings.Cli.Jobs.Recorder;

/// <summary>
/// A folder in the place of the queue: records are appended to a file for each source and hour, what was missed to a
/// file beside them, and how far that is to <see cref="RecordingNotes"/>. Nothing is delivered from it:
/// <c>tidings replay</c> reads the files.
/// </summary>
/// <remarks>
/// A file grows only where its length is noted before, and records count only when the notes name the cursor behind
/// them. So whatever a crash leaves is cut off at the next start, and comes again.
/// </remarks>
sealed class RecordingFolder : IPostQueue
{
    readonly string _folder;
    readonly RecordingNotes _notes;
    readonly IDisposable _lock;
    readonly RecordUnpacker _unpacker = new();
    Dictionary<string, RecordedSource> _sources;
    bool _isUncertain;

    RecordingFolder(string folder, IDisposable taken)
    {
        (_folder, _lock, _notes) = (folder, taken, new(folder));
        if (!_notes.AreThere && Directory.EnumerateFiles(folder).Any(RecordingNames.IsRecording))
            throw new UsageException(
                $"{folder} holds recordings, but no {RecordingNotes.FileName} that says where they end. Name another folder.");
        _sources = _notes.Load();
        foreach (var (name, length) in _sources.Values.SelectMany(source => source.Files))
            RecordedFile.CutBack(Path.Combine(folder, name), length);
        _notes.Save(_sources);
    }

    /// <summary>What was recorded so far; may be asked from another thread.</summary>
    public RecordingCounts Counts { get; private set; } = new();

    /// <summary>Opens a folder for this process alone; makes it where it is missing.</summary>
    /// <exception cref="UsageException">Another process records into it, or it cannot be used.</exception>
    /// <exception cref="QueueException">What is noted in it is damaged, or does not fit its files.</exception>
    public static RecordingFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            var taken = ListenLock.TryLockFolder(path) ?? throw new UsageException(
                $"{path} is being recorded into by another process. Stop that one first, or name another folder.");
            try
            {
                return new(path, taken);
            }
            catch
            {
                taken.Dispose();
                throw;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be recorded into: {error.Message}");
        }
    }

    /// <inheritdoc/>
    public EnqueueOutcome Enqueue(IReadOnlyList<PackedBatch> batches, IReadOnlyList<SourceCursor> cursors)
    {
        try
        {
            if (!_notes.AreThere)
                throw new IOException($"{RecordingNotes.FileName} is gone: the folder was taken away or emptied");
            if (_isUncertain) // the notes may have been replaced, and only the answer was lost
                _sources = _notes.Load();
            _isUncertain = true;
            Write([.. batches.Where(batch => !IsStored(batch.Header))], cursors);
            _isUncertain = false;
            return EnqueueOutcome.Stored;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new QueueException($"{_folder} cannot be written: {error.Message}", error) { IsPassing = true };
        }
    }

    void Write(List<PackedBatch> batches, IReadOnlyList<SourceCursor> cursors)
    {
        var counts = Counts;
        var lines = new BatchLines(_folder, _unpacker, _sources);
        foreach (var batch in batches)
            counts = lines.Add(batch, counts);
        var files = lines.Files.ToList();
        if (files.Exists(file => !file.File.IsNoted))
            Save(NotesOf(files, ofOthers: static _ => true));
        var isNew = files.Exists(file => file.File.Length == 0);
        foreach (var (_, name, file) in files)
            counts = counts with { PackedBytes = counts.PackedBytes + file.Append(), File = name };
        if (isNew)
            FolderSync.Flush(_folder); // their names, before the notes count on them
        FaultPoints.Reach("record.appended");
        var sources = NotesOf(files, ofOthers: static name => !RecordingNames.IsPacked(name));
        foreach (var batch in batches)
            sources[batch.Header.Source] = Of(sources, batch.Header.Source) with
            {
                Session = SessionOf(batch.Header, Of(sources, batch.Header.Source).Session),
            };
        foreach (var cursor in cursors)
            sources[cursor.Source] = Of(sources, cursor.Source) with { Cursor = cursor.Value };
        Save(sources);
        Counts = counts;
    }

    /// <summary>
    /// The notes with the files that grow. Of their sources' other files those stay that are chosen: what is written no more
    /// needs no length.
    /// </summary>
    Dictionary<string, RecordedSource> NotesOf(
        List<(string Source, string Name, RecordedFile File)> files, Func<string, bool> ofOthers)
    {
        var sources = new Dictionary<string, RecordedSource>(_sources, StringComparer.Ordinal);
        foreach (var ofSource in files.GroupBy(file => file.Source, StringComparer.Ordinal))
        {
            var known = Of(sources, ofSource.Key);
            var lengths = known.Files.Where(file => ofOthers(file.Key))
                .ToDictionary(file => file.Key, file => file.Value, StringComparer.Ordinal);
            foreach (var (_, name, file) in ofSource)
                lengths[name] = file.Length;
            sources[ofSource.Key] = known with { Files = lengths };
        }
        return sources;
    }

    void Save(Dictionary<string, RecordedSource> sources)
    {
        _notes.Save(sources);
        _sources = sources;
    }

    bool IsStored(BatchHeader header) => Of(_sources, header.Source).Session is { } session
        && session.Name == header.Id.Session && header.Id.Number <= session.LastNumber;

    static RecordedSource Of(Dictionary<string, RecordedSource> sources, string source) =>
        sources.GetValueOrDefault(source) ?? new();

    /// <summary>What closes a torn session does not say any more that it was live.</summary>
    static ListenSession SessionOf(BatchHeader header, ListenSession? known) => new()
    {
        Name = header.Id.Session,
        LastNumber = header.Id.Number,
        HeardUntil = header.ReceivedTo,
        IsLive = header.ListeningSince is not null || (known?.Name == header.Id.Session && known.IsLive),
        IsEnded = header.EndsSession,
    };

    /// <inheritdoc/>
    public string? CursorOf(string source) => Of(_sources, source).Cursor;

    /// <inheritdoc/>
    public ListenSession? LastSession(string source) => Of(_sources, source).Session;

    /// <summary>Nothing: the files are what is made of the records.</summary>
    public IReadOnlyList<PackedBatch> Claim(int maxBatches, long maxRecordBytes) => [];

    /// <inheritdoc/>
    public void Acknowledge(IReadOnlyList<BatchId> batches)
    {
    }

    /// <inheritdoc/>
    public void Release(IReadOnlyList<BatchId> batches)
    {
    }

    /// <inheritdoc/>
    public void Tell(string? trouble)
    {
    }

    /// <inheritdoc/>
    public QueueState State() => new();

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
