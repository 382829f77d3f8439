using System.Text;
using Tidings.Queue;
using Tidings.Storage.Sqlite;

namespace Tidings.Storage.Queues;

/// <summary>A row of <c>cursor</c> as it lies in the file, right or damaged.</summary>
sealed record CursorRow(string Source, string Value, long Checksum)
{
    /// <summary>Reads source, value, checksum.</summary>
    public static CursorRow Read(SqliteStatement row) => new(
        Encoding.UTF8.GetString(row.GetText(0)), Encoding.UTF8.GetString(row.GetText(1)), row.GetInteger(2));

    public static void Write(SqliteStatement upsert, SourceCursor cursor, FieldChecksum checksum) => upsert
        .Text(1, Encoding.UTF8.GetBytes(cursor.Source)).Text(2, Encoding.UTF8.GetBytes(cursor.Value))
        .Integer(3, Sum(cursor, checksum))
        .Run();

    public bool IsIntact(FieldChecksum checksum) => Sum(new(Source, Value), checksum) == Checksum;

    static long Sum(SourceCursor cursor, FieldChecksum checksum) =>
        checksum.Add(cursor.Source).Add(cursor.Value).Finish();
}
