using System.Globalization;
using Npgsql;
using Tidings.Configuration;

namespace Tidings.Storage.Postgres;

/// <summary>
/// Reads the address of a PostgreSQL database as libpq does (its manual, "Connection URIs"):
/// <c>postgres://USER:PASSWORD@HOST:PORT,HOST:PORT/DATABASE?NAME=VALUE&amp;…</c>. Every part may be missing, and be
/// given by a parameter instead.
/// </summary>
/// <remarks>
/// Its messages quote parts of the URL only where a password cannot have got there, as it does where it was pasted
/// without percent-encoding.
/// </remarks>
sealed partial class PostgresUrlParser
{
    static readonly string[] Schemes = ["postgres://", "postgresql://"];

    readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);

    /// <summary>Whether pieces of a password may stand in any part.</summary>
    bool _isTorn;

    /// <summary>Whether a store's URL is one of these, right or wrong.</summary>
    public static bool Knows(string url) =>
        url.StartsWith("postgres:", StringComparison.OrdinalIgnoreCase)
        || url.StartsWith("postgresql:", StringComparison.OrdinalIgnoreCase);

    public PostgresAddress Parse(string url)
    {
        var scheme = Schemes.FirstOrDefault(scheme => url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            ?? throw new StoreException(
                "The store's address must begin with 'postgres://', as in postgres://USER:PASSWORD@HOST/DATABASE.");
        ReadParts(url[scheme.Length..]);

        var user = _given.GetValueOrDefault("user", "");
        user = user.Length > 0 ? user : Environment.UserName;
        var database = _given.GetValueOrDefault("dbname", "");
        var password = _given.GetValueOrDefault("password", "");
        var certificate = _given.GetValueOrDefault("sslrootcert", "");
        return new()
        {
            Hosts = ReadHosts(),
            User = user,
            Password = password.Length > 0 ? new Secret(password) : null,
            Database = database.Length > 0 ? database : user,
            Tls = ReadTls(certificate),
            RootCertificate = certificate is "" or SystemAuthorities ? null : certificate,
            Binding = Choose("channel_binding", Bindings, ChannelBinding.Prefer),
            ConnectTimeout = ReadTimeout(),
            ApplicationName = _given.GetValueOrDefault("application_name", "") is { Length: > 0 } name
                ? name
                : "tidings",
            TargetSession = Choose("target_session_attrs", TargetSessions, null),
        };
    }

    /// <summary>Takes the URL behind its scheme apart; parameters come last and win.</summary>
    void ReadParts(string rest)
    {
        var authorityEnd = rest.AsSpan().IndexOfAny('/', '?') is >= 0 and var end ? end : rest.Length;
        var at = rest.LastIndexOf('@', Math.Max(authorityEnd - 1, 0));
        _isTorn = rest.IndexOf('@', authorityEnd) >= 0;
        if (at >= 0)
        {
            var colon = rest.IndexOf(':', 0, at);
            _given["user"] = Decode(rest[..(colon < 0 ? at : colon)]);
            if (colon >= 0)
                _given["password"] = Decode(rest[(colon + 1)..at]);
        }
        ReadAuthorityHosts(rest[(at + 1)..authorityEnd]);

        var query = rest.IndexOf('?', authorityEnd);
        var pathEnd = query < 0 ? rest.Length : query;
        if (pathEnd > authorityEnd)
            _given["dbname"] = Decode(rest[(authorityEnd + 1)..pathEnd]);
        if (query >= 0 && query + 1 < rest.Length)
            foreach (var parameter in rest[(query + 1)..].Split('&'))
                ReadParameter(parameter);
    }

    void ReadAuthorityHosts(string text)
    {
        if (text.Length == 0)
            return;
        var names = new List<string>();
        var ports = new List<string>();
        foreach (var host in text.Split(','))
        {
            // "[::1]:5432": the colons of the number are none before the port
            var colon = host.IndexOf(':', Math.Max(host.LastIndexOf(']'), 0));
            names.Add(Decode(colon < 0 ? host : host[..colon]));
            ports.Add(colon < 0 ? "" : host[(colon + 1)..]);
        }
        _given["host"] = string.Join(',', names);
        _given["port"] = string.Join(',', ports);
    }

    ValueList<PostgresHost> ReadHosts()
    {
        var names = _given.GetValueOrDefault("host", "").Split(',');
        var ports = _given.GetValueOrDefault("port", "").Split(',');
        if (ports.Length != 1 && ports.Length != names.Length)
            throw Wrong($"it names {names.Length} hosts and {ports.Length} ports");
        var hosts = new PostgresHost[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var port = ReadPort(ports[ports.Length == 1 ? 0 : i]);
            var name = names[i].StartsWith('[') && names[i].EndsWith(']') ? names[i][1..^1] : names[i];
            hosts[i] = new(name.Length > 0 ? name : DefaultHost(port), port);
        }
        return new(hosts);
    }

    static int ReadPort(string text)
    {
        if (text.Length == 0)
            return PostgresAddress.DefaultPort;
        if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0)
            return port;
        // no word of what stands there: it is a part of the password where that has an unescaped '/' or '?'
        throw Wrong("what follows the host's ':' is no port from 1 to 65535. " + EscapingHint);
    }

    /// <summary>Where a server of this machine listens: at its socket where there is one, as libpq looks too.</summary>
    static string DefaultHost(int port)
    {
        foreach (var folder in (string[])["/var/run/postgresql", "/tmp"])
            if (File.Exists(string.Create(CultureInfo.InvariantCulture, $"{folder}/.s.PGSQL.{port}")))
                return folder;
        return "localhost";
    }

    static string Decode(string text)
    {
        for (var i = text.IndexOf('%', 0); i >= 0; i = text.IndexOf('%', i + 1))
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                throw Wrong("a '%' in it is not followed by two hexadecimal digits. Write '%25' for the sign itself");
        var decoded = Uri.UnescapeDataString(text);
        return decoded.Contains('\0', StringComparison.Ordinal) ? throw Wrong("'%00' may not stand in it") : decoded;
    }

    const string EscapingHint =
        "Where the password has characters such as '/', '?', '%' or '@', write them percent-encoded ('/' is '%2F')";

    static StoreException Wrong(string found) => new($"The address of the PostgreSQL store is wrong: {found}.");
}
