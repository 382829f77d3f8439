using System.Text;
using Microsoft.Data.Sqlite;
using Tidings.Queue;
using Tidings.Storage.Sqlite;

namespace Tidings.Storage.Queues;

/// <summary>
/// Reads all of a queue that can be read, in whatever state the file is: from the front until something is unreadable,
/// from the back, and row by row in between; the indexes know the names of rows that are gone.
/// </summary>
sealed partial class QueueScan
{
    /// <summary>Beyond, a place in the queue is no place but damage itself.</summary>
    const int MaxProbes = 100_000;

    const int MaxFaults = 20;

    readonly SqliteConnection _connection;
    readonly FieldChecksum _checksum = new();
    readonly bool _areCursorsWhole;
    bool _isSchemaRight;

    /// <summary>Scans at once. The connection stays the caller's.</summary>
    public QueueScan(SqliteConnection connection)
    {
        _connection = connection;
        CheckStructure();
        Cursors = ReadAll("cursor", "source, value, checksum", CursorRow.Read, out _areCursorsWhole);
        Sessions = ReadAll("session", SessionRow.Columns, SessionRow.Read, out _);
        Batches = ReadBatches();
        FindDamagedCursors();
        FindDamagedSessions();
        CheckTotals();
    }

    /// <summary>Everything that seems to have been in the queue, the oldest first.</summary>
    public IReadOnlyList<ScannedBatch> Batches { get; }

    /// <summary>Rows as they lie there, right or damaged.</summary>
    public IReadOnlyList<CursorRow> Cursors { get; }

    /// <inheritdoc cref="Cursors"/>
    public IReadOnlyList<SessionRow> Sessions { get; }

    /// <summary>Sources whose cursor is damaged or gone.</summary>
    public IReadOnlyList<string> DamagedCursors { get; private set; } = [];

    /// <summary>What is wrong besides batches and cursors.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The first error; it tells a bad file from a bad moment.</summary>
    public SqliteException? Error { get; private set; }

    /// <summary>
    /// Batches that the totals know of and that were not found; null where the totals cannot be read.
    /// </summary>
    public long? Missing { get; private set; }

    /// <summary>Part of the batches could not be read at all, so that there may have been more of them.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>The definitions are damaged in such a way that nothing could be read by them.</summary>
    public bool IsNothingReadable => !_isSchemaRight && Batches.Count == 0 && Sessions.Count == 0;

    public bool IsIntact(SessionRow session) => session.IsIntact(_checksum);

    public bool IsIntact(CursorRow cursor) => cursor.IsIntact(_checksum);

    /// <summary>The payload of a batch; null where it is not what the row says.</summary>
    public byte[]? PayloadOf(BatchRow row)
    {
        byte[] payload = [];
        if (row.PayloadBytes != 0)
            Read("SELECT bytes FROM payload WHERE n = ?", select => payload = select.GetBlob(0).ToArray(), row.N);
        return row.IsIntact(payload) ? payload : null;
    }

    /// <summary>SQLite takes a damaged name of a column for another name, so the definitions are compared.</summary>
    void CheckStructure()
    {
        Read("PRAGMA integrity_check(20)", row =>
        {
            var found = Encoding.UTF8.GetString(row.GetText(0));
            if (found != "ok")
                Fault(found);
        });
        Read(QueueDatabase.SelectSchema, row =>
        {
            _isSchemaRight = Encoding.UTF8.GetString(row.GetText(0)) == QueueDatabase.ReadRightSchema();
            if (!_isSchemaRight)
                Fault("its tables are not defined as they should be");
        });
    }

    List<T> ReadAll<T>(string table, string columns, Func<SqliteStatement, T> read, out bool isWhole)
    {
        var rows = new SortedDictionary<long, T>();
        isWhole = Read(
            $"SELECT {columns}, rowid AS place FROM {table} NOT INDEXED ORDER BY rowid",
            row => rows[row.GetInteger(row.Columns - 1)] = read(row));
        if (!isWhole)
            Read(
                $"SELECT {columns}, rowid AS place FROM {table} NOT INDEXED ORDER BY rowid DESC",
                row => rows[row.GetInteger(row.Columns - 1)] = read(row));
        return [.. rows.Values];
    }

    /// <summary>
    /// The index knows names of rows that are gone; where it is gone too, sources in general have a cursor.
    /// </summary>
    void FindDamagedCursors()
    {
        var intact = Cursors.Where(IsIntact).Select(cursor => cursor.Source).ToHashSet();
        var named = Cursors.Select(cursor => cursor.Source).ToList();
        if (!_areCursorsWhole)
            named.AddRange(Sessions.Where(IsIntact).Select(session => session.Source)
                .Concat(Batches.Where(batch => batch.IsHeaderIntact).Select(batch => batch.Row!.Header.Source)));
        Read(
            "SELECT source FROM cursor INDEXED BY sqlite_autoindex_cursor_1 ORDER BY source",
            row => named.Add(Encoding.UTF8.GetString(row.GetText(0))));
        DamagedCursors = [.. named.Distinct().Except(intact)];
    }

    void FindDamagedSessions()
    {
        var intact = Sessions.Where(IsIntact).Select(session => session.Name).ToHashSet();
        var named = Sessions.Select(session => session.Name)
            .Concat(Batches.Where(batch => batch.IsHeaderIntact).Select(batch => batch.Row!.Header.Id.Session));
        foreach (var session in named.Distinct().Except(intact))
            Fault($"the row of session {session} is damaged or gone");
    }

    void CheckTotals()
    {
        var isThere = false;
        Read("SELECT batches, records, bytes FROM totals WHERE id = 1", row =>
        {
            isThere = true;
            Missing = row.GetInteger(0) - Batches.Count;
            var rows = Batches.Where(batch => batch.Row is not null).Select(batch => batch.Row!).ToList();
            if (row.GetInteger(0) != rows.Count
                || row.GetInteger(1) != rows.Sum(batch => (long)batch.Header.Records)
                || row.GetInteger(2) != rows.Sum(batch => batch.PayloadBytes + BatchRow.Overhead))
                Fault("the totals are not those of the batches");
        });
        if (!isThere)
            Fault("the totals are gone");
    }

    void Fault(string found)
    {
        if (Faults.Count < MaxFaults && !Faults.Contains(found))
            Faults.Add(found);
    }

    /// <summary>Runs a query as far as it goes; false where it did not go to the end.</summary>
    bool Read(string sql, Action<SqliteStatement> row, params ReadOnlySpan<long?> arguments)
    {
        SqliteStatement? statement = null;
        try
        {
            statement = new(_connection, sql);
            for (var i = 0; i < arguments.Length; i++)
                statement.Integer(i + 1, arguments[i]);
            while (statement.Step())
                row(statement);
            return true;
        }
        catch (SqliteException error)
        {
            Error ??= error;
            Fault(error.Message);
            return false;
        }
        finally
        {
            statement?.Close();
        }
    }
}
