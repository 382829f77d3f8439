using Dapper;
using Tidings.Faults;
using Tidings.Hours;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteRollUp
{
    sealed record HourState
    {
        public string State { get; init; } = "";
        public double? Coverage { get; init; }
    }

    sealed record StretchRow
    {
        public string Source { get; init; } = "";
        public long From { get; init; }
        public long To { get; init; }
    }

    long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public ComputedHour Compute(HourUtc hour)
    {
        var computed = default(ComputedHour);
        store.InTransaction(() =>
        {
            TakeMarks(hour.UnixMilliseconds);
            computed = ComputeLocked(hour.UnixMilliseconds);
        });
        return computed;
    }

    /// <inheritdoc/>
    public ComputedHour? ComputeIfDirty(HourUtc hour, long countTo = long.MaxValue)
    {
        ComputedHour? computed = null;
        store.InTransaction(() =>
        {
            if (TakeMarks(hour.UnixMilliseconds))
                computed = ComputeLocked(hour.UnixMilliseconds, countTo);
        });
        return computed;
    }

    /// <summary>Removes an hour's marks, holding the write lock; false where there are none.</summary>
    internal bool TakeMarks(long h) =>
        store.Connection.Execute("DELETE FROM dirty_hour WHERE hour = @h", new { h }) > 0;

    /// <summary>Computes an hour, holding the write lock and having taken its marks.</summary>
    internal ComputedHour ComputeLocked(long h, long countTo = long.MaxValue)
    {
        if (State(h) is { State: "sealed" })
            return default; // its posts are gone: what was computed from them stands
        FaultPoints.Reach("rollup.computing", store.Connection);
        var hashtags = WriteHashtags(h);
        if (hashtags > 0) // the sums of its day do not hold any more
            store.Connection.Execute("INSERT INTO dirty_day (day) VALUES (@h - @h % 86400000)", new { h });
        var changed = hashtags + WriteTopics(h);
        FaultPoints.Reach("rollup.computed", store.Connection);
        var isChanged = WriteHourRow(h, changed > 0);
        return new(CountPosts(h, countTo), isChanged);
    }

    long CountPosts(long h, long most) => store.Connection.ExecuteScalar<long>(
        "SELECT count(*) FROM (SELECT 1 FROM post WHERE posted_at >= @h AND posted_at < @h + 3600000 LIMIT @most)",
        new { h, most });

    HourState? State(long h) => store.Connection.QuerySingleOrDefault<HourState>(
        "SELECT state AS State, coverage AS Coverage FROM hour WHERE hour = @h", new { h });

    bool IsHeard(long h) => store.Connection.ExecuteScalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM listening WHERE to_at > @h AND from_at < @h + 3600000 AND to_at > from_at)",
        new { h });

    /// <summary>
    /// An hour that no source listened to is known from recordings only and counts as closed; coverage stays unknown. A
    /// closed hour whose coverage is known is revised when anything in it changes. True where anything did.
    /// </summary>
    bool WriteHourRow(long h, bool isChanged)
    {
        if (State(h) is not { } known)
        {
            var isHeard = IsHeard(h);
            store.Connection.Execute(
                "INSERT INTO hour (hour, state, closed_at) VALUES (@h, @state, @closedAt)",
                new { h, state = isHeard ? "open" : "closed", closedAt = isHeard ? default(long?) : Now });
            return true;
        }
        if (known.State == "open" || (CoverageOf(h) ?? known.Coverage) is not { } coverage)
            return isChanged;
        isChanged |= coverage != known.Coverage;
        if (isChanged)
            store.Connection.Execute(
                "UPDATE hour SET state = 'revised', revised_at = @now, coverage = @coverage WHERE hour = @h",
                new { h, now = Now, coverage });
        return isChanged;
    }

    double? CoverageOf(long h) => Coverage.Of(
        HourUtc.OfUnixMilliseconds(h),
        Stretches("SELECT source AS Source, from_at AS 'From', to_at AS 'To' FROM listening", h),
        Stretches("SELECT source AS Source, from_at AS 'From', to_at AS 'To' FROM gap", h, "AND filled_at IS NULL"));

    IEnumerable<SourceStretch> Stretches(string select, long h, string condition = "") => store.Connection
        .Query<StretchRow>(select + " WHERE to_at > @h AND from_at < @h + 3600000 " + condition, new { h })
        .Select(row => new SourceStretch(row.Source, row.From, row.To));
}
