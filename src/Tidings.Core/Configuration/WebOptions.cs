using System.Net;

namespace Tidings.Configuration;

/// <summary>The dashboard and the HTTP API.</summary>
public sealed record WebOptions
{
    /// <summary>
    /// The address it is served at, <c>http://HOST:PORT</c>; beyond this machine only with a <see cref="Password"/>.
    /// Port 0 lets the system choose. Default <c>http://127.0.0.1:8080</c>.
    /// </summary>
    public string Listen { get; init; } = "http://127.0.0.1:8080";

    /// <summary>What visitors must know. Default none: then nothing listens beyond loopback.</summary>
    public Secret? Password { get; init; }

    /// <summary>
    /// Whether <see cref="Listen"/> names this machine alone: <c>localhost</c> or a loopback address.
    /// </summary>
    public bool IsLoopback => Uri.TryCreate(Listen, UriKind.Absolute, out var uri)
        && (uri.Host == "localhost"
            || (IPAddress.TryParse(uri.Host, out var address) && IPAddress.IsLoopback(address)));
}
