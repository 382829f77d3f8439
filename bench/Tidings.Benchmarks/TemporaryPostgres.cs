using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Tidings.Benchmarks;

/// <summary>A PostgreSQL server for the time of a measurement, with default durability.</summary>
sealed class TemporaryPostgres : IDisposable
{
    const string Script = """
        set -eu
        bin=$1 port=$2
        data=$(mktemp -d /tmp/tidings-bench-XXXXXX)
        if [ "$(id -u)" = 0 ]; then chown postgres "$data"; as="runuser -u postgres --"; else as=; fi
        $as "$bin/initdb" -D "$data/data" -U tidings -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
        $as "$bin/pg_ctl" -D "$data/data" -w -l "$data/log" start \
          -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$data -c shared_buffers=512MB -c max_wal_size=4GB" >/dev/null
        echo ready
        read -r _ || true
        $as "$bin/pg_ctl" -D "$data/data" -m immediate stop >/dev/null
        rm -rf "$data"
        """;

    readonly Process? _process;

    TemporaryPostgres(string url, Process? process) => (Url, _process) = (url, process);

    public string Url { get; }

    /// <summary>A server that is there already.</summary>
    public static TemporaryPostgres At(string url) => new(url, null);

    /// <summary>A server of its own; null where none is installed.</summary>
    public static TemporaryPostgres? TryStart()
    {
        var bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateFiles("/usr/lib/postgresql", "initdb", SearchOption.AllDirectories)
                .Select(Path.GetDirectoryName).Max(StringComparer.Ordinal)
            : null;
        if (bin is null)
            return null;
        var port = FreePort();
        var start = new ProcessStartInfo("sh", ["-c", Script, "sh", bin, port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("sh did not start");
        return process.StandardOutput.ReadLine() == "ready"
            ? new($"postgres://tidings@127.0.0.1:{port}/postgres", process)
            : throw new InvalidOperationException("the server did not start");
    }

    public NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(
            Storage.Postgres.PostgresAddress.Parse(Url).ToConnectionString(1).ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Takes everything out.</summary>
    public void Clear()
    {
        using var connection = Open();
        using var command = new NpgsqlCommand("DROP SCHEMA public CASCADE; CREATE SCHEMA public", connection);
        command.ExecuteNonQuery();
    }

    public T Read<T>(string sql)
    {
        using var connection = Open();
        using var command = new NpgsqlCommand(sql, connection);
        return (T)command.ExecuteScalar()!;
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        if (_process is null)
            return;
        _process.StandardInput.Close();
        _process.WaitForExit(TimeSpan.FromSeconds(30));
        _process.Dispose();
    }
}
