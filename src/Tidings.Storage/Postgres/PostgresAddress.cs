using System.Globalization;
using Npgsql;
using Tidings.Configuration;

namespace Tidings.Storage.Postgres;

/// <summary>Which database of which server, as whom, and how the connection is secured.</summary>
public sealed record PostgresAddress
{
    /// <summary>The port of a server that names none.</summary>
    public const int DefaultPort = 5432;

    /// <summary>The servers in the order in which they are tried; at least one.</summary>
    public required ValueList<PostgresHost> Hosts { get; init; }

    /// <summary>The role.</summary>
    public required string User { get; init; }

    /// <summary>The role's password; null where the server asks for none.</summary>
    public Secret? Password { get; init; }

    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>Whether the connection is encrypted, and what is checked. Default: encrypted where offered.</summary>
    public SslMode Tls { get; init; } = SslMode.Prefer;

    /// <summary>
    /// A file with the certificates of the authorities that may vouch for the server; null for those of the system.
    /// </summary>
    public string? RootCertificate { get; init; }

    /// <summary>Whether the password's exchange is bound to the encryption. Default: where possible.</summary>
    public ChannelBinding Binding { get; init; } = ChannelBinding.Prefer;

    /// <summary>
    /// How long opening a connection may take, waiting for a free one included; 1 to 1024 s. Default 15 s.
    /// </summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How the server's administrator sees the connection. Default <c>tidings</c>.</summary>
    public string ApplicationName { get; init; } = "tidings";

    /// <summary>Which of several servers will do, in Npgsql's words (<c>read-write</c>); null for any.</summary>
    public string? TargetSession { get; init; }

    /// <summary>Reads a <c>postgres://</c> or <c>postgresql://</c> URL; see <see cref="PostgresUrlParser"/>.</summary>
    /// <exception cref="StoreException">It is none; the message quotes nothing that may be secret.</exception>
    public static PostgresAddress Parse(string url) => new PostgresUrlParser().Parse(url);

    /// <summary>
    /// What Npgsql takes, <b>password included</b>, for a pool of at most <paramref name="poolSize"/> connections.
    /// </summary>
    /// <remarks>
    /// No state is left in a session, so none is reset (a transaction pooler would refuse it). Statements have no limit
    /// here: each transaction sets the server's own.
    /// </remarks>
    public NpgsqlConnectionStringBuilder ToConnectionString(int poolSize)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = Hosts.Count == 1 ? Hosts[0].Name : string.Join(',', Hosts),
            Port = Hosts[0].Port,
            Username = User,
            Database = Database,
            SslMode = Hosts.All(host => host.IsSocket) ? SslMode.Disable : Tls, // nobody listens in on a socket
            GssEncryptionMode = GssEncryptionMode.Disable,
            ChannelBinding = Binding,
            Timeout = (int)ConnectTimeout.TotalSeconds,
            ApplicationName = ApplicationName,
            Pooling = true,
            MaxPoolSize = poolSize,
            NoResetOnClose = true,
            Timezone = "UTC",
            MaxAutoPrepare = 0,
            CommandTimeout = 0,
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
            Enlist = false,
        };
        if (!Hosts.Any(host => host.IsSocket)) // which know no such thing
        {
            // a server that vanished without a word is noticed within minutes
            builder.TcpKeepAlive = true;
            builder.TcpKeepAliveTime = 30;
            builder.TcpKeepAliveInterval = 10;
        }
        if (Password is not null)
            builder.Password = Password.Reveal();
        if (RootCertificate is not null)
            builder.RootCertificate = RootCertificate;
        if (TargetSession is not null && Hosts.Count > 1) // Npgsql chooses among several only
            builder.TargetSessionAttributes = TargetSession;
        return builder;
    }

    /// <summary>The address as a URL without password and parameters of the connection, for people.</summary>
    public override string ToString()
    {
        var user = Uri.EscapeDataString(User);
        var database = Uri.EscapeDataString(Database);
        if (!Hosts.Any(host => host.IsSocket))
            return $"postgres://{user}@{string.Join(',', Hosts)}/{database}";
        var folders = string.Join(',', Hosts.Select(host => host.Name));
        var ports = Hosts.All(host => host.Port == DefaultPort)
            ? ""
            : "&port=" + string.Join(',', Hosts.Select(host => host.Port.ToString(CultureInfo.InvariantCulture)));
        return $"postgres://{user}@/{database}?host={folders}{ports}";
    }
}
