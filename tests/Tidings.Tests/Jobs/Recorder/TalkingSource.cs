using System.Globalization;
using Tidings.Cli.Jobs.Listening;

namespace Tidings.Tests.Jobs.Recorder;

/// <summary>A live source that says the same lines each time, and can be resumed behind any of them.</summary>
sealed class TalkingSource(IReadOnlyList<byte[]> lines, string name = "talk") : IPostSource
{
    public string Name => name;

    public bool IsLive => true;

    public bool HasCursor => true;

    public string CursorAt(long place) => place.ToString(CultureInfo.InvariantCulture);

    public void Read(SourceStart start, SourceFeed feed, CancellationToken stop)
    {
        var first = start.Cursor is { } cursor ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        for (var i = first; i < lines.Count; i++)
        {
            feed.Add(lines[i], i + 1, stop);
            if (i % 100 == 0)
                feed.Settle([]); // cuts a batch, so that there are many
        }
    }
}
