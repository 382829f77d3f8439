using Tidings.Storage;
using Tidings.Storage.Copying;

namespace Tidings.Tests.Storage.Copying;

/// <summary>What holds for a copy from one kind of database to another.</summary>
public abstract class StoreCopyContract(bool isFromPostgres, bool isToPostgres) : IDisposable
{
    readonly CopyPlaces _places = new();

    public void Dispose()
    {
        _places.Dispose();
        GC.SuppressFinalize(this);
    }

    StoreUrl Source() => _places.NewFilled(isFromPostgres);

    StoreUrl Place() => _places.New(isToPostgres);

    [Fact]
    public void Run_RowsInEveryTable_AreEqualThereAndBack()
    {
        var (from, to, back) = (Source(), Place(), _places.New(isFromPostgres));

        var tables = _places.Copy(from, to);
        _places.Copy(to, back);

        var expected = _places.Rows(from);
        Assert.All(tables, table => Assert.True(table.IsEqual && table.Rows == table.Expected && table.Rows > 0, table.Table));
        Assert.Equal(CopyTables.All.Select(table => table.Name), tables.Select(table => table.Table));
        Assert.Equal(expected.Count, tables.Sum(table => table.Rows));
        Assert.Equal(expected, _places.Rows(to));
        Assert.Equal(expected, _places.Rows(back));
    }

    [Fact]
    public void Run_EmptyStore_GivesAnEmptyStore()
    {
        var (from, to) = (_places.New(isFromPostgres), Place());
        Stores.OpenForWriting(from, _places.Clock).Dispose();
        Assert.All(_places.Copy(from, to), table => Assert.True(table.IsEqual && table.Rows == 0));
        Stores.OpenForReading(to, _places.Clock).Dispose();
    }

    [Theory]
    [InlineData("INSERT INTO trade (client_id, symbol, side, price, quantity, funds, fee, traded_at) SELECT client_id, symbol, side, price, quantity, funds, fee, traded_at FROM trade WHERE client_id = 'c1'", "trade", "id")]
    [InlineData("INSERT INTO dirty_hour (hour, why) SELECT hour, 'more' FROM hour", "dirty_hour", "n")]
    [InlineData("INSERT INTO dead_letter (received_at, source, reason, raw) SELECT received_at, source, reason, raw FROM dead_letter", "dead_letter", "n")]
    [InlineData("INSERT INTO listen_session (session, source, is_live, started_at, stored_through, heard_until) SELECT session || 'x', source, is_live, started_at, stored_through, heard_until FROM listen_session", "listen_session", "n")]
    [InlineData("INSERT INTO post (platform, id, posted_at, received_at, author, is_repost, blacklisted, happy, text) SELECT 'seed', 'new', posted_at, received_at, author, is_repost, blacklisted, happy, text FROM post WHERE id = '0'", "post", "seq")]
    public void Run_NumbersGivenOutBefore_AreNotGivenAgain(string insert, string table, string column)
    {
        var (from, to) = (Source(), Place());
        _places.Execute(from, insert);
        var last = _places.Number(from, $"SELECT max({column}) FROM {table}");
        _places.Execute(from, $"DELETE FROM {table} WHERE {column} = {last}");

        _places.Copy(from, to);
        _places.Execute(to, $"DELETE FROM {table} WHERE {column} = {last}"); // nothing: it was not there to be copied
        _places.Execute(to, insert.Replace("|| 'x'", "|| 'y'", StringComparison.Ordinal));

        Assert.True(_places.Number(to, $"SELECT max({column}) FROM {table}") > last);
    }

    [Fact]
    public void Run_SourceWrittenMeanwhile_CopiesTheStateOfTheBeginning()
    {
        var (from, to) = (Source(), Place());
        var expected = _places.Rows(from);
        var isWritten = false;
        var tables = _places.Copy(from, to, (_, _, _) =>
        {
            if (!isWritten)
                _places.Execute(from, "DELETE FROM post_topic; INSERT INTO post_alias VALUES ('x', 'late', '1', NULL)");
            isWritten = true;
        });
        Assert.All(tables, table => Assert.True(table.IsEqual, table.Table));
        Assert.Equal(expected, _places.Rows(to));
        Assert.NotEqual(expected, _places.Rows(from));
    }

    [Fact]
    public void Run_TargetWrittenMeanwhile_TellsAndKeepsTheMark()
    {
        var (from, to) = (Source(), Place());
        var isWritten = false;
        var tables = _places.Copy(from, to, (step, done, all) =>
        {
            if (step == "copying" && done == all && !isWritten)
            {
                isWritten = true;
                _places.Execute(to, "UPDATE post SET text = 'other' WHERE seq = 3; DELETE FROM gap");
            }
        });
        Assert.Equal(["gap", "post"], tables.Where(table => !table.IsEqual).Select(table => table.Table));
        Refused(() => Stores.OpenForReading(to, _places.Clock), "unfinished copy");
    }

    [Theory]
    [InlineData("copying", 1)]
    [InlineData("copying", 20)]
    [InlineData("checking", 5)]
    public void Run_Interrupted_IsRefusedUntilItIsDoneAnew(string step, int reports)
    {
        var (from, to) = (Source(), Place());
        var left = reports;
        Assert.Throws<OperationCanceledException>(() => _places.Copy(from, to, (name, _, _) =>
        {
            if (name == step && --left == 0)
                throw new OperationCanceledException();
        }));

        Refused(() => Stores.OpenForReading(to, _places.Clock), "tidings copy --from");
        Refused(() => Stores.OpenForWriting(to, _places.Clock), "unfinished copy of " + from);
        Refused(() => _places.Copy(to, Place()), "unfinished copy");
        Refused(() => _places.Copy(Source(), to), "unfinished copy of " + from);

        Assert.All(_places.Copy(from, to), table => Assert.True(table.IsEqual, table.Table));
        Assert.Equal(_places.Rows(from), _places.Rows(to));
        Stores.OpenForWriting(to, _places.Clock).Dispose();
    }

    [Theory]
    [InlineData("INSERT INTO post_alias VALUES ('x', '', '1', NULL)", "post_alias")]
    [InlineData("INSERT INTO hashtag_hour SELECT hour, 'a', 1, 1, 1, 1 FROM hour; INSERT INTO author_state VALUES ('x', 1, 'active', 1)", "author_state")]
    public void Run_TargetWithRows_IsRefusedAndStays(string sql, string table)
    {
        var (from, to) = (Source(), Place());
        Stores.OpenForWriting(to, _places.Clock).Dispose();
        _places.Execute(to, sql);
        var before = _places.Rows(to);
        Refused(() => _places.Copy(from, to), $"is not empty: there are rows in {table}");
        Assert.Equal(before, _places.Rows(to));
        Stores.OpenForWriting(to, _places.Clock).Dispose();
    }

    [Fact]
    public void Run_OlderSource_IsRefused()
    {
        var from = Source();
        using (var store = Stores.OpenExisting(from, _places.Clock))
            store.MigrateTo(2);
        Refused(() => _places.Copy(from, Place()), "tidings migrate");
    }

    static void Refused(Action work, string expected) => Assert.Contains(
        expected, Assert.Throws<StoreException>(work).Message, StringComparison.Ordinal);
}
