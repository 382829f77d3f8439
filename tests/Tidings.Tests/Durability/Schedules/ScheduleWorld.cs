using System.Data;
using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Tidings.Cli;
using Tidings.Cli.Jobs;
using Tidings.Queue;
using Tidings.Storage.Queues;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>
/// What the actors of a schedule share: a queue and a store, a clock, chance, and the book of what really happened,
/// which is read from these and not from the answers that the actors got.
/// </summary>
sealed partial class ScheduleWorld : IDisposable
{
    static readonly Lazy<string> Template = new(MakeTemplate);

    readonly StringBuilder _log = new();
    readonly string _folder = Directory.CreateTempSubdirectory("tidings-test-").FullName;
    readonly Dictionary<BatchId, int[]> _batches = [];
    readonly HashSet<BatchId> _stored = [];
    readonly ScheduleStore _store;
    int _step;

    public ScheduleWorld(int seed, ScheduleOptions options, FaultTally tally, Func<string, ScheduleStore> store)
    {
        (Options, Tally, Random) = (options, tally, new(seed));
        var made = new RawRecordingOptions
        {
            Lines = options.Lines,
            Hours = options.Hours,
            Bluesky = options.Prunes ? 16 : 24,
        };
        Recording = new(seed, made, options.Prunes, onceMade: options.Loses);
        Clock = new(made.FirstHour - 600_000);
        Strikes = new(tally);
        File.Copy(Path.Combine(Template.Value, "queue.db"), PathOf("queue.db"));
        Host = MakeHost(_folder, Clock);
        QueueReader = SqliteTroubles.Connect(PathOf("queue.db"));
        _store = store(_folder);
    }

    public ScheduleOptions Options { get; }

    public FaultTally Tally { get; }

    public Random Random { get; }

    public ScheduleRecording Recording { get; }

    public ScheduleClock Clock { get; }

    public FaultStrikes Strikes { get; }

    public AppHost Host { get; }

    /// <summary>Looks into the files from outside.</summary>
    public SqliteConnection QueueReader { get; }

    /// <summary>The same with the store; instants are unix milliseconds.</summary>
    public IDbConnection StoreReader => _store.Reader;

    /// <summary>What all schedules are configured with, but for the place of the store.</summary>
    public static Settings Configured { get; } = ConfiguredFor("sqlite:store.db");

    /// <summary>Trouble is over: what is left has to be worked off.</summary>
    public bool IsCalm { get; set; }

    /// <summary>The lines that lie in the queue or did.</summary>
    public HashSet<int> EnqueuedLines { get; } = [];

    /// <summary>The lines whose batches the store has committed.</summary>
    public HashSet<int> StoredLines { get; } = [];

    /// <summary>The lines that were stored when an hour was sealed.</summary>
    public Dictionary<long, HashSet<int>> SealedHours { get; } = [];

    /// <summary>The batches that lie in the queue or did, and the last number of each session.</summary>
    public IReadOnlyDictionary<BatchId, int[]> Batches => _batches;

    public string PathOf(string file) => Path.Combine(_folder, file);

    public bool Chance(int percent) => Random.Next(100) < percent;

    public StoreLink Link() => new(Host, _store.Settings, appliesSettings: false, CancellationToken.None);

    public SqliteQueue OpenQueue()
    {
        var queue = SqliteQueue.Open(PathOf("queue.db"), new() { MaxBytes = Options.MaxBytes, Clock = Clock });
        queue.Database.Connection.Execute("PRAGMA synchronous = OFF; PRAGMA busy_timeout = 0"); // nobody pulls the plug
        return queue;
    }

    /// <summary>
    /// Leaves a queue as a process does that dies: its last transaction frees nothing, and the system frees the locks.
    /// </summary>
    public static void Kill(SqliteQueue? queue)
    {
        queue?.Database.Connection.Execute("PRAGMA query_only = 1");
        queue?.Dispose();
    }

    /// <summary>Notes what an actor does next.</summary>
    public void Say(string actor, string what) => _log.Append(
        CultureInfo.InvariantCulture, $"{++_step,5} {Clock.GetUtcNow():HH:mm:ss.fff} {actor,-10} {what}\n");

    public string Story => _log.ToString();

    /// <summary>Notes a batch that lies in the queue.</summary>
    public void Enqueued(PackedBatch batch)
    {
        var lines = LinesOf(batch);
        if (_batches.TryGetValue(batch.Header.Id, out var known) && !known.SequenceEqual(lines))
            throw new ScheduleViolationException(
                $"two batches have the name {batch.Header.Id}: lines [{string.Join(' ', known)}] and "
                + $"[{string.Join(' ', lines)}]");
        _batches[batch.Header.Id] = lines;
        EnqueuedLines.UnionWith(lines);
    }

    /// <summary>Notes which of these batches the store holds by now.</summary>
    public void LookForStored(IEnumerable<PackedBatch> batches)
    {
        foreach (var batch in batches)
        {
            var id = batch.Header.Id;
            if (_stored.Contains(id) || !StoreReader.ExecuteScalar<bool>("""
                SELECT EXISTS (SELECT 1 FROM listen_session WHERE session = @Session AND stored_through >= @Number)
                  OR EXISTS (SELECT 1 FROM batch_seen WHERE session = @Session AND number = @Number)
                """, new { id.Session, id.Number }))
                continue;
            _stored.Add(id);
            StoredLines.UnionWith(_batches[id]);
        }
    }

    /// <summary>Notes which hours are sealed by now.</summary>
    public void LookForSealed()
    {
        foreach (var hour in StoreReader.Query<long>("SELECT hour FROM hour WHERE state = 'sealed'"))
            SealedHours.TryAdd(hour, [.. StoredLines]);
    }

    int[] LinesOf(PackedBatch batch)
    {
        var lines = new List<int>();
        var unpacker = new RecordUnpacker();
        unpacker.Open(batch);
        while (unpacker.TryRead(out var record))
            lines.Add(Recording.IndexOf(record.Bytes.Span));
        return [.. lines];
    }

    /// <summary>The settings of all schedules for one store.</summary>
    public static Settings ConfiguredFor(string store) => new(new()
    {
        Store = new(store),
        Queue = new("sqlite:queue.db"),
        Privacy = new() { Key = new("a key for tests, not a secret") },
    });

    /// <summary>A world around a folder.</summary>
    public static AppHost MakeHost(string folder, TimeProvider clock) => new()
    {
        Out = Stream.Null,
        Error = TextWriter.Null,
        In = Stream.Null,
        Clock = clock,
        Environment = new Dictionary<string, string>(),
        Folder = folder,
    };

    /// <summary>The queue, made once: making the tables takes longer than a schedule.</summary>
    static string MakeTemplate()
    {
        var folder = Directory.CreateTempSubdirectory("tidings-test-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        SqliteQueue.Open(Path.Combine(folder, "queue.db")).Dispose();
        return folder;
    }

    public void Dispose()
    {
        QueueReader.Dispose();
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
