using Npgsql;
using Tidings.Storage;
using Tidings.Storage.Postgres;

namespace Tidings.Tests.Storage.Postgres;

public sealed class PostgresUrlTests
{
    const string Secret = "hunter2";

    [Theory]
    [InlineData("postgres://ann:hunter2@db/tidings", "postgres://ann@db:5432/tidings")]
    [InlineData("postgresql://ann:hunter2@db:6432/tidings", "postgres://ann@db:6432/tidings")]
    [InlineData("POSTGRES://ann@db/tidings", "postgres://ann@db:5432/tidings")]
    [InlineData("postgres://ann:hunter2@h1:1,h2/tidings", "postgres://ann@h1:1,h2:5432/tidings")]
    [InlineData("postgres://ann:hunter2@[::1]:6432/tidings", "postgres://ann@[::1]:6432/tidings")]
    [InlineData("postgres://ann:hunter2@[fe80::2],[::1]:1/tidings", "postgres://ann@[fe80::2]:5432,[::1]:1/tidings")]
    [InlineData("postgres://ann:hunter2@/tidings?host=/run/pg", "postgres://ann@/tidings?host=/run/pg")]
    [InlineData("postgres://ann:hunter2@%2Frun%2Fpg:6432/tidings", "postgres://ann@/tidings?host=/run/pg&port=6432")]
    [InlineData("postgres:///tidings?host=h1,h2&port=1,2&user=ann&password=hunter2", "postgres://ann@h1:1,h2:2/tidings")]
    [InlineData("postgres:///?host=h1,h2&port=7&user=ann&dbname=t", "postgres://ann@h1:7,h2:7/t")]
    [InlineData("postgres://a%40n:hunter2@db/my%20store", "postgres://a%40n@db:5432/my%20store")]
    [InlineData("postgres://ann:hunter2@db?sslmode=require", "postgres://ann@db:5432/ann")]
    public void Parse_AnyForm_ShowsTheAddressWithoutItsPassword(string url, string shown)
    {
        var store = StoreUrl.Parse(url);

        Assert.Equal((shown, shown), (store.Path, store.ToString()));
        Assert.Equal(store.Postgres! with { Password = null }, StoreUrl.Parse(shown).Postgres! with { Tls = store.Postgres.Tls });
    }

    [Theory]
    [InlineData("hunter2", "hunter2")]
    [InlineData("p%40ss%2Fw%3Ard%3F%23%25", "p@ss/w:rd?#%")]
    [InlineData("with:colon", "with:colon")]
    [InlineData("un@escaped", "un@escaped")]
    [InlineData("a#b+c", "a#b+c")]
    [InlineData("%C3%A4%F0%9F%98%80", "ä😀")]
    [InlineData("semi;colon='quoted\"", "semi;colon='quoted\"")]
    public void Parse_Password_ReachesTheConnectionWhole(string written, string password)
    {
        var store = StoreUrl.Parse($"postgres://ann:{written}@db/tidings");
        var settings = new NpgsqlConnectionStringBuilder(store.Postgres!.ToConnectionString(8).ToString());

        Assert.Equal((password, "ann", "db", 5432, "tidings"),
            (settings.Password, settings.Username, settings.Host, settings.Port, settings.Database));
        Assert.DoesNotContain(password, $"{store} {store.Path} {store.Postgres}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", SslMode.Prefer, null)]
    [InlineData("sslmode=disable", SslMode.Disable, null)]
    [InlineData("sslmode=allow", SslMode.Allow, null)]
    [InlineData("sslmode=prefer&sslrootcert=/ca.pem", SslMode.Prefer, "/ca.pem")]
    [InlineData("sslmode=require", SslMode.Require, null)]
    [InlineData("ssl=true", SslMode.Require, null)]
    [InlineData("sslmode=require&sslrootcert=/ca.pem", SslMode.VerifyCA, "/ca.pem")]
    [InlineData("sslmode=verify-ca&sslrootcert=/my%20ca.pem", SslMode.VerifyCA, "/my ca.pem")]
    [InlineData("sslmode=verify-full", SslMode.VerifyFull, null)]
    [InlineData("sslrootcert=system", SslMode.VerifyFull, null)]
    public void Parse_Tls_MeansWhatLibpqMeans(string parameters, SslMode mode, string? certificate)
    {
        var settings = PostgresAddress.Parse($"postgres://ann@db/tidings?{parameters}").ToConnectionString(8);

        Assert.Equal((mode, certificate), (settings.SslMode, settings.RootCertificate));
    }

    [Fact]
    public void ToConnectionString_Defaults_LeaveNothingInASession()
    {
        var settings = PostgresAddress.Parse("postgres://ann@db/tidings").ToConnectionString(3);

        Assert.Equal((true, 3, true, 0, "UTC"),
            (settings.Pooling, settings.MaxPoolSize, settings.NoResetOnClose, settings.MaxAutoPrepare, settings.Timezone));
        Assert.Equal((15, 0, false, false, "tidings"),
            (settings.Timeout, settings.CommandTimeout, settings.IncludeErrorDetail, settings.PersistSecurityInfo, settings.ApplicationName));
    }

    [Fact]
    public void Parse_Parameters_AreTaken()
    {
        var settings = PostgresAddress.Parse(
            "postgres://ann@h1,h2/t?connect_timeout=3&application_name=my%20app&target_session_attrs=read-write"
            + "&channel_binding=require").ToConnectionString(8);

        Assert.Equal(("h1:5432,h2:5432", 3, "my app", "read-write", ChannelBinding.Require),
            (settings.Host, settings.Timeout, settings.ApplicationName, settings.TargetSessionAttributes, settings.ChannelBinding));
    }

    [Fact]
    public void Parse_NoUser_IsTheUserOfTheSystemAndItsDatabase()
    {
        var address = PostgresAddress.Parse("postgres://db");

        Assert.Equal((Environment.UserName, Environment.UserName, null), (address.User, address.Database, address.Password));
    }

    [Fact]
    public void ToConnectionString_Socket_IsNotEncrypted()
    {
        var settings = PostgresAddress.Parse("postgres://ann@%2Frun%2Fpg/t?sslmode=require").ToConnectionString(8);

        Assert.Equal(("/run/pg", SslMode.Disable), (settings.Host, settings.SslMode));
        var mixed = PostgresAddress.Parse("postgres://ann@/t?host=/run/pg,db&sslmode=require").ToConnectionString(8);
        Assert.Equal(SslMode.Require, mixed.SslMode);
    }

    [Theory]
    [InlineData("postgres:db", "postgres://")]
    [InlineData("postgres://ann:hunter2/x@db/t", "percent-encoded")]
    [InlineData("postgres://ann:hunter2?x@db/t", "percent-encoded")]
    [InlineData("postgres://ann:1?hunter2@db/t", "percent-encoded")]
    [InlineData("postgres://ann:1?hunter2=@db/t", "percent-encoded")]
    [InlineData("postgres://ann:1?hunter=x@db/t?hunter2=1", "percent-encoded")]
    [InlineData("postgres://ann:hunter2%zz@db/t", "%25")]
    [InlineData("postgres://ann:hunter2%2@db/t", "%25")]
    [InlineData("postgres://ann:hunter2%00@db/t", "%00")]
    [InlineData("postgres://ann:hunter2@db:99999/t", "port")]
    [InlineData("postgres://ann:hunter2@db:0/t", "port")]
    [InlineData("postgres://ann:hunter2@h1,h2,h3/t?port=1,2", "3 hosts and 2 ports")]
    [InlineData("postgres://ann:hunter2@db/t?sslmod=require", "'sslmod' is unknown")]
    [InlineData("postgres://ann:hunter2@db/t?sslmod=require", "sslmode, sslrootcert")]
    [InlineData("postgres://ann:hunter2@db/t?sslmode=hunter2", "disable, allow, prefer, require, verify-ca, verify-full")]
    [InlineData("postgres://ann:hunter2@db/t?sslmode=require&sslrootcert=system", "verify-full")]
    [InlineData("postgres://ann:hunter2@db/t?options=-c%20x%3D1", "ALTER ROLE")]
    [InlineData("postgres://ann:hunter2@db/t?connect_timeout=0", "1 to 1024")]
    [InlineData("postgres://ann:hunter2@db/t?target_session_attrs=hunter2", "read-write")]
    public void Parse_Wrong_SaysWhatIsMeantAndQuotesNoSecret(string url, string expected)
    {
        var error = Assert.Throws<StoreException>(() => StoreUrl.Parse(url));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(StoreFailure.Unusable, error.Failure);
    }
}
