namespace Tidings.Cli.Jobs.Listening;

/// <summary>A live source that is listened to only until everything has come that was to come.</summary>
/// <param name="source">The source.</param>
/// <param name="isDone">Asked every now and then, on any thread.</param>
/// <param name="clock">Tells when to ask.</param>
sealed class EndingSource(IPostSource source, Func<bool> isDone, TimeProvider clock) : IPostSource
{
    static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(20);

    public string Name => source.Name;

    public bool IsLive => source.IsLive;

    public bool HasCursor => source.HasCursor;

    public string CursorAt(long place) => source.CursorAt(place);

    public void Read(SourceStart start, SourceFeed feed, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var asking = clock.CreateTimer(
            _ =>
            {
                try
                {
                    if (isDone())
                        end.Cancel();
                }
                catch (ObjectDisposedException)
                {
                    // it ended by itself just now
                }
            },
            null, AskEvery, AskEvery);
        try
        {
            source.Read(start, feed, end.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // all of it is there
        }
    }
}
