using System.Text;
using Tidings.Queue;

namespace Tidings.Storage.Queues;

/// <summary>
/// The embedded queue: one SQLite file, written through to disk before a batch counts as taken. Processes on one
/// machine share it.
/// </summary>
public sealed partial class SqliteQueue : IPostQueue
{
    readonly QueueDatabase _database;
    readonly SqliteQueueOptions _options;
    readonly FileStream _presence;
    readonly FieldChecksum _checksum = new();

    SqliteQueue(QueueDatabase database, SqliteQueueOptions options, FileStream presence) =>
        (_database, _options, _presence) = (database, options, presence);

    /// <summary>Its file.</summary>
    public string Path => _database.Path;

    internal QueueDatabase Database => _database;

    QueueStatements Sql => _database.Sql;

    long Now => _options.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Opens a queue; makes it where it is missing.</summary>
    /// <exception cref="QueueException">
    /// It cannot be written or is being repaired (passing); it is damaged, none of ours, or of a newer version (not
    /// passing).
    /// </exception>
    public static SqliteQueue Open(string path, SqliteQueueOptions? options = null)
    {
        options ??= new();
        var isNew = !File.Exists(QueuePresence.FileOf(path));
        var presence = QueuePresence.Enter(path);
        QueueDatabase? database = null;
        try
        {
            database = QueueDatabase.Open(path);
            if (options.Check)
                QueueVerifier.Check(database);
            return new(database, options, presence);
        }
        catch
        {
            database?.Dispose();
            presence.Dispose();
            if (isNew && database is null)
                File.Delete(QueuePresence.FileOf(path)); // nothing of ours beside what is not ours
            throw;
        }
    }

    /// <inheritdoc/>
    public string? CursorOf(string source)
    {
        CursorRow? cursor = null;
        _database.Explained(() =>
        {
            var select = Sql.SelectCursor.Text(1, Encoding.UTF8.GetBytes(source));
            cursor = select.Step() ? CursorRow.Read(select) : null;
            select.Reset();
        });
        return cursor is null || cursor.IsIntact(_checksum)
            ? cursor?.Value
            : throw QueueErrors.Damaged(Path, $"the cursor of source '{source}'");
    }

    /// <inheritdoc/>
    public ListenSession? LastSession(string source)
    {
        SessionRow? session = null;
        _database.Explained(() =>
        {
            var select = Sql.SelectLastSession.Text(1, Encoding.UTF8.GetBytes(source));
            session = select.Step() ? SessionRow.Read(select) : null;
            select.Reset();
        });
        return session is null || session.IsIntact(_checksum)
            ? session?.ToSession()
            : throw QueueErrors.Damaged(Path, $"the last session of source '{source}'");
    }

    /// <inheritdoc/>
    public QueueState State()
    {
        QueueState? state = null;
        _database.Explained(() =>
        {
            var select = Sql.SelectState;
            if (select.Step())
                state = new()
                {
                    Batches = select.GetInteger(0),
                    Records = select.GetInteger(1),
                    Bytes = select.GetInteger(2),
                    Claimed = select.GetInteger(3),
                    OldestReceivedAt = select.IsNull(4) ? null : select.GetInteger(4),
                };
            select.Reset();
        });
        return state ?? throw QueueErrors.Damaged(Path, "its totals are gone");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Leave();
        _database.Dispose();
        _presence.Dispose();
    }
}
