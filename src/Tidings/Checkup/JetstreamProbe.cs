using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Tidings.Cli.Jobs.Listening.Jetstream;
using Tidings.Cli.Output;
using Tidings.Configuration;

namespace Tidings.Cli.Checkup;

/// <summary>Connects to a Jetstream service and waits for its first event; of the public ones any will do.</summary>
sealed class JetstreamProbe(SourceOptions options, TimeProvider clock) : ISourceProbe
{
    public string Source => options.Name;

    public async Task<(FindingState State, string Message)> ProbeAsync(CancellationToken limit)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit);
        var trials = JetstreamAddress.Of(options)
            .Select(address => TryAsync(address.At(cursor: null, isCompressed: false), stop.Token)).ToList();
        var result = (State: FindingState.Error, Message: "");
        while (trials.Count > 0 && result.State != FindingState.Ok)
        {
            var done = await Task.WhenAny(trials).ConfigureAwait(false);
            trials.Remove(done);
            result = await done.ConfigureAwait(false);
        }
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(trials).ConfigureAwait(false);
        return result;
    }

    async Task<(FindingState State, string Message)> TryAsync(Uri address, CancellationToken stop)
    {
        var started = clock.GetTimestamp();
        var step = "its name could not be resolved";
        try
        {
            if (!IPAddress.TryParse(address.Host.Trim('[', ']'), out _))
                await Dns.GetHostAddressesAsync(address.Host, stop).ConfigureAwait(false);
            step = "no connection could be made";
            using var socket = new ClientWebSocket();
            await socket.ConnectAsync(address, stop).ConfigureAwait(false);
            step = "connected, but no event came";
            var received = await socket.ReceiveAsync(new Memory<byte>(new byte[4096]), stop).ConfigureAwait(false);
            if (received.MessageType == WebSocketMessageType.Close)
                return (FindingState.Error, $"{address.Host}: connected, but it hung up before the first event");
            var took = Numbers.Count((long)clock.GetElapsedTime(started).TotalMilliseconds);
            return (FindingState.Ok, $"{address.Host} speaks, the first event came after {took} ms");
        }
        catch (OperationCanceledException)
        {
            return (FindingState.Error, $"{address.Host}: {step} in {SourceCheck.Limit.TotalSeconds} s");
        }
        catch (Exception error) when (
            error is SocketException or WebSocketException or HttpRequestException or IOException)
        {
            return (FindingState.Error, $"{address.Host}: {step} ({error.InnerException?.Message ?? error.Message})");
        }
    }
}
