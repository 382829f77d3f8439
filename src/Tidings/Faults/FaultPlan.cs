using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using Tidings.Faults;
using Tidings.Queue;
using Tidings.Storage;

namespace Tidings.Cli.Faults;

/// <summary>
/// What a crash test does to this process, from the environment: <c>TIDINGS_FAULTS</c> holds faults separated by
/// blanks, each <c>KIND@POINT#N</c>, at the N-th time that the point is reached; every fault that struck is appended to
/// the file <c>TIDINGS_FAULTS_LOG</c>. Kinds: <c>kill</c> (SIGKILL), <c>lost</c> (the answer to a commit),
/// <c>full</c> (the database cannot grow; <c>*M</c>: until M more transactions began), <c>clock</c> (<c>=SECONDS</c>: the
/// clock is set).
/// </summary>
sealed partial class FaultPlan
{
    const int SigKill = 9;
    const long NoPageLimit = 4_294_967_294; // SQLite's own

    sealed record Fault(string Kind, string Point, int Count, int Times, int Seconds);

    readonly List<Fault> _faults;
    readonly string? _log;
    readonly SetClock _clock;
    readonly Dictionary<string, int> _reached = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _fullUntil = new(StringComparer.Ordinal);
    readonly Lock _lock = new();

    FaultPlan(string text, string? log, SetClock clock)
    {
        (_log, _clock) = (log, clock);
        _faults = [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    /// <summary>Puts the plan of the environment in force; returns the clock to use.</summary>
    public static TimeProvider Install(IReadOnlyDictionary<string, string> environment)
    {
        if (!environment.TryGetValue("TIDINGS_FAULTS", out var text))
            return TimeProvider.System;
        var clock = new SetClock();
        FaultPoints.Reached = new FaultPlan(text, environment.GetValueOrDefault("TIDINGS_FAULTS_LOG"), clock).Reach;
        return clock;
    }

    static Fault Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var count = text.IndexOf('#', StringComparison.Ordinal);
        if (at < 0 || count < at)
            throw new UsageException($"TIDINGS_FAULTS: '{text}' is no fault. Write KIND@POINT#N.");
        var end = text.IndexOfAny(['*', '='], count);
        var number = end < 0 ? text.Length : end;
        var value = end < 0 ? 0 : int.Parse(text.AsSpan(end + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return new(
            text[..at], text[(at + 1)..count],
            int.Parse(text.AsSpan(count + 1, number - count - 1), NumberStyles.None, CultureInfo.InvariantCulture),
            end >= 0 && text[end] == '*' ? value : 1,
            end >= 0 && text[end] == '=' ? value : 0);
    }

    void Reach(string point, object? subject)
    {
        Fault? struck;
        int count;
        lock (_lock)
        {
            count = _reached[point] = _reached.GetValueOrDefault(point) + 1;
            struck = _faults.Find(fault => fault.Point == point && fault.Count == count);
            Limit(point, count, subject, struck);
            if (struck is null)
                return;
            Note($"{struck.Kind} {point} {count}");
        }
        switch (struck.Kind)
        {
            case "kill":
                _ = Kill(Environment.ProcessId, SigKill);
                break;
            case "clock":
                _clock.Set(TimeSpan.FromSeconds(struck.Seconds));
                break;
            case "lost" when point.StartsWith("queue.", StringComparison.Ordinal):
                throw new QueueException("the answer to a commit was lost") { IsPassing = true };
            case "lost":
                throw new StoreException("the answer to a commit was lost") { Failure = StoreFailure.Passing };
        }
    }

    /// <summary>A full disk is a limit of pages on the connection that comes by, taken away again later.</summary>
    void Limit(string point, int count, object? subject, Fault? struck)
    {
        if (struck is { Kind: "full" })
            _fullUntil[point] = count + struck.Times;
        if (subject is not SqliteConnection connection || !_fullUntil.TryGetValue(point, out var until))
            return;
        using var command = connection.CreateCommand();
        // A limit below the size means the size.
        command.CommandText = $"PRAGMA max_page_count = {(count < until ? 1 : NoPageLimit)}";
        command.ExecuteNonQuery();
    }

    void Note(string what)
    {
        if (_log is null)
            return;
        using var file = new FileStream(_log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(Encoding.UTF8.GetBytes(what + "\n"));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
