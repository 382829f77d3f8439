using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using Tidings.Queue;
using Tidings.Sources.Live;

namespace Tidings.Cli.Jobs.Listening.Jetstream;

/// <summary>A connection that was not made.</summary>
/// <param name="Kind">Decides when it may be tried again.</param>
/// <param name="Reason">One of <see cref="GapReason"/>.</param>
/// <param name="Message">In words.</param>
/// <param name="RetryAfter">What the server asked for; null where it did not.</param>
sealed record ConnectFailure(FailureKind Kind, string Reason, string Message, TimeSpan? RetryAfter = null)
{
    /// <summary>From the answer to the request for the stream, where there was one.</summary>
    public static ConnectFailure Of(ClientWebSocket socket, Exception error, DateTimeOffset now)
    {
        var status = (int)socket.HttpStatusCode;
        if (status is 0 or (int)HttpStatusCode.SwitchingProtocols)
            return new(FailureKind.Network, GapReason.Disconnect, Words(error));
        var kind = status switch
        {
            429 => FailureKind.TooMany,
            408 or >= 500 => FailureKind.Server,
            _ => FailureKind.Refused,
        };
        var message = string.Create(CultureInfo.InvariantCulture, $"HTTP {status}");
        return new(
            kind, status is >= 400 and < 500 and not 408 ? GapReason.Refused : GapReason.Disconnect, message,
            kind == FailureKind.Refused ? null : Sources.Live.RetryAfter.Of(
                Header(socket, "Retry-After"),
                kind == FailureKind.TooMany ? Header(socket, "RateLimit-Reset") : null, now));
    }

    static string? Header(ClientWebSocket socket, string name) =>
        socket.HttpResponseHeaders?.FirstOrDefault(
            header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();

    /// <summary>What went wrong, in one line.</summary>
    public static string Words(Exception error) =>
        error.InnerException is { } inner ? Words(inner) : error.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
