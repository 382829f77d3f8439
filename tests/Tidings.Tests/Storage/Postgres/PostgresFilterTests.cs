using System.Globalization;
using Dapper;
using Npgsql;
using Tidings.Storage;
using Tidings.Storage.Postgres;

namespace Tidings.Tests.Storage.Postgres;

/// <summary>A writer that asks only for ids that may be known must miss none.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresFilterTests : IDisposable
{
    readonly PostgresStoreHost _host = new();

    static PostVersion Post(string id, params string[] nativeIds) =>
        new()
        {
            Id = id,
            Version = long.Parse(id, CultureInfo.InvariantCulture),
            IsKeptAnyway = true,
            NativeIds = nativeIds,
        };

    static PostDelete Delete(string id) => new() { Id = id, At = Some.Hour + Some.Minute, PostedAt = Some.Hour };

    IPostWriter Another() => _host.Store.CreateWriter(new() { Topics = Some.Topics });

    int Lookups => _host.Connection.ExecuteScalar<int>("SELECT count(*) FROM pg_class WHERE relname = 'tidings_asked'");

    [Fact]
    public void Write_NewIds_AsksForNone()
    {
        _host.Write([Post("100"), Delete("200")]);
        _host.Write([Post("101"), Delete("201")]);
        Assert.Equal(0, Lookups);
        Assert.Equal(1, _host.Write([Post("100")]).Repeated);
        Assert.Equal(1, Lookups);
    }

    [Fact]
    public void Write_AnotherWriterCameBetween_KnowsItsTombstones()
    {
        _host.Write([Post("100")]);
        using var other = Another();
        other.Write(Some.Batch([Delete("200")]), []);
        Assert.Equal(1, _host.Write([Post("200")]).RefusedDeleted);
        other.Write(Some.Batch([Delete("201")]), []);
        Assert.Equal(1, _host.Write([Post("201")]).RefusedDeleted);
    }

    [Fact]
    public void Write_BothWritersKnewAllIds_KnowEachOthersPosts()
    {
        using var other = Another();
        _host.Write([Post("100")]);
        other.Write(Some.Batch([Post("101")]), []);
        Assert.Equal(1, _host.Write([Post("101")]).Repeated);
        Assert.Equal(1, other.Write(Some.Batch([Post("100")]), []).Repeated);
    }

    [Fact]
    public void Write_AfterARestart_KnowsIdsAndOtherIds()
    {
        _host.Write([Post("100", "110"), Delete("200")]);
        _host.Restart();
        Assert.Equal(1, _host.Write([Post("100", "110")]).Repeated);
        Assert.Equal(1, _host.Write([Post("200")]).RefusedDeleted);
        _host.Restart();
        _host.Write([Delete("110")]);
        Assert.Empty(_host.Rows("SELECT id FROM post"));
    }

    [Fact]
    public void Write_FirstTransactionWasRolledBack_ReadsTheLedgerAnew()
    {
        _host.Store.Guard = () => throw new StoreException("not now");
        Assert.Throws<StoreException>(() => _host.Write([Post("100")]));
        _host.Store.Guard = null;
        using (var other = Another())
            other.Write(Some.Batch([Post("101")]), []);
        Assert.Equal(1, _host.Write([Post("101")]).Repeated);
        Assert.Equal(1, _host.Write([Post("100")]).Kept);
    }

    [Fact]
    public void Write_RowsCameByCopy_LooksThemUp()
    {
        _host.Write([Post("100")]);
        PostgresWriter.ForgetLast((NpgsqlConnection)_host.Connection);
        _host.Connection.Execute("""
            INSERT INTO post_key (platform, id, posted_at, version, state, origin)
            SELECT platform, '101', posted_at, 101, 'deleted', origin FROM post_key
            """);
        Assert.Equal(1, _host.Write([Post("101")]).RefusedDeleted);
    }

    [Fact]
    public void Add_ManyIds_ForgetsNoneAndSeldomErrs()
    {
        const int seed = 11;
        const int count = 500_000;
        var random = new Random(seed);
        var hashes = new HashSet<int>();
        while (hashes.Count < count)
            hashes.Add(random.Next(int.MinValue, int.MaxValue));
        var filter = new LedgerFilter();
        var mistaken = hashes.Count(filter.Add);
        Assert.True(mistaken < count / 1_000, $"{mistaken} new ids were taken for known (seed {seed})");
        Assert.All(hashes, hash => Assert.True(filter.Add(hash)));
    }

    public void Dispose() => _host.Dispose();
}
