using Tidings.Queue;

namespace Tidings.Cli.Jobs.Listening.Jetstream;

/// <summary>Hands everything on at once.</summary>
/// <param name="feed">Takes the records.</param>
/// <param name="settled">Takes what became of gaps.</param>
sealed class DirectOutlet(SourceFeed feed, Action<IReadOnlyList<GapNotice>> settled) : IEventOutlet
{
    public void Add(
        ReadOnlySpan<byte> message, long place, ReadOnlySpan<byte> author, bool isTooLong, CancellationToken stop) =>
        feed.Add(message, place, stop, isTooLong);

    public void Settle(IReadOnlyList<GapNotice> gaps, CancellationToken stop) => settled(gaps);

    public void Release(CancellationToken stop)
    {
    }

    public void Flush(CancellationToken stop)
    {
    }
}
