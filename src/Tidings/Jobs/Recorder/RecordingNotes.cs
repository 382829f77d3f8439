using System.Text.Json;
using Tidings.Queue;

namespace Tidings.Cli.Jobs.Recorder;

/// <summary>The file of a recording folder that says how far everything is, replaced as a whole each time.</summary>
sealed class RecordingNotes(string folder)
{
    /// <summary>Its name in the folder.</summary>
    public const string FileName = "record-state.json";

    const int Version = 1;

    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
    };

    sealed record Document(int Version, Dictionary<string, RecordedSource> Sources);

    readonly string _path = Path.Combine(folder, FileName);

    /// <summary>False where nothing was noted yet, and where somebody took the folder away.</summary>
    public bool AreThere => File.Exists(_path);

    /// <summary>What is noted, by source; empty in a new folder.</summary>
    /// <exception cref="QueueException">The file is damaged, or of another version.</exception>
    public Dictionary<string, RecordedSource> Load()
    {
        if (!AreThere)
            return new(StringComparer.Ordinal);
        try
        {
            var document = JsonSerializer.Deserialize<Document>(File.ReadAllBytes(_path), Json);
            return document?.Version == Version
                ? new(document.Sources, StringComparer.Ordinal)
                : throw new QueueException($"{_path} is of another version of this program. {NewFolder}");
        }
        catch (JsonException error)
        {
            throw new QueueException($"{_path} is damaged: {error.Message} {NewFolder}", error);
        }
    }

    const string NewFolder = "What was recorded can be replayed as it is; name another folder to record into.";

    /// <summary>Replaces it; on disk when this returns.</summary>
    public void Save(IReadOnlyDictionary<string, RecordedSource> sources)
    {
        var unfinished = _path + ".part";
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(file, new Document(Version, new(sources)), Json);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, _path, overwrite: true);
        FolderSync.Flush(folder);
    }
}
