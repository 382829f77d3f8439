using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Tidings.Simulators;

/// <summary>The server's half of a WebSocket's beginning (RFC 6455, 4.2), which leaves the bare stream in hand.</summary>
static class WebSocketHandshake
{
    /// <summary>Of RFC 6455, 1.3.</summary>
    const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    const int KeyBytes = 16;

    /// <summary>True where the request asks for a WebSocket as it should.</summary>
    public static bool IsAskedFor(HttpContext context)
    {
        var headers = context.Request.Headers;
        return HttpMethods.IsGet(context.Request.Method)
            && context.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true
            && string.Equals(headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase)
            && headers.SecWebSocketVersion == "13"
            && Convert.TryFromBase64String(headers.SecWebSocketKey.ToString(), new byte[KeyBytes], out var length)
            && length == KeyBytes;
    }

    /// <summary>Answers with 101; what is written then goes over the wire as it is.</summary>
    /// <exception cref="IOException">The client has gone.</exception>
    public static Task<Stream> AcceptAsync(HttpContext context)
    {
        var key = context.Request.Headers.SecWebSocketKey + Magic;
        var headers = context.Response.Headers;
        headers.Connection = "Upgrade";
        headers.Upgrade = "websocket";
#pragma warning disable CA5350 // the protocol asks for SHA-1; nothing is kept secret by it
        headers.SecWebSocketAccept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key)));
#pragma warning restore CA5350
        return context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }
}
