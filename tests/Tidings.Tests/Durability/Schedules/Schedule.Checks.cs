using System.Data;
using System.Globalization;
using Dapper;

namespace Tidings.Tests.Durability.Schedules;

sealed partial class Schedule
{
    /// <summary>What must hold when all is done.</summary>
    void Check()
    {
        CheckQueue();
        CheckLosses();
        CheckRows();
        CheckHours();
        CheckSealedHours();
        CheckMarks();
    }

    static long Number(IDbConnection connection, string query) => connection.ExecuteScalar<long>(query);

    static List<string> Texts(IDbConnection connection, string query) => connection.Query<string>(query).AsList();

    /// <summary>Fails where a query finds anything.</summary>
    static void None(IDbConnection connection, string what, string query)
    {
        if (Texts(connection, query) is { Count: > 0 } found)
            throw new ScheduleViolationException($"{what}:\n{string.Join('\n', found.Take(20))}");
    }

    void CheckQueue()
    {
        None(_world.QueueReader, "batches are left in the queue", "SELECT session || '/' || number FROM batch");
        None(_world.QueueReader, "payloads are left in the queue", "SELECT n FROM payload");
        None(_world.QueueReader, "the queue's totals are wrong", """
            SELECT batches || ' ' || records || ' ' || bytes FROM totals WHERE (batches, records, bytes) <> (0, 0, 0)
            """);
        None(_world.StoreReader, "batches are not compacted", "SELECT session || '/' || number FROM batch_seen");
        None(_world.StoreReader, "sessions are not stored to their ends", """
            SELECT session || ' of ' || source || ': ' || stored_through || ' of ' || coalesce(CAST(last_number AS TEXT), 'unknown')
            FROM listen_session WHERE stored_through IS DISTINCT FROM last_number
            """);
        var known = _world.Batches.Keys.GroupBy(id => id.Session)
            .ToDictionary(group => group.Key, group => group.Max(id => id.Number));
        foreach (var (session, through) in _world.StoreReader.Query<(string, long)>(
            "SELECT session, stored_through FROM listen_session"))
            if (!known.Remove(session, out var last) || last != through)
                throw new ScheduleViolationException(
                    $"session {session}: {last} batches in the queue, {through} in the store");
        if (known.Count > 0)
            throw new ScheduleViolationException($"the store does not know the sessions {string.Join(' ', known.Keys)}");
    }

    /// <summary>What was read and is not stored lies in a gap, and only where it may be lost.</summary>
    void CheckLosses()
    {
        foreach (var listener in _listeners)
        {
            var gaps = _world.StoreReader.Query<(long From, long To, string Reason)>(
                "SELECT from_at, to_at, reason FROM gap WHERE source = @Name AND reason <> 'not_stored'",
                listener.Source).AsList();
            foreach (var (line, at) in listener.Reads)
            {
                if (_world.EnqueuedLines.Contains(_world.Recording.IndexOf(_world.Recording.Lines[line])))
                    continue;
                _world.Tally.Add("lines lost in a gap");
                // What can be read again counts where it was read last. After a clock was set, times of records and of gaps are not the same measure.
                var times = listener.Source.HasCursor
                    ? listener.Reads.Where(read => read.Line == line).Select(read => read.At).ToList()
                    : [at];
                if (!gaps.Exists(gap =>
                    _world.Options.ClockJumps || times.Exists(time => gap.From <= time && time <= gap.To)))
                    throw new ScheduleViolationException(
                        $"line {line}, read by {listener.Name} at {Time(at)}, is "
                        + $"neither stored nor in a gap: {string.Join(", ", gaps.Select(Text))}");
                if (listener.Source.HasCursor && !gaps.Exists(gap => gap.Reason == "overflow"))
                    throw new ScheduleViolationException(
                        $"line {line} of {listener.Name} was lost although it can be read again");
            }
        }
        if (!_world.EnqueuedLines.SetEquals(_world.StoredLines))
            throw new ScheduleViolationException(
                $"lines in the queue, not in the store: {string.Join(' ', _world.EnqueuedLines.Except(_world.StoredLines))}");

        static string Text((long From, long To, string Reason) gap) => $"{Time(gap.From)} to {Time(gap.To)} {gap.Reason}";

        static string Time(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at)
            .ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
    }

    /// <summary>Both tables are what the recount says: of a sealed hour with what was stored until then.</summary>
    void CheckRows()
    {
        var expected = Recount(_world.StoredLines).Where(row => !_world.SealedHours.ContainsKey(HourOf(row)))
            .Concat(_world.SealedHours.SelectMany(hour => Recount(hour.Value).Where(row => HourOf(row) == hour.Key)))
            .ToList();
        var differences = Oracle.Compare(expected, Oracle.Read(_world.StoreReader));
        if (differences.Length > 0)
            throw new ScheduleViolationException(
                $"- expected, + found:\n{differences}\nof {_world.StoredLines.Count} lines");

        static long HourOf(string row) => DateTimeOffset.Parse(
            row.Split('|')[1], CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
    }

    IReadOnlyList<string> Recount(IReadOnlySet<int> stored) => _world.Recording.Recount(stored, _world.Clock.GetUtcNow());

    void CheckHours()
    {
        None(_world.StoreReader, "marks are left", "SELECT hour || ' ' || why FROM dirty_hour");
        None(_world.StoreReader, "hours are open", "SELECT hour FROM hour WHERE state = 'open'");
        None(_world.StoreReader, "coverages are out of range", """
            SELECT hour || ' ' || coverage FROM hour WHERE NOT coverage BETWEEN 0 AND 1
            """);
        None(_world.StoreReader, "hours that were listened to have no coverage", """
            SELECT hour FROM hour
            WHERE coverage IS NULL AND state <> 'sealed'
              AND EXISTS (SELECT 1 FROM listening WHERE to_at > hour AND from_at < hour + 3600000 AND to_at > from_at)
            """);
        None(_world.StoreReader, "gaps of what is stored by now are not filled", """
            SELECT source || ' ' || from_at || ' to ' || to_at FROM gap WHERE reason = 'not_stored' AND filled_at IS NULL
            """);
        None(_world.StoreReader, "stretches run backwards", """
            SELECT source || ' ' || from_at || ' to ' || to_at FROM listening WHERE to_at < from_at
            UNION ALL
            SELECT source || ' ' || from_at || ' to ' || to_at FROM gap WHERE to_at <= from_at
            """);
    }

    void CheckSealedHours() => None(_world.StoreReader, "sealed hours have posts", """
        SELECT hour FROM hour
        WHERE state = 'sealed' AND (
          EXISTS (SELECT 1 FROM post WHERE posted_at >= hour.hour AND posted_at < hour.hour + 3600000)
          OR EXISTS (SELECT 1 FROM post_hashtag t WHERE t.hour = hour.hour)
          OR EXISTS (SELECT 1 FROM post_topic t WHERE t.hour = hour.hour))
        """);

    /// <summary>No mark was lost: computing every hour anew changes nothing.</summary>
    void CheckMarks()
    {
        using var link = _world.Link();
        foreach (var hour in _world.StoreReader.Query<long>("SELECT hour FROM hour ORDER BY hour"))
            if (link.Session.RollUp.Compute(HourUtc.OfUnixMilliseconds(hour)).IsChanged)
                throw new ScheduleViolationException(
                    $"the hour {HourUtc.OfUnixMilliseconds(hour)} was not computed to the end");
    }
}
