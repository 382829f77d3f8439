using System.Net.WebSockets;
using System.Text.Json;

namespace Tidings.Simulators;

/// <summary>What the client says.</summary>
sealed partial class Subscription
{
    const int ChunkBytes = 4096;

    /// <summary>Listens to the client until it goes or does what it may not.</summary>
    async Task<Ending> ReceiveAsync()
    {
        var buffer = new byte[ChunkBytes];
        var length = 0;
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(length), _gone);
                if (received.MessageType == WebSocketMessageType.Close)
                    return new(EndingKind.Close, AnswerTo(_socket.CloseStatus));
                length += received.Count;
                if (length > OptionsUpdate.MaxBytes)
                    return new(EndingKind.Close, 1009, "message too big");
                if (!received.EndOfMessage)
                {
                    if (length == buffer.Length)
                        Array.Resize(ref buffer, buffer.Length * 2);
                    continue;
                }
                if (received.MessageType == WebSocketMessageType.Text && Update(buffer.AsMemory(0, length)) is { } bad)
                    return bad;
                (length, buffer) = (0, buffer.Length > ChunkBytes * 16 ? new byte[ChunkBytes] : buffer);
            }
        }
        catch (Exception error)
            when (error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            return Ending.Left;
        }
    }

    /// <summary>The same code; a frame without one is answered with the ordinary one.</summary>
    static int AnswerTo(WebSocketCloseStatus? status) =>
        (int)(status is null or WebSocketCloseStatus.Empty ? WebSocketCloseStatus.NormalClosure : status.Value);

    /// <summary>Takes new options; the ending where they are none.</summary>
    Ending? Update(ReadOnlyMemory<byte> message)
    {
        try
        {
            if (OptionsUpdate.Read(message) is not { } filter)
                return null;
            _filter = filter;
            _hello.TrySetResult();
            return null;
        }
        catch (JsonException)
        {
            return new(EndingKind.Close, 1007, "invalid options update");
        }
        catch (FormatException)
        {
            return new(EndingKind.Close, 1008, "invalid options");
        }
    }
}
