using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace Tidings.Storage.Postgres;

/// <summary>What a PostgreSQL server, or the way to it, says, in words that tell what to do.</summary>
public static class PostgresErrors
{
    /// <summary>An error of the database in words; the first line of the server's own message stays in it.</summary>
    /// <param name="error">What Npgsql threw, or what lies below it.</param>
    /// <param name="url">The store; shown without password.</param>
    public static StoreException Explain(Exception error, StoreUrl url)
    {
        if (error is StoreException known)
            return known;
        var (text, failure) = ServerErrorIn(error) is { } answer ? OfServer(answer, url) : OfConnection(error, url);
        return new($"{url}: {text}", error) { Failure = failure };
    }

    /// <summary>The server's five-letter code, however deep it lies in an error; null where it gave none.</summary>
    public static string? SqlStateOf(Exception error) => ServerErrorIn(error)?.SqlState;

    /// <summary>
    /// Whether the transaction lost against another one; the same transaction, tried again, may win.
    /// </summary>
    public static bool IsTransientConflict(Exception error) => SqlStateOf(error)
        is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    /// <summary>
    /// Whether the server works but takes no new rows: rights were revoked, it is read-only, or its disk is full.
    /// Reading and removing may still succeed.
    /// </summary>
    public static bool RefusesWriting(StoreException error) => SqlStateOf(error)
        is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction
        or PostgresErrorCodes.DiskFull;

    /// <summary>The server's answer in an error; of several servers the first one's that gave any.</summary>
    static PostgresException? ServerErrorIn(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
            if (inner is PostgresException answer)
                return answer;
            else if (inner is AggregateException several)
                return several.InnerExceptions.Select(ServerErrorIn).FirstOrDefault(found => found is not null);
        return null;
    }

    static (string Text, StoreFailure Failure) OfServer(PostgresException error, StoreUrl url)
    {
        var said = FirstLine(error.MessageText);
        return error.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword => (
                "the server does not accept the password. Check it, percent-encoded in the address or in "
                + "POSTGRES_PASSWORD.",
                StoreFailure.Away),
            PostgresErrorCodes.InvalidAuthorizationSpecification => (
                $"the server does not let this user in ({said}). Check the user's name, and the server's pg_hba.conf.",
                StoreFailure.Away),
            PostgresErrorCodes.InvalidCatalogName => (
                $"there is no such database. Make it with 'createdb {url.Postgres?.Database}', or name another.",
                StoreFailure.Away),
            PostgresErrorCodes.TooManyConnections => (
                $"the server takes no more connections ({said}). Close others, or raise its or the user's limit.",
                StoreFailure.Passing),
            PostgresErrorCodes.InsufficientPrivilege => (
                $"the server refuses this to the user ({said}). Where writing is refused, grant INSERT, UPDATE and "
                + "DELETE on all tables.",
                StoreFailure.Away),
            PostgresErrorCodes.ReadOnlySqlTransaction => (
                "the server takes nothing new: the database is read-only, or the server a standby.",
                StoreFailure.Away),
            PostgresErrorCodes.DiskFull => ("the server's disk is full.", StoreFailure.Passing),
            PostgresErrorCodes.OutOfMemory => ("the server is out of memory.", StoreFailure.Passing),
            PostgresErrorCodes.AdminShutdown => (
                "the server ended the connection: it shuts down, or its administrator closed it.",
                StoreFailure.Passing),
            PostgresErrorCodes.CrashShutdown => ("the server crashed and recovers.", StoreFailure.Passing),
            PostgresErrorCodes.CannotConnectNow => (
                $"the server takes no connections now ({said}).", StoreFailure.Passing),
            PostgresErrorCodes.DatabaseDropped => ("the database was dropped.", StoreFailure.Away),
            PostgresErrorCodes.LockNotAvailable => (
                "another program has held a lock for too long.", StoreFailure.Passing),
            PostgresErrorCodes.QueryCanceled => (
                $"the work was interrupted or took too long ({said}).", StoreFailure.Passing),
            PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => (
                "another transaction was in the way.", StoreFailure.Passing),
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
                or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedFunction => (
                $"its tables are not as they should be ({said}). Run 'tidings migrate --status --store {url}'.",
                StoreFailure.Unusable),
            _ => OfClass(error.SqlState, said),
        };
    }

    static (string Text, StoreFailure Failure) OfClass(string code, string said)
    {
        return code[..Math.Min(2, code.Length)] switch
        {
            "22" or "23" or "54" => ($"the server refuses these rows ({said}, {code}).", StoreFailure.Refused),
            "08" => ($"the connection failed ({said}).", StoreFailure.Passing),
            "25" or "40" or "53" or "55" or "57" => ($"{said} ({code}).", StoreFailure.Passing),
            "28" => ($"the server does not let this user in ({said}).", StoreFailure.Away),
            "42" => (
                $"the server does not understand this program ({said}, {code}). Its schema may be of another version: "
                + "'tidings migrate --status' tells.",
                StoreFailure.Unusable),
            "58" => ($"the server's machine fails ({said}, {code}).", StoreFailure.Passing),
            "XX" => ($"the server's data may be damaged ({said}, {code}). Look into its log.", StoreFailure.Unusable),
            _ => ($"{said} ({code}).", StoreFailure.Unusable),
        };
    }

    static (string Text, StoreFailure Failure) OfConnection(Exception error, StoreUrl url)
    {
        var where = url.Postgres is { } address ? string.Join(" or ", address.Hosts) : "the server";
        if (Find<SocketException>(error) is { } socket)
            return (socket.SocketErrorCode switch
            {
                SocketError.HostNotFound or SocketError.NoData =>
                    $"the name of the server ({where}) is not known. Check the address.",
                SocketError.TryAgain => $"the name of the server ({where}) cannot be looked up now.",
                SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted =>
                    "the connection to the server broke.",
                _ => $"the server cannot be reached at {where}. Is it running there, and does it take connections "
                    + $"from here? ({FirstLine(socket.Message)})",
            }, StoreFailure.Passing);
        if (Find<AuthenticationException>(error) is { } tls)
            return ($"the encrypted connection failed ({FirstLine(tls.Message)}). Name the server's authority with "
                + "'sslrootcert=FILE', or check 'sslmode'.", StoreFailure.Away);
        if (Says("No password has been provided"))
            return ("the server wants a password. Give it in the address or in POSTGRES_PASSWORD.", StoreFailure.Away);
        if (error.InnerException is null && Says("SSL"))
            return ("the server does not encrypt. Set it up for TLS, or give the address 'sslmode=prefer'.",
                StoreFailure.Away);
        if (Says("pool has been exhausted"))
            return ("no connection of this process came free in time.", StoreFailure.Passing);
        if (Find<TimeoutException>(error) is not null)
            return ($"the server at {where} does not answer in time.", StoreFailure.Passing);
        if (Find<OperationCanceledException>(error) is not null)
            return ("the work was interrupted.", StoreFailure.Passing);
        if (Find<IOException>(error) is not null || error is NpgsqlException { IsTransient: true })
            return ("the connection to the server broke.", StoreFailure.Passing);
        return (FirstLine(error.Message), StoreFailure.Unusable);

        // for these Npgsql has words only
        bool Says(string words) =>
            error is NpgsqlException && error.Message.Contains(words, StringComparison.Ordinal);
    }

    static T? Find<T>(Exception? error) where T : Exception
    {
        for (; error is not null; error = error.InnerException)
            if (error is T found)
                return found;
            else if (error is AggregateException several)
                return several.InnerExceptions.Select(Find<T>).FirstOrDefault(inner => inner is not null);
        return null;
    }

    static string FirstLine(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return (end < 0 ? text : text[..end]).TrimEnd('.');
    }
}
