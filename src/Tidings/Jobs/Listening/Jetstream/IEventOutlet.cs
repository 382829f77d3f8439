using Tidings.Queue;

namespace Tidings.Cli.Jobs.Listening.Jetstream;

/// <summary>Where the events of a Jetstream go, in their order. Serves one thread.</summary>
interface IEventOutlet
{
    /// <summary>Takes a message.</summary>
    /// <param name="message">Its bytes.</param>
    /// <param name="place">The place behind it.</param>
    /// <param name="author">Whose post it is; empty where it is none.</param>
    /// <param name="isTooLong">It was too long, and its bytes are not here.</param>
    /// <param name="stop">Ends waiting for space.</param>
    void Add(
        ReadOnlySpan<byte> message, long place, ReadOnlySpan<byte> author, bool isTooLong, CancellationToken stop);

    /// <summary>Takes what became of gaps, behind the messages before it.</summary>
    void Settle(IReadOnlyList<GapNotice> settled, CancellationToken stop);

    /// <summary>Lets go what need not wait any longer.</summary>
    void Release(CancellationToken stop);

    /// <summary>Lets go everything.</summary>
    void Flush(CancellationToken stop);
}
