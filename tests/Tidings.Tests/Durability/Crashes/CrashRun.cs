using System.Data.Common;
using System.IO.Compression;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Tidings.Tests.Durability.Crashes;

/// <summary>Lives a schedule through with real processes, and compares what is left with a recount.</summary>
sealed partial class CrashRun : IDisposable
{
    /// <summary>Whoever has not ended by itself by then hangs.</summary>
    const int Patience = 120_000;

    const int StopLimit = 10_000;

    readonly CrashSchedule _schedule;
    readonly FaultTally _tally;
    readonly string _folder;
    readonly List<string> _story = [];
    readonly List<string> _violations = [];
    readonly Lock _lock = new();
    LostDeliveries _lost = new();
    bool _wasDamaged;

    readonly CrashStore _store;

    public CrashRun(CrashSchedule schedule, FaultTally tally)
        : this(schedule, tally, static folder => new SqliteCrashStore(folder))
    {
    }

    /// <param name="schedule">What happens.</param>
    /// <param name="tally">Counts it.</param>
    /// <param name="store">Makes the store, given the folder.</param>
    public CrashRun(CrashSchedule schedule, FaultTally tally, Func<string, CrashStore> store)
    {
        (_schedule, _tally) = (schedule, tally);
        _folder = Directory.CreateTempSubdirectory($"tidings-crash-{schedule.Seed}-").FullName;
        _store = store(_folder);
    }

    /// <summary>The deliveries are faults as well.</summary>
    void CountDeliveries()
    {
        foreach (var file in _schedule.Sources.Select(source => source.Parts.SelectMany(part => part).ToList()))
        {
            var isBehind = file.Zip(file.Skip(1), (before, after) => before > after);
            _tally.Strike("record delivered out of order", isBehind.Count(behind => behind));
            _tally.Strike("record delivered again", file.Count - file.Distinct().Count());
        }
    }

    string Queue => Path.Combine(_folder, "q.db");

    /// <summary>Runs it; what went wrong, with all that is known of it, or null.</summary>
    public string? Run()
    {
        CountDeliveries();
        try
        {
            for (var i = 0; i < _schedule.Lives.Count && _violations.Count == 0; i++)
            {
                Deliver(i);
                Live(i, _schedule.Lives[i]);
                Wreck(_schedule.Lives[i].After);
            }
            if (_violations.Count == 0)
                Compare();
        }
        catch (Exception error) when (error is DbException or IOException or InvalidOperationException)
        {
            Violation($"the harness failed: {error}");
        }
        if (_violations.Count == 0)
            return null;
        return $"{string.Join('\n', _violations)}\n{_schedule}\n{string.Join('\n', _story)}\n"
            + $"replay with TIDINGS_SEED={_schedule.Seed}; folder {_folder} (stays with TIDINGS_KEEP=1)";
    }

    void Violation(string what)
    {
        lock (_lock)
            _violations.Add(what);
    }

    void Tell(string what)
    {
        lock (_lock)
            _story.Add(what);
    }

    /// <summary>The files grow by what is delivered before a life.</summary>
    void Deliver(int life)
    {
        foreach (var source in _schedule.Sources)
        {
            using var file = new FileStream(Path.Combine(_folder, source.File), FileMode.Append);
            using Stream content = source.IsPacked ? new GZipStream(file, CompressionLevel.Fastest) : file;
            content.Write(_schedule.Recording.Bytes(source.Parts[life]));
        }
    }

    string WriteSettings(int life, int rate)
    {
        var name = $"life{life + 1}.json";
        File.WriteAllText(Path.Combine(_folder, name), JsonSerializer.Serialize(new
        {
            sources = _schedule.Sources.Select(source =>
                new { kind = "file", name = source.Name, endpoint = source.File, rate, live = _schedule.IsLive }),
            // else the key is a file that is made at the first start
            privacy = new { key = _schedule.Seed % 2 == 0 ? "a key for tests, not a secret" : null },
            log = new { format = "text" },
        }));
        return name;
    }

    ChildProcess Start(string command, string settings, string faults, string log)
    {
        string[] words = command.Split(' ');
        List<string> arguments = [.. words, "--queue", "sqlite:q.db", "--config", settings];
        if (words[0] is "run" or "work")
            arguments.AddRange(["--store", _store.Url]);
        return new(_folder, arguments, ("TIDINGS_FAULTS", faults), ("TIDINGS_FAULTS_LOG", Path.Combine(_folder, log)));
    }

    void Compare()
    {
        var expected = new Oracle(
            _schedule.Recording.Lines, _lost.SkipOf(_schedule), TimeProvider.System.GetUtcNow()).Rows;
        using var connection = _store.Connect();
        var differences = Oracle.Compare(expected, Oracle.Read(connection));
        if (differences.Length > 0)
            Violation($"- expected, + found:\n{differences}");
        if (_lost.FirstOutsideOfGaps(_store.Path) is { } outside)
            Violation(outside);
        if (_store.Damage() is { Length: > 0 } damage)
            Violation($"the store is damaged: {damage}");
        foreach (var table in (ReadOnlySpan<string>)["dirty_hour", "dead_letter"])
            if (connection.ExecuteScalar<long>($"SELECT count(*) FROM {table}") is > 0 and var rows)
                Violation($"{table} has {rows} rows");
        foreach (var (file, query, wanted) in new[]
            {
                (Queue, "PRAGMA integrity_check", "ok"),
                (Queue, "SELECT count(*) FROM batch", "0"), (Queue, "SELECT count(*) FROM payload", "0"),
                (Queue, "SELECT batches || records || bytes FROM totals", "000"),
            })
            if (Ask(file, query) is var found && found != wanted)
                Violation($"{Path.GetFileName(file)}: {query}: {found}");
    }

    static string Ask(string file, string query)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }

    public void Dispose()
    {
        _store.Dispose();
        if (Environment.GetEnvironmentVariable("TIDINGS_KEEP") != "1" || _violations.Count == 0)
            Directory.Delete(_folder, recursive: true);
    }
}
