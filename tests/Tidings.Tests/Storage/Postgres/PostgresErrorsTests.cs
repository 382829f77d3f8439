using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;
using Tidings.Storage;
using Tidings.Storage.Postgres;

namespace Tidings.Tests.Storage.Postgres;

public sealed class PostgresErrorsTests
{
    static readonly StoreUrl Url = StoreUrl.Parse("postgres://ann:hunter2@db:6432/tidings");

    [Theory]
    [InlineData("28P01", StoreFailure.Away, "password")]
    [InlineData("28000", StoreFailure.Away, "pg_hba.conf")]
    [InlineData("3D000", StoreFailure.Away, "createdb tidings")]
    [InlineData("53300", StoreFailure.Passing, "no more connections")]
    [InlineData("42501", StoreFailure.Away, "grant INSERT")]
    [InlineData("25006", StoreFailure.Away, "read-only")]
    [InlineData("53100", StoreFailure.Passing, "disk is full")]
    [InlineData("53200", StoreFailure.Passing, "out of memory")]
    [InlineData("57P01", StoreFailure.Passing, "shuts down")]
    [InlineData("57P02", StoreFailure.Passing, "crashed")]
    [InlineData("57P03", StoreFailure.Passing, "no connections now")]
    [InlineData("57P04", StoreFailure.Away, "dropped")]
    [InlineData("55P03", StoreFailure.Passing, "lock")]
    [InlineData("57014", StoreFailure.Passing, "too long")]
    [InlineData("40P01", StoreFailure.Passing, "another transaction")]
    [InlineData("40001", StoreFailure.Passing, "another transaction")]
    [InlineData("08006", StoreFailure.Passing, "connection failed")]
    [InlineData("08P01", StoreFailure.Passing, "connection failed")]
    [InlineData("25P03", StoreFailure.Passing, "it said so")]
    [InlineData("22021", StoreFailure.Refused, "refuses these rows")]
    [InlineData("23505", StoreFailure.Refused, "refuses these rows")]
    [InlineData("54000", StoreFailure.Refused, "refuses these rows")]
    [InlineData("42P01", StoreFailure.Unusable, "tidings migrate --status")]
    [InlineData("42601", StoreFailure.Unusable, "tidings migrate --status")]
    [InlineData("XX001", StoreFailure.Unusable, "damaged")]
    [InlineData("0A000", StoreFailure.Unusable, "it said so")]
    public void Explain_OfTheServer_SaysWhatToDo(string code, StoreFailure failure, string expected)
    {
        var error = Said(code);

        foreach (var thrown in new[] { error, Wrapped(error), Wrapped(new AggregateException(new TimeoutException(), Wrapped(error))) })
        {
            var told = PostgresErrors.Explain(thrown, Url);

            Assert.Equal(failure, told.Failure);
            Assert.StartsWith("postgres://ann@db:6432/tidings: ", told.Message, StringComparison.Ordinal);
            Assert.Contains(expected, told.Message, StringComparison.Ordinal);
            Assert.Same(thrown, told.InnerException);
            Assert.DoesNotContain("hunter2", told.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("second line", told.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(SocketError.ConnectionRefused, "cannot be reached at db:6432")]
    [InlineData(SocketError.HostNotFound, "name of the server (db:6432) is not known")]
    [InlineData(SocketError.TryAgain, "cannot be looked up now")]
    [InlineData(SocketError.ConnectionReset, "broke")]
    public void Explain_OfTheNetwork_MayPass(SocketError code, string expected)
    {
        var socket = new SocketException((int)code);

        foreach (var thrown in new Exception[] { socket, Wrapped(socket), Wrapped(new IOException("x", socket)) })
        {
            var told = PostgresErrors.Explain(thrown, Url);

            Assert.Equal(StoreFailure.Passing, told.Failure);
            Assert.Contains(expected, told.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Explain_OfOtherTrouble_Tells()
    {
        Check(new TimeoutException("x"), StoreFailure.Passing, "does not answer in time");
        Check(Wrapped(new TimeoutException("x")), StoreFailure.Passing, "does not answer in time");
        Check(new OperationCanceledException("x"), StoreFailure.Passing, "interrupted");
        Check(new EndOfStreamException("x"), StoreFailure.Passing, "broke");
        Check(Wrapped(new AuthenticationException("untrusted")), StoreFailure.Away, "sslrootcert=FILE");
        Check(new InvalidOperationException("our own mistake\nsecond"), StoreFailure.Unusable, "our own mistake");

        static void Check(Exception error, StoreFailure failure, string expected)
        {
            var told = PostgresErrors.Explain(error, Url);

            Assert.Equal(failure, told.Failure);
            Assert.Contains(expected, told.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Explain_Explained_StaysAsItIs()
    {
        var told = PostgresErrors.Explain(Said("53100"), Url);

        Assert.Same(told, PostgresErrors.Explain(told, Url));
    }

    [Theory]
    [InlineData("40P01", true, false)]
    [InlineData("40001", true, false)]
    [InlineData("42501", false, true)]
    [InlineData("25006", false, true)]
    [InlineData("53100", false, true)]
    [InlineData("55P03", false, false)]
    public void Kinds_OfErrors_AreToldApart(string code, bool isConflict, bool refusesWriting)
    {
        Assert.Equal(isConflict, PostgresErrors.IsTransientConflict(Wrapped(Said(code))));
        Assert.Equal(refusesWriting, PostgresErrors.RefusesWriting(PostgresErrors.Explain(Said(code), Url)));
        Assert.False(PostgresErrors.RefusesWriting(new("no database said this")));
    }

    static PostgresException Said(string code) => new("it said so\nsecond line", "ERROR", "ERROR", code);

    static NpgsqlException Wrapped(Exception inner) => new("Exception while doing something", inner);
}
