using System.Globalization;
using Tidings.Cli.Jobs.Listening;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>A source that is read by the schedule, record by record; a place counts the records before it.</summary>
sealed class ScheduleSource(string name, bool isLive, bool hasCursor) : IPostSource
{
    public string Name => name;

    public bool IsLive => isLive;

    public bool HasCursor => hasCursor;

    public string CursorAt(long place) => place.ToString(CultureInfo.InvariantCulture);

    public void Read(SourceStart start, SourceFeed feed, CancellationToken stop) => throw new NotSupportedException();
}
