using Dapper;
using Tidings.Storage;
using Tidings.Storage.Copying;

namespace Tidings.Tests.Storage.Copying;

public sealed class CopyTablesTests
{
    /// <summary>A migration that adds a table or a column must tell it to the copy too.</summary>
    [Fact]
    public void All_TablesAndColumns_AreThoseOfTheSchema()
    {
        using var places = new CopyPlaces();
        var url = places.New(isPostgres: false);
        Stores.OpenForWriting(url, places.Clock).Dispose();
        var schema = places.With(url, connection => connection.Query<string>("""
            SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT IN ('lease', 'schema_migration')
            """).Order(StringComparer.Ordinal));
        Assert.Equal(schema, CopyTables.All
            .SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}"))
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void StoreCopy_SamePlace_IsRefused()
    {
        var error = Assert.Throws<StoreException>(() =>
            new StoreCopy(new("a.db"), new("./a.db"), TimeProvider.System));
        Assert.Contains("both name", error.Message, StringComparison.Ordinal);
    }
}
