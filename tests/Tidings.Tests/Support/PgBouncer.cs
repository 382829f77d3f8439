using System.Globalization;
using System.Net.Sockets;

namespace Tidings.Tests.Support;

/// <summary>
/// A pgbouncer in transaction mode before the tests' server: what a session sets is gone in its next transaction.
/// </summary>
sealed class PgBouncer : IDisposable
{
    /// <summary>$1 pgbouncer, $2 configuration, $3 list of users. Runs until its input ends.</summary>
    const string Script = """
        umask 077
        folder=$(mktemp -d /tmp/tidings-bouncer-XXXXXX) || exit 1
        trap 'rm -rf "$folder"' EXIT
        trap '' INT TERM HUP
        printf '%s\n' "$2" > "$folder/pgbouncer.ini"
        printf 'auth_file = %s/users\nlogfile = %s/log\n' "$folder" "$folder" >> "$folder/pgbouncer.ini"
        printf '%s\n' "$3" > "$folder/users"
        "$1" -q "$folder/pgbouncer.ini" > /dev/null 2>&1 &
        child=$!
        echo ready
        exec > /dev/null
        cat > /dev/null
        kill -9 "$child"
        """;

    readonly System.Diagnostics.Process _process;
    readonly int _port;

    PgBouncer(System.Diagnostics.Process process, int port) => (_process, _port) = (process, port);

    /// <summary>
    /// Starts one that holds <paramref name="poolSize"/> connections to each database; skips the test where there is none.
    /// </summary>
    public static PgBouncer Start(PostgresServer server, int poolSize = 2)
    {
        var program = ServerAccount.Find("pgbouncer");
        Assert.SkipWhen(program is null, "no pgbouncer here: eng/setup-postgres.sh installs it");
        var port = FreePort.Next();
        var host = server.Address.Hosts[0];
        var configuration = string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            * = host={host.Name} port={host.Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = scram-sha-256
            pool_mode = transaction
            default_pool_size = {poolSize}
            max_client_conn = 100
            query_wait_timeout = 30
            """);
        var user = $"\"{server.Address.User}\" \"{server.Address.Password?.Reveal()}\"";
        var bouncer = new PgBouncer(ServerAccount.Start(Script, program, configuration, user), port);
        bouncer.WaitUntilItListens();
        return bouncer;
    }

    /// <summary>A URL that leads through it.</summary>
    public string UrlOf(PostgresDatabase database)
    {
        var builder = new UriBuilder(database.Url) { Host = "127.0.0.1", Port = _port };
        return builder.Uri.AbsoluteUri;
    }

    void WaitUntilItListens()
    {
        var limit = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", _port);
                return;
            }
            catch (SocketException) when (TimeProvider.System.GetElapsedTime(limit) < TimeSpan.FromSeconds(30))
            {
                Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System).Wait();
            }
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(TimeSpan.FromSeconds(10));
        _process.Dispose();
    }
}
