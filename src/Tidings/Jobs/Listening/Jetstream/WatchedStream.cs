namespace Tidings.Cli.Jobs.Listening.Jetstream;

/// <summary>Notes when bytes come: also those that a web socket keeps to itself, as answers to its pings.</summary>
sealed class WatchedStream(Stream inner, LastHeard heard) : RelayStream(inner)
{
    protected override void Received(Span<byte> bytes)
    {
        if (!bytes.IsEmpty)
            heard.Note();
    }
}
