using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tidings.Queue;

namespace Tidings.Storage.Queues;

/// <summary>Errors of a queue's file in words.</summary>
static class QueueErrors
{
    public const string Mending = "Run 'tidings queue verify', then 'tidings queue repair'.";

    /// <summary>What SQLite says, as an error of the queue.</summary>
    public static QueueException Explain(SqliteException error, string path)
    {
        var code = IsDamage(error) && Code(error) != raw.SQLITE_NOTADB ? raw.SQLITE_CORRUPT : Code(error);
        return new(
            code switch
            {
                raw.SQLITE_NOTADB => $"{path} is no SQLite database, or is damaged. {Mending}",
                raw.SQLITE_CORRUPT => $"{path} is damaged ({error.Message}). {Mending}",
                raw.SQLITE_CANTOPEN => $"{path} cannot be opened. Check that its folder exists and may be written.",
                raw.SQLITE_READONLY or raw.SQLITE_PERM => ReadOnlyText(path),
                raw.SQLITE_FULL => $"{path} cannot grow: the disk is full.",
                raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                    $"{path} is in use by another program for over {QueueDatabase.BusyMilliseconds / 1000} s.",
                raw.SQLITE_IOERR or raw.SQLITE_PROTOCOL => $"{path}: {error.Message}",
                _ => $"{path} does not work as a queue ({error.Message}). {Mending}",
            },
            error)
        {
            IsPassing = code is raw.SQLITE_FULL or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_IOERR
                or raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN or raw.SQLITE_PROTOCOL,
        };
    }

    /// <summary>
    /// Whether the file itself is broken; also where it ends within a page, which SQLite takes for trouble of the disk.
    /// </summary>
    public static bool IsDamage(SqliteException error) => Code(error) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB
        || error.SqliteExtendedErrorCode == raw.SQLITE_IOERR_SHORT_READ;

    /// <summary>The file is not what it should be.</summary>
    public static QueueException Damaged(string path, string found) => new($"{path} is damaged: {found}. {Mending}");

    /// <summary>The file may not be written.</summary>
    public static QueueException ReadOnly(string path) => new(ReadOnlyText(path)) { IsPassing = true };

    /// <summary>The system refuses the file or one beside it.</summary>
    public static QueueException Refused(string path, Exception error) =>
        new($"{path} cannot be opened: {error.Message}", error) { IsPassing = true };

    static string ReadOnlyText(string path) =>
        $"{path} is read-only. Change its permissions, or name another file in the setting 'queue'.";

    static int Code(SqliteException error) => error.SqliteErrorCode & 0xFF;
}
