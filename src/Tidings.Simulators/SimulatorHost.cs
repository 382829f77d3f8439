using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Tidings.Simulators;

/// <summary>The web server under a simulator: on 127.0.0.1 alone, HTTP/1.1, with or without TLS.</summary>
sealed class SimulatorHost : IAsyncDisposable
{
    /// <summary>10,000 identifiers of 100 bytes fit in a request line.</summary>
    const int LineBytes = 1 << 20;

    const int Connections = 1000;

    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    readonly WebApplication _application;

    SimulatorHost(WebApplication application, int port) => (_application, Port) = (application, port);

    /// <summary>The port that it listens on.</summary>
    public int Port { get; }

    /// <summary>Starts listening; port 0 takes any that is free.</summary>
    /// <exception cref="IOException">The port is taken, or may not be used.</exception>
    public static async Task<SimulatorHost> StartAsync(
        int port, X509Certificate2? certificate, RequestDelegate answer, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        if (certificate is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxConcurrentConnections = Connections;
            server.Limits.MaxConcurrentUpgradedConnections = Connections;
            server.Limits.MaxRequestLineSize = LineBytes;
            server.Limits.MaxRequestBufferSize = 2 * LineBytes;
            server.Limits.MinResponseDataRate = null; // a stream has its own rule for clients that do not read
            server.Limits.MinRequestBodyDataRate = null;
            server.Listen(IPAddress.Loopback, port, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1;
                if (certificate is not null)
                    endpoint.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificate });
            });
        });
        var application = builder.Build();
        application.Run(answer);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
            .Addresses.First();
        return new(application, new Uri(address).Port);
    }

    /// <summary>Stops listening; connections that do not end by themselves are cut after five seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopLimit);
        await _application.StopAsync(limit.Token);
        await _application.DisposeAsync();
    }
}
