using System.Globalization;
using Tidings.Cli.Jobs.Listening;

namespace Tidings.Tests.Jobs.Listening;

/// <summary>A source that says the same thing a number of times, as fast as it may.</summary>
sealed class RepeatingSource(int count, int bytes, bool isLive = false) : IPostSource
{
    int _given;

    /// <summary>How often it has been heard so far.</summary>
    public int Given => Volatile.Read(ref _given);

    public string Name => "echo";

    public bool IsLive => isLive;

    public bool HasCursor => !isLive;

    public string CursorAt(long place) => place.ToString(CultureInfo.InvariantCulture);

    public void Read(SourceStart start, SourceFeed feed, CancellationToken stop)
    {
        var record = new byte[bytes];
        for (var place = 1; place <= count; place++)
        {
            feed.Add(record, place, stop);
            Volatile.Write(ref _given, place);
        }
    }
}
