using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Tidings.Configuration;
using Tidings.Storage.Postgres;

namespace Tidings.Tests.Support;

/// <summary>
/// A PostgreSQL server for the tests of this process: started on first use as an ordinary user, in a folder of its own,
/// and gone with the process; or the one that <c>TIDINGS_TEST_POSTGRES</c> names.
/// </summary>
/// <remarks>
/// Its own order of texts is a dictionary's, not that of bytes, so that a column that forgets <c>COLLATE "C"</c> shows.
/// It does not write through to the disk.
/// </remarks>
sealed class PostgresServer
{
    /// <summary>URL of a server to use in place of a private one; its user may make databases and roles.</summary>
    public const string Variable = "TIDINGS_TEST_POSTGRES";

    /// <summary>The script that starts one and stops it with its input.</summary>
    static readonly string Script =
        File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "eng", "test-postgres.sh"));

    static readonly Lazy<(PostgresServer? Server, string Reason)> Started = new(Start);

    readonly NpgsqlDataSource _admin;

    /// <summary>Holds the pipe whose end ends the server.</summary>
    readonly Process? _keeper;

    int _names;

    PostgresServer(PostgresAddress address, string? folder, Process? keeper)
    {
        (Address, SocketFolder, _keeper) = (address, folder, keeper);
        _admin = NpgsqlDataSource.Create(address.ToConnectionString(poolSize: 4));
    }

    /// <summary>The server; skips the test where there is none.</summary>
    public static PostgresServer Current
    {
        get
        {
            var (server, reason) = Started.Value;
            Assert.SkipWhen(server is null, reason);
            GC.KeepAlive(server._keeper);
            return server;
        }
    }

    /// <summary>As whom and where the server is used by its owner, in its database for administration.</summary>
    public PostgresAddress Address { get; }

    /// <summary>The folder of its socket; null where the server is not the tests' own.</summary>
    public string? SocketFolder { get; }

    /// <summary>A store's URL, password included, of one of its databases as seen by its owner.</summary>
    public string UrlOf(string database) => UrlOf(database, Address.User, Address.Password?.Reveal());

    /// <summary>The same for another role.</summary>
    public string UrlOf(string database, string user, string? password)
    {
        var host = Address.Hosts[0];
        var name = host.IsSocket ? Uri.EscapeDataString(host.Name) : host.Name;
        var secret = password is null ? "" : ":" + Uri.EscapeDataString(password);
        return string.Create(CultureInfo.InvariantCulture, $"postgres://{user}{secret}@{name}:{host.Port}/{database}");
    }

    /// <summary>A new database, empty or a copy of <paramref name="template"/>, which nobody may use then.</summary>
    public PostgresDatabase NewDatabase(string? template = null)
    {
        var name = NextName("db");
        Execute($"CREATE DATABASE {name}" + (template is null ? "" : $" TEMPLATE {template}"));
        return new(this, name);
    }

    /// <summary>A new role that may log in, with options such as <c>CONNECTION LIMIT 1</c>.</summary>
    public PostgresRole NewRole(string options = "")
    {
        var name = NextName("role");
        Execute($"CREATE ROLE {name} LOGIN PASSWORD '{PostgresRole.PasswordOf(name)}' {options}");
        return new(this, name);
    }

    /// <summary>Runs one statement as the server's owner, outside any store's database.</summary>
    public void Execute(string sql)
    {
        using var command = _admin.CreateCommand(sql);
        command.CommandTimeout = 60;
        command.ExecuteNonQuery();
    }

    string NextName(string kind) => string.Create(
        CultureInfo.InvariantCulture, $"t{Environment.ProcessId}_{kind}{Interlocked.Increment(ref _names)}");

    static (PostgresServer? Server, string Reason) Start()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } url)
            return (new(PostgresAddress.Parse(url), null, null), "");
        if (ServerAccount.Find("pg_ctl") is not { } program)
            return (null, $"no PostgreSQL server here: eng/setup-postgres.sh installs one, or set {Variable}");
        var said = "";
        for (var attempt = 0; attempt < 3; attempt++) // somebody else may take the port in between
        {
            var port = FreePort.Next();
            var password = "made up/" + Guid.NewGuid().ToString("N");
            var process = ServerAccount.Start(Script, program, port.ToString(CultureInfo.InvariantCulture), password);
            said = ReadAnswer(process);
            if (said.StartsWith("ready ", StringComparison.Ordinal))
                return (new(OfTests(port, password), said["ready ".Length..], process), "");
        }
        throw new InvalidOperationException($"The tests' PostgreSQL server does not start: {said}");
    }

    static PostgresAddress OfTests(int port, string password) => new()
    {
        Hosts = [new("127.0.0.1", port)],
        User = "tidings",
        Password = new Secret(password),
        Database = "postgres",
    };

    /// <summary>The last line that the script says before it waits or ends.</summary>
    static string ReadAnswer(Process process)
    {
        var answer = process.StandardOutput.ReadLineAsync();
        if (!answer.Wait(TimeSpan.FromSeconds(120)))
            return "no answer in two minutes";
        var first = answer.Result ?? "";
        return first.StartsWith("ready ", StringComparison.Ordinal) ? first
            : first + '\n' + process.StandardOutput.ReadToEnd();
    }
}
