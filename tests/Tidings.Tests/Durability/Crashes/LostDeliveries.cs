using Microsoft.Data.Sqlite;

namespace Tidings.Tests.Durability.Crashes;

/// <summary>
/// What a repaired queue has lost for good: batches that were in it before the damage, are not in it afterwards, are
/// not in the store, and whose source is not read again from its beginning.
/// </summary>
/// <remarks>
/// One damage in a schedule keeps this exact: the place in a source and its records move in one transaction, so until
/// then each place of a file was queued once.
/// </remarks>
sealed class LostDeliveries
{
    /// <summary>Times that a record was lost, by its content.</summary>
    readonly Dictionary<string, int> _times = new(StringComparer.Ordinal);

    readonly List<(string Source, long ReceivedAt)> _moments = [];

    /// <summary>The damage has cost nothing yet.</summary>
    public LostDeliveries()
    {
    }

    public LostDeliveries(QueueCopy before, QueueCopy after, string store)
    {
        var saved = after.Batches.Where(batch => batch.Payload.Length > 0)
            .Select(batch => (batch.Session, batch.Number)).ToHashSet();
        foreach (var batch in before.Batches.Where(batch => !saved.Contains((batch.Session, batch.Number))))
        {
            if (IsStored(batch, store) || !after.Cursors.ContainsKey(batch.Source))
                continue;
            foreach (var (record, receivedAt) in QueueCopy.Records(batch))
            {
                var content = Convert.ToBase64String(record);
                _times[content] = _times.GetValueOrDefault(content) + 1;
                _moments.Add((batch.Source, receivedAt));
            }
        }
    }

    /// <summary>Lost deliveries.</summary>
    public int Count => _moments.Count;

    /// <summary>The lines that were delivered nowhere else.</summary>
    public Func<int, bool> SkipOf(CrashSchedule schedule)
    {
        if (_times.Count == 0)
            return static _ => false;
        var contents = schedule.Recording.Lines.Select(line => Convert.ToBase64String(Trimmed(line))).ToList();
        var delivered = schedule.Sources.SelectMany(source => source.Parts).SelectMany(part => part)
            .GroupBy(index => contents[index], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        return index => _times.TryGetValue(contents[index], out var times) && times >= delivered[contents[index]];
    }

    /// <summary>The first loss that lies in no gap; null where all do.</summary>
    public string? FirstOutsideOfGaps(string store)
    {
        if (_moments.Count == 0)
            return null;
        var gaps = new List<(string Source, long From, long To)>();
        using var connection = new SqliteConnection($"Data Source={store};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT source, from_at, to_at FROM gap WHERE reason = 'damage' AND filled_at IS NULL";
        using var row = command.ExecuteReader();
        while (row.Read())
            gaps.Add((row.GetString(0), row.GetInt64(1), row.GetInt64(2)));
        foreach (var (source, at) in _moments)
            if (!gaps.Exists(gap => gap.Source == source && gap.From <= at && at <= gap.To))
                return $"{source} at {at} is lost and in no gap of ({string.Join(", ", gaps)})";
        return null;
    }

    static bool IsStored(QueuedBatch batch, string store)
    {
        if (!File.Exists(store))
            return false;
        using var connection = new SqliteConnection($"Data Source={store};Pooling=False");
        connection.Open();
        using var tables = connection.CreateCommand();
        tables.CommandText = "SELECT count(*) FROM sqlite_master WHERE name IN ('listen_session', 'batch_seen')";
        if ((long)tables.ExecuteScalar()! < 2)
            return false; // killed while it made its tables
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT EXISTS (SELECT 1 FROM listen_session WHERE session = $session AND stored_through >= $number)
              OR EXISTS (SELECT 1 FROM batch_seen WHERE session = $session AND number = $number)
            """;
        command.Parameters.AddWithValue("$session", batch.Session);
        command.Parameters.AddWithValue("$number", batch.Number);
        return (long)command.ExecuteScalar()! != 0;
    }

    /// <summary>White space at the ends is no part of a record.</summary>
    static byte[] Trimmed(byte[] line) => line.AsSpan().Trim(" \t\r\n"u8).ToArray();
}
