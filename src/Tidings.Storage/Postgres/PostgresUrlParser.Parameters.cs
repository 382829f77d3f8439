using System.Globalization;
using Npgsql;

namespace Tidings.Storage.Postgres;

/// <summary>What stands behind the question mark.</summary>
partial class PostgresUrlParser
{
    /// <summary>libpq's word for the authorities that the system trusts.</summary>
    const string SystemAuthorities = "system";

    /// <summary>The longest that Npgsql waits.</summary>
    const int MaxTimeoutSeconds = 1024;

    static readonly string[] Known =
    [
        "application_name", "channel_binding", "connect_timeout", "dbname", "host", "password", "port", "sslmode",
        "sslrootcert", "target_session_attrs", "user",
    ];

    static readonly Dictionary<string, SslMode> TlsModes = new(StringComparer.Ordinal)
    {
        ["disable"] = SslMode.Disable,
        ["allow"] = SslMode.Allow,
        ["prefer"] = SslMode.Prefer,
        ["require"] = SslMode.Require,
        ["verify-ca"] = SslMode.VerifyCA,
        ["verify-full"] = SslMode.VerifyFull,
    };

    static readonly Dictionary<string, ChannelBinding> Bindings = new(StringComparer.Ordinal)
    {
        ["disable"] = ChannelBinding.Disable,
        ["prefer"] = ChannelBinding.Prefer,
        ["require"] = ChannelBinding.Require,
    };

    static readonly Dictionary<string, string?> TargetSessions = new(StringComparer.Ordinal)
    {
        ["any"] = null,
        ["read-write"] = "read-write",
        ["read-only"] = "read-only",
        ["primary"] = "primary",
        ["standby"] = "standby",
        ["prefer-standby"] = "prefer-standby",
    };

    void ReadParameter(string parameter)
    {
        var equals = parameter.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            throw Wrong("a parameter is not NAME=VALUE. " + EscapingHint);
        var name = parameter[..equals];
        if (name == "options")
            throw Wrong("'options' is not supported: a connection pooler would drop it. Give the role its settings "
                + "with ALTER ROLE … SET");
        if (parameter == "ssl=true") // what older drivers say, and libpq understands
            (name, parameter, equals) = ("sslmode", "sslmode=require", "sslmode".Length);
        if (!Known.Contains(name, StringComparer.Ordinal))
            throw Wrong(_isTorn || !name.All(sign => sign is '_' or (>= 'a' and <= 'z'))
                ? $"it has an unknown parameter; known are {string.Join(", ", Known)}. {EscapingHint}"
                : $"the parameter '{name}' is unknown; known are {string.Join(", ", Known)}");
        _given[name] = Decode(parameter[(equals + 1)..]);
    }

    /// <remarks>
    /// As in libpq: who names an authority wants it asked, so <c>require</c> with a certificate is <c>verify-ca</c>;
    /// and the system's authorities, which vouch for anybody, need the host's name checked.
    /// </remarks>
    SslMode ReadTls(string certificate)
    {
        var mode = Choose(
            "sslmode", TlsModes, certificate == SystemAuthorities ? SslMode.VerifyFull : SslMode.Prefer);
        if (certificate == SystemAuthorities && mode != SslMode.VerifyFull)
            throw Wrong("'sslrootcert=system' needs 'sslmode=verify-full'");
        return mode == SslMode.Require && certificate.Length > 0 ? SslMode.VerifyCA : mode;
    }

    TimeSpan ReadTimeout()
    {
        if (_given.GetValueOrDefault("connect_timeout", "") is not { Length: > 0 } text)
            return TimeSpan.FromSeconds(15);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= 1 and <= MaxTimeoutSeconds
                ? TimeSpan.FromSeconds(seconds)
                : throw Wrong($"'connect_timeout' must be whole seconds from 1 to {MaxTimeoutSeconds}");
    }

    T Choose<T>(string name, Dictionary<string, T> choices, T fallback)
    {
        if (_given.GetValueOrDefault(name, "") is not { Length: > 0 } value)
            return fallback;
        return choices.TryGetValue(value, out var chosen)
            ? chosen
            : throw Wrong($"'{name}' must be one of {string.Join(", ", choices.Keys)}");
    }
}
