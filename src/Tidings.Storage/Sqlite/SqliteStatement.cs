using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tidings.Storage.Sqlite;

/// <summary>
/// A prepared statement that binds UTF-8 without strings in between: the write path stores texts as they were decoded.
/// Everything else goes through Dapper.
/// </summary>
/// <remarks>Owned and closed by its <see cref="StatementSet"/>.</remarks>
sealed class SqliteStatement
{
    readonly sqlite3 _database;
    readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("the connection is closed");
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Rows that the last run inserted, changed or deleted.</summary>
    public int Changes => raw.sqlite3_changes(_database);

    /// <summary>The key of the last inserted row.</summary>
    public long LastRowId => raw.sqlite3_last_insert_rowid(_database);

    public SqliteStatement Text(int index, ReadOnlySpan<byte> utf8)
    {
        // An empty span has a null pointer, which SQLite would take as NULL.
        Check(utf8.IsEmpty
            ? raw.sqlite3_bind_text(_statement, index, "")
            : raw.sqlite3_bind_text(_statement, index, utf8));
        return this;
    }

    public SqliteStatement TextOrNull(int index, ReadOnlySpan<byte> utf8)
    {
        Check(utf8.IsEmpty ? raw.sqlite3_bind_null(_statement, index) : raw.sqlite3_bind_text(_statement, index, utf8));
        return this;
    }

    public SqliteStatement Blob(int index, ReadOnlySpan<byte> bytes)
    {
        Check(bytes.IsEmpty // a null pointer, as above
            ? raw.sqlite3_bind_zeroblob(_statement, index, 0)
            : raw.sqlite3_bind_blob(_statement, index, bytes));
        return this;
    }

    public SqliteStatement Integer(int index, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, index, value));
        return this;
    }

    public SqliteStatement Integer(int index, bool value) => Integer(index, value ? 1 : 0);

    public SqliteStatement Integer(int index, long? value)
    {
        Check(value is { } number
            ? raw.sqlite3_bind_int64(_statement, index, number)
            : raw.sqlite3_bind_null(_statement, index));
        return this;
    }

    public SqliteStatement Real(int index, double value)
    {
        Check(raw.sqlite3_bind_double(_statement, index, value));
        return this;
    }

    /// <summary>Steps to the next row; false at the end. <see cref="Reset"/> must follow.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            raw.sqlite3_reset(_statement);
            Check(result);
        }
        return result == raw.SQLITE_ROW;
    }

    public void Reset() => raw.sqlite3_reset(_statement); // repeats the error that Step has thrown already

    /// <summary>Runs a statement without rows; returns the rows changed.</summary>
    public int Run()
    {
        Step();
        Reset();
        return Changes;
    }

    /// <summary>The number that a statement of one row and column gives.</summary>
    public long Value()
    {
        Step();
        var value = GetInteger(0);
        Reset();
        return value;
    }

    public long GetInteger(int column) => raw.sqlite3_column_int64(_statement, column);

    public double GetReal(int column) => raw.sqlite3_column_double(_statement, column);

    /// <summary>Columns of a row.</summary>
    public int Columns => raw.sqlite3_column_count(_statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>Valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> GetText(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <summary>Valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> GetBlob(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Close() => _statement.Dispose();

    void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _database);
    }
}
