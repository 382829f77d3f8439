using System.Data;
using Dapper;
using Tidings.Storage.Migrations;
using Tidings.Storage.Queries;

namespace Tidings.Tests.Storage;

/// <summary>A store of any earlier version, with data in it, becomes one of the newest without losing a value.</summary>
public abstract class SchemaUpgradeContract : IDisposable
{
    readonly ManualClock _clock = new();

    /// <summary>An empty database.</summary>
    private protected abstract IDbConnection Connect();

    [Fact]
    public void MigrateTo_FromEveryEarlierVersion_KeepsEveryRow()
    {
        var newest = Migrator(Connect()).Newest;
        Assert.True(newest >= 3);
        for (var version = 1; version < newest; version++)
        {
            var connection = Connect();
            Migrator(connection).MigrateTo(version);
            SampleRows.Fill(connection);
            var before = SampleRows.Tables.Select(table => (Columns: Columns(connection, table), table))
                .Select(known => (known.Columns, known.table, Rows: Rows(known.Columns, known.table))).ToList();
            Assert.All(before, table => Assert.NotEmpty(table.Rows));

            Assert.Equal(newest - version, Migrator(connection).MigrateTo(newest));

            Assert.Equal(newest, Migrator(connection).Current());
            foreach (var (columns, table, rows) in before)
                if (table == "meta")
                    Assert.Contains("scorer|vader", Rows(columns, table));
                else
                    Assert.Equal(rows, Rows(columns, table));
            Assert.Equal($"{newest}", connection.ExecuteScalar<string>("SELECT value FROM meta WHERE key = 'schema'"));
            if (version < 4) // its days are added up by the first who has time
                Assert.Equal(2, connection.ExecuteScalar<int>("SELECT count(*) FROM dirty_day"));
            Assert.Equal(40, PostQueries.All(connection, new()).Count());
            Assert.Equal(36, HashtagQueries.Hours(connection, default).Count());
            Assert.Equal(12, TopicQueries.Hours(connection, default).Count());
            Assert.NotEmpty(SampleRows.Rows(connection, "SELECT * FROM tweet_data"));
            Migrator(connection).MigrateTo(0); // and data does not hinder the way back
            Assert.Equal(0, Migrator(connection).Current());

            IReadOnlyList<string> Rows(string columns, string table) =>
                SampleRows.Rows(connection, $"SELECT {columns} FROM {table} ORDER BY {columns}");
        }
    }

    Migrator Migrator(IDbConnection connection) => new(connection, _clock);

    static string Columns(IDbConnection connection, string table)
    {
        using var reader = connection.ExecuteReader($"SELECT * FROM {table} LIMIT 0");
        return string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(reader.GetName));
    }

    public abstract void Dispose();
}
