using System.Text;
using Tidings.Queue;
using Tidings.Storage.Queries;

namespace Tidings.Tests.Storage;

public abstract partial class StoreContract
{
    const long HourAfter = Some.Hour + 60 * Some.Minute;

    void Note(params BatchHeader[] headers) => _store.Write([], headers);

    IReadOnlyList<string> Sessions() => _store.Rows(
        "SELECT session, source, is_live, started_at - 1777640400000, stored_through, heard_until - 1777640400000, "
            + "last_number FROM listen_session ORDER BY n");

    IReadOnlyList<string> Gaps() => _store.Rows(
        "SELECT source, from_at - 1777640400000, to_at - 1777640400000, reason, filled_at IS NOT NULL FROM gap "
            + "ORDER BY source, from_at");

    IReadOnlyList<string> Listened() => _store.Rows(
        "SELECT source, from_at - 1777640400000, to_at - 1777640400000 FROM listening ORDER BY source, from_at");

    [Fact]
    public void Write_BatchesOutOfOrder_SessionAdvancesWhereTheHoleCloses()
    {
        Note(Some.Header(1, Some.Hour + 10), Some.Header(3, Some.Hour + 30));
        Note(Some.Header(4, Some.Hour + 40) with { EndsSession = true }, Some.Header(6, Some.Hour + 60, "other"));
        Assert.Equal(["s1|bluesky|1|0|1|10|4", "other|bluesky|1|0|0|-1777640400000|"], Sessions());
        Assert.Equal(["other|6", "s1|3", "s1|4"],
            _store.Rows("SELECT session, number FROM batch_seen ORDER BY session, number"));
        Assert.Equal([true, false, true, true, false],
            new long[] { 1, 2, 3, 4, 5 }.Select(number => _store.IsStored(new("s1", number))));
        Note(Some.Header(2, Some.Hour + 20));
        Assert.Equal("s1|bluesky|1|0|4|40|4", Sessions()[0]);
        Assert.Equal(["other|6"], _store.Rows("SELECT session, number FROM batch_seen"));
        Assert.True(_store.IsStored(new("s1", 2)));
        Assert.False(_store.IsStored(new("s2", 1)));
    }

    [Fact]
    public void Write_AnyOrderOfBatches_EndsTheSame()
    {
        var headers = Enumerable.Range(1, 7).Select(number => Some.Header(number, Some.Hour + number) with
        {
            EndsSession = number == 7,
            Gaps = number == 3 ? [new(Some.Hour + 2, Some.Hour + 3, "clamp")] : [],
        }).ToArray();
        for (var seed = 1; seed <= 30; seed++)
        {
            _store.Clear();
            var random = new Random(seed);
            var order = headers.Concat(headers[2..4]).ToArray();
            random.Shuffle(order);
            foreach (var part in order.Chunk(random.Next(1, 4)))
                Note(part);
            if (Sessions() is not ["s1|bluesky|1|0|7|7|7"] || Gaps() is not ["bluesky|2|3|clamp|0"]
                || Listened() is not ["bluesky|0|7"] || _store.Rows("SELECT 1 FROM batch_seen").Count > 0)
                Assert.Fail($"seed {seed}: {string.Join(", ", Sessions())}");
        }
    }

    [Fact]
    public void Write_BatchOfARecording_SaysNothingAboutListening()
    {
        Note(Some.Header(1, Some.Hour + 10) with { ListeningSince = null });
        Assert.Equal(["s1|bluesky|0|10|1|10|"], Sessions());
        Assert.Empty(Listened());
        Assert.Empty(_store.Marks());
    }

    [Fact]
    public void Write_Heartbeats_MarkAnHourOnce()
    {
        for (var number = 1; number <= 20; number++)
            Note(Some.Header(number, Some.Hour + number * 10_000));
        Assert.Equal([Some.Hour], _store.Marks());
        Assert.Equal([$"{Some.Hour}|open|"], _store.Rows("SELECT hour, state, coverage FROM hour"));
        Note(Some.Header(21, HourAfter + 60 * Some.Minute)); // up to the end of an hour, not into the one behind
        Assert.Equal([Some.Hour, HourAfter], _store.Marks());
        Note(Some.Header(22, HourAfter + 60 * Some.Minute + 1));
        Assert.Equal([Some.Hour, HourAfter, HourAfter + 60 * Some.Minute], _store.Marks());
    }

    [Fact]
    public void Write_ClockJumpsBack_ListeningIsNotShortened()
    {
        Note(Some.Header(1, Some.Hour + 500));
        Note(Some.Header(2, Some.Hour + 300), Some.Header(3, Some.Hour - 300));
        Assert.Equal(["bluesky|0|500"], Listened());
        Assert.Equal("s1|bluesky|1|-300|3|500|", Assert.Single(Sessions()));
    }

    [Fact]
    public void Write_GapOverHours_OpensAndMarksThem()
    {
        _store.Seal(HourAfter);
        Note(Some.Header(1, HourAfter + 90 * Some.Minute) with
        {
            ListeningSince = HourAfter + 90 * Some.Minute,
            Gaps = [new(Some.Hour + 1, HourAfter + 60 * Some.Minute + 1, GapReason.UncleanStop)],
        });
        Assert.Equal([Some.Hour, HourAfter + 60 * Some.Minute], _store.Marks());
        Assert.Equal(["open", "sealed", "open"], _store.Rows("SELECT state FROM hour ORDER BY hour"));
    }

    [Fact]
    public void Write_GapOfACentury_TouchesItsLatestHoursOnly()
    {
        Note(Some.Header(1, Some.Hour) with { Gaps = [new(0, Some.Hour, GapReason.UncleanStop)] });
        Assert.Equal(["9600"], _store.Rows("SELECT count(*) FROM hour"));
        Assert.Equal([$"{Some.Hour - 60 * Some.Minute}"], _store.Rows("SELECT max(hour) FROM hour"));
        Assert.Equal(9_600, _store.Marks().Count);
    }

    [Fact]
    public void Write_GapsFromOneInstant_TheLongerStands()
    {
        Gap(1, 10, 20, "stall");
        Gap(2, 10, 15, "clamp");
        Gap(3, 10, 10, "clamp");
        Gap(4, 30, 20, "clamp");
        Assert.Equal(["bluesky|10|20|stall|0"], Gaps());
        Gap(5, 10, 25, "limit");
        Assert.Equal(["bluesky|10|25|limit|0"], Gaps());
    }

    void Gap(long number, long from, long to, string reason) => Note(Some.Header(number, Some.Hour + number) with
    {
        Gaps = [new(Some.Hour + from, Some.Hour + to, reason)],
    });

    [Fact]
    public void Write_GapWhereABatchWasNotStored_KeepsBoth()
    {
        _store.Rows($"""
            INSERT INTO gap (source, from_at, to_at, reason)
            VALUES ('bluesky', {Some.Hour + 10}, {Some.Hour + 50}, 'not_stored') RETURNING 1
            """);
        Note(Some.Header(2, Some.Hour + 5) with
        {
            Gaps = [new(Some.Hour + 10, Some.Hour + 30, GapReason.UncleanStop)],
        });
        Assert.Equal(["bluesky|10|30|unclean_stop|0", "bluesky|30|50|not_stored|0"], Gaps());
        Gap(3, 30, 35, "stall");
        Gap(4, 35, 40, "clamp");
        Assert.Equal(["bluesky|10|30|unclean_stop|0", "bluesky|30|35|stall|0", "bluesky|35|40|clamp|0",
            "bluesky|40|50|not_stored|0"], Gaps());
    }

    [Fact]
    public void Write_GapThatReachesAnotherBehindTheBatchNotStored_KeepsAll()
    {
        _store.Rows($"""
            INSERT INTO gap (source, from_at, to_at, reason) VALUES
              ('bluesky', {Some.Hour + 10}, {Some.Hour + 50}, 'not_stored'),
              ('bluesky', {Some.Hour + 30}, {Some.Hour + 40}, 'stall') RETURNING 1
            """);
        Note(Some.Header(2, Some.Hour + 5) with { Gaps = [new(Some.Hour + 10, Some.Hour + 30, "clamp")] });
        Assert.Equal(
            ["bluesky|10|30|clamp|0", "bluesky|30|40|stall|0", "bluesky|40|50|not_stored|0"], Gaps());
    }

    [Fact]
    public void Write_ListeningWithoutPosts_TellsSinceWhenTopicsAreLookedFor()
    {
        Note(Some.Header(1, HourAfter));
        Assert.Equal([$"{Some.Hour}"], _store.Rows("SELECT DISTINCT since FROM topic"));
        Note(Some.Header(1, Some.Hour, "s0") with { ListeningSince = Some.Hour - 1 });
        Assert.Equal([$"{Some.Hour - 60 * Some.Minute}"], _store.Rows("SELECT DISTINCT since FROM topic"));
    }

    [Fact]
    public void WriteDeadLetter_Again_IsOneRow()
    {
        _store.WriteDeadLetter(5, "x", "json", "{\0"u8);
        _store.WriteDeadLetter(5, "x", "json", "{\0"u8);
        _store.WriteDeadLetter(6, "x", "json", "{\0"u8);
        _store.WriteDeadLetter(5, "bluesky", "json", "{\0"u8);
        _store.WriteDeadLetter(5, "x", "date", ""u8);
        _store.WriteDeadLetter(5, "x", "date", ""u8);
        Assert.Equal(4, DeadLetterQueries.Count(_store.Connection));
        var first = Assert.Single(DeadLetterQueries.Page(_store.Connection, 0, 1));
        Assert.Equal((5, "x", "json", "{\0"),
            (first.ReceivedAt, first.Source, first.Reason, Encoding.UTF8.GetString(first.Raw)));
        Assert.Equal(3, DeadLetterQueries.Page(_store.Connection, first.N, 10).Count);
        Assert.Empty(DeadLetterQueries.Page(_store.Connection, first.N, 10)[^1].Raw);
        Assert.True(DeadLetterQueries.Delete(_store.Connection, first.N));
        Assert.False(DeadLetterQueries.Delete(_store.Connection, first.N));
        Assert.Equal(3, DeadLetterQueries.Count(_store.Connection));
    }
}
