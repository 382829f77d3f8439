using Npgsql;
using Tidings.Configuration;
using Tidings.Storage;
using Tidings.Storage.Postgres;
using Tidings.Tests.Support;

namespace Tidings.Tests.Storage.Postgres;

[Trait("Category", "Postgres")]
public sealed class PostgresPoolTests : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    readonly PostgresServer _server = PostgresServer.Current;
    readonly PostgresDatabase _database;
    readonly List<PostgresAddress> _used = [];

    public PostgresPoolTests() => _database = _server.NewDatabase();

    [Fact]
    public void Open_ByUrl_IsTheDatabaseOfTheUrl()
    {
        var pool = PoolOf(_database.Url + "?application_name=what%20I%20say");

        using var connection = pool.Open();

        Assert.Equal(_database.Name, Read<string>(connection, "SELECT current_database()::text"));
        Assert.Equal("what I say", Read<string>(connection, "SHOW application_name"));
        Assert.Equal("UTC", Read<string>(connection, "SHOW TimeZone"));
        Assert.Equal((1, false), (pool.Rented, pool.IsStarved));
    }

    [Fact]
    public void Open_BySocket_IsTheSameServer()
    {
        Assert.SkipWhen(_server.SocketFolder is null, "the server that was given has no socket here");
        var address = _server.Address;
        var password = Uri.EscapeDataString(address.Password!.Reveal());
        var pool = PoolOf(
            $"postgres://{address.User}:{password}@/{_database.Name}?host={_server.SocketFolder}&port={address.Hosts[0].Port}");

        using var connection = pool.Open();

        Assert.True(Read<bool>(connection, "SELECT inet_server_addr() IS NULL"));
    }

    [Fact]
    public void Open_SecondOfSeveralHosts_Answers()
    {
        var dead = FreePort.Next();
        var address = _database.Store.Postgres!;
        var pool = PoolOf(address with { Hosts = [new("127.0.0.1", dead), .. address.Hosts], TargetSession = "read-write" });

        using var connection = pool.Open();

        Assert.Equal(address.Hosts[0].Port, Read<int>(connection, "SELECT inet_server_port()"));
    }

    [Fact]
    public void Open_Returned_IsUsedAgain()
    {
        var pool = PoolOf(_database.Url);
        int first;
        using (var connection = pool.Open())
            first = connection.ProcessID;

        using var again = pool.Open();

        Assert.Equal((first, 1), (again.ProcessID, pool.Rented));
        Assert.Same(pool, PostgresPool.Of(StoreUrl.Parse(_database.Url).Postgres!));
    }

    [Fact]
    public void Open_RoleOfOneConnection_SharesItInTheProcess()
    {
        using var role = _server.NewRole("CONNECTION LIMIT 1");
        var pool = PoolOf(_database.UrlOf(role));
        var first = pool.Open();
        Assert.False(pool.IsStarved);

        var second = new Thread(() => pool.Open().Dispose()) { IsBackground = true };
        second.Start();
        Assert.True(SpinWait.SpinUntil(() => pool.IsStarved, Limit));
        Assert.True(second.IsAlive);
        first.Dispose();
        Assert.True(second.Join(Limit));

        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public async Task Open_RoleOfOneConnection_ManyThreadsTakeTurns()
    {
        using var role = _server.NewRole("CONNECTION LIMIT 1");
        var pool = PoolOf(_database.UrlOf(role));
        _database.Execute("CREATE TABLE turn (n int); GRANT ALL ON turn TO " + role.Name);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                using var connection = pool.Open();
                Read<int>(connection, "INSERT INTO turn VALUES (1) RETURNING n");
            }
        }, TestContext.Current.CancellationToken))).WaitAsync(Limit, TestContext.Current.CancellationToken);

        Assert.Equal(120, _database.Read<long>("SELECT count(*) FROM turn"));
        Assert.Equal(0, pool.Rented); // whether two ever wanted one at a time is chance
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Open_LimitUsedUpByOthers_IsToldInTime()
    {
        using var role = _server.NewRole("CONNECTION LIMIT 1");
        var address = StoreUrl.Parse(_database.UrlOf(role)).Postgres! with { ConnectTimeout = TimeSpan.FromSeconds(1) };
        var settings = address.ToConnectionString(1);
        settings.ApplicationName = "another process";
        using var other = NpgsqlDataSource.Create(settings);
        using var taken = other.OpenConnection();

        var error = Assert.ThrowsAny<NpgsqlException>(() => PoolOf(address).Open());

        Assert.Equal(StoreFailure.Passing, PostgresErrors.Explain(error, StoreUrl.Of(address)).Failure);
        Assert.Equal("53300", PostgresErrors.SqlStateOf(error));
    }

    [Fact]
    public void Open_ServerEndedTheConnections_WorksAgainAfterOneFailure()
    {
        var pool = PoolOf(_database.Url);
        pool.Open().Dispose();
        _database.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

        var failures = 0;
        for (var answer = 0; answer != 7 && failures < 5;)
            try
            {
                using var connection = pool.Open();
                answer = Read<int>(connection, "SELECT 7");
            }
            catch (NpgsqlException error)
            {
                failures++;
                Assert.Equal(StoreFailure.Passing, PostgresErrors.Explain(error, _database.Store).Failure);
            }

        Assert.InRange(failures, 0, 1);
        Assert.Equal(0, pool.Rented);
    }

    [Theory]
    [InlineData("wrong password", "28P01")]
    [InlineData("no password", null)]
    [InlineData("no database", "3D000")]
    [InlineData("nobody there", null)]
    [InlineData("encrypted", null)]
    public void Open_Refused_IsExplainedWithoutSecret(string what, string? code)
    {
        var own = _database.Store.Postgres!;
        var address = what switch
        {
            "wrong password" => own with { Password = new Secret("hunter2") },
            "no password" => own with { Password = null },
            "no database" => own with { Database = "there_is_none" },
            "encrypted" => own with { Tls = SslMode.Require },
            _ => own with { Hosts = [new("127.0.0.1", FreePort.Next())] },
        };
        Assert.SkipWhen(_server.SocketFolder is null && what == "encrypted", "the server that was given may encrypt");

        var error = Assert.ThrowsAny<NpgsqlException>(() => PoolOf(address).Open());

        var told = PostgresErrors.Explain(error, StoreUrl.Of(address));
        Assert.Equal(code, PostgresErrors.SqlStateOf(error));
        Assert.Equal(what == "nobody there" ? StoreFailure.Passing : StoreFailure.Away, told.Failure);
        Assert.Contains(what switch
        {
            "wrong password" => "does not accept the password",
            "no password" => "wants a password",
            "no database" => "createdb there_is_none",
            "encrypted" => "does not encrypt",
            _ => "cannot be reached at 127.0.0.1:",
        }, told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", told.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(own.Password!.Reveal(), told.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Open_ThroughATransactionPooler_Works()
    {
        using var bouncer = PgBouncer.Start(_server, poolSize: 1);
        var pool = PoolOf(bouncer.UrlOf(_database));
        using var first = pool.Open();
        using var second = pool.Open();

        // both sessions live on one connection of the server, in turns
        for (var i = 0; i < 3; i++)
            foreach (var connection in new[] { first, second })
            {
                using var transaction = connection.BeginTransaction();
                using var command = new NpgsqlCommand(
                    "SELECT set_config('statement_timeout', '5000', true), $1::int", connection, transaction);
                command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = i });
                using (var reader = command.ExecuteReader())
                    Assert.True(reader.Read() && reader.GetInt32(1) == i);
                transaction.Commit();
            }

        Assert.Equal("UTC", Read<string>(first, "SHOW TimeZone"));
        Assert.Equal(_database.Name, Read<string>(second, "SELECT current_database()::text"));
    }

    [Fact]
    public void NewDatabase_OfATemplate_HasItsTables()
    {
        _database.Execute("CREATE TABLE kept (n int); INSERT INTO kept VALUES (5)");

        using var copy = _server.NewDatabase(_database.Name);

        Assert.Equal(5, copy.Read<int>("SELECT n FROM kept"));
    }

    PostgresPool PoolOf(string url) => PoolOf(StoreUrl.Parse(url).Postgres!);

    PostgresPool PoolOf(PostgresAddress address)
    {
        _used.Add(address);
        return PostgresPool.Of(address);
    }

    static T? Read<T>(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return (T?)command.ExecuteScalar();
    }

    public void Dispose()
    {
        foreach (var address in _used)
            PostgresPool.Forget(address);
        _database.Dispose();
    }
}
