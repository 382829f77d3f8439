using Tidings.Queue;

namespace Tidings.Tests.Storage;

/// <summary>What sources missed, and what came of it after all.</summary>
public abstract partial class StoreContract
{
    /// <summary>Times count from the hour, in milliseconds.</summary>
    static GapNotice Missing(long from, long to, string reason = GapReason.Disconnect) =>
        new(Some.Hour + from, Some.Hour + to, reason);

    static GapNotice Settled(
        long from, long to, long recoveredFrom, long posts = 3, string reason = GapReason.Disconnect) =>
        Missing(from, to, reason) with { Settled = new(Some.Hour + recoveredFrom, posts) };

    void Say(long number, params GapNotice[] gaps) =>
        Note(Some.Header(number, Some.Hour + number) with { Gaps = new(gaps) });

    IReadOnlyList<string> Outages() => _store.Rows(
        "SELECT from_at - 1777640400000, to_at - 1777640400000, reason, filled_at IS NOT NULL, filled_posts FROM gap "
            + "ORDER BY source, from_at");

    [Fact]
    public void Write_OutageThatIsFilled_SaysWithHowMuchAndCountsAsListened()
    {
        Say(1, Missing(100, 200));
        Assert.Equal(["100|200|disconnect|0|"], Outages());
        Say(2, Settled(100, 250, recoveredFrom: 90));
        Assert.Equal(["100|250|disconnect|1|3"], Outages());
        Assert.Equal(["bluesky|0|2", "bluesky|100|250"], Listened());
    }

    [Fact]
    public void Write_OutageThatIsFilledInPart_KeepsWhatIsMissing()
    {
        Say(1, Missing(100, 900));
        Say(2, Settled(100, 400, recoveredFrom: 300));
        Assert.Equal(["100|300|clamp|0|3"], Outages());
        Assert.Equal(["bluesky|0|2", "bluesky|300|400"], Listened());
    }

    [Fact]
    public void Write_OutageOfWhichNothingCame_StaysAGap()
    {
        Say(1, Settled(100, 400, recoveredFrom: 700, posts: 0));
        Assert.Equal(["100|400|clamp|0|0"], Outages());
        Assert.Equal(["bluesky|0|1"], Listened());
    }

    /// <summary>
    /// A replay was torn, its beginning was settled, and the listener died: the next one settles all of it again.
    /// </summary>
    [Theory]
    [InlineData(900, "100|250|disconnect|1|3", "250|400|clamp|0|5")]
    [InlineData(300, "100|250|disconnect|1|3", "250|300|clamp|0|5")]
    [InlineData(0, "100|250|disconnect|1|3")]
    public void Write_BeginningThatWasSettledBefore_LeavesNoHole(long recoveredFrom, params string[] expected)
    {
        Say(1, Missing(100, 400));
        Say(2, Settled(100, 250, recoveredFrom: 100));
        Say(3, Settled(100, 400, recoveredFrom, posts: 5));
        Assert.Equal(expected, Outages());
        Assert.Equal(recoveredFrom < 400, Listened().Contains($"bluesky|{Math.Max(recoveredFrom, 100)}|400"));
    }

    [Fact]
    public void Write_RestThatWasToldBefore_IsSettledToo()
    {
        Say(1, Missing(100, 400));
        Say(2, Settled(100, 250, recoveredFrom: 100), Missing(250, 400));
        Say(3, Settled(100, 400, recoveredFrom: 0, posts: 5));
        Assert.Equal(["100|250|disconnect|1|3", "250|400|disconnect|1|5"], Outages());
    }

    /// <summary>The second time the server has none of it any more.</summary>
    [Fact]
    public void Write_EndThatCameBefore_IsNotMissingAfterAll()
    {
        Say(1, Settled(100, 400, recoveredFrom: 300));
        Say(2, Settled(100, 400, recoveredFrom: 900));
        Assert.Equal(["100|300|clamp|0|3"], Outages());
    }

    [Fact]
    public void Write_StopThatIsMadeGood_IsNoGapButListenedTo()
    {
        Say(1, Settled(100, 400, recoveredFrom: 100, reason: GapReason.Stopped));
        Assert.Empty(Outages());
        Assert.Equal(["bluesky|0|1", "bluesky|100|400"], Listened());
        Say(2, Settled(500, 900, recoveredFrom: 600, reason: GapReason.Stopped));
        Assert.Equal(["500|600|clamp|0|3"], Outages());
    }

    [Fact]
    public void Write_OverflowWithinWhatWasMadeGood_StaysMissing()
    {
        Say(1, Settled(100, 400, recoveredFrom: 100), Missing(100, 450, GapReason.Overflow));
        Assert.Equal(["100|450|overflow|0|"], Outages());
        Say(2, Missing(1_100, 1_450, GapReason.Overflow), Settled(1_100, 1_400, recoveredFrom: 1_100));
        Assert.Equal(["100|450|overflow|0|", "1100|1450|overflow|0|"], Outages());
    }

    [Fact]
    public void Write_OutageThatGrowsOverALoss_DoesNotFillIt()
    {
        Say(1, Missing(100, 400, GapReason.Overflow));
        Say(2, Missing(100, 500));
        Say(3, Settled(100, 300, recoveredFrom: 100));
        Assert.Equal(["100|500|overflow|0|"], Outages());
    }

    [Fact]
    public void Write_OutageThatReachedFurtherWhileItWentOn_HoursBehindItKnow()
    {
        const long minute = Some.Minute;
        Note(Some.Header(1, Some.Hour + 120 * minute) with { Gaps = [Missing(30 * minute, 120 * minute)] });
        At(136);
        _store.Compute();
        Assert.Equal(2, Close().Count);
        Assert.Equal(["0.5", "0"], _store.Rows("SELECT coverage FROM hour ORDER BY hour"));
        Note(Some.Header(2, Some.Hour + 121 * minute) with
        {
            Gaps = [Settled(30 * minute, 40 * minute, recoveredFrom: 30 * minute)],
        });
        _store.Compute();
        Assert.Equal(["revised|1", "revised|1"], _store.Rows(
            $"SELECT state, coverage FROM hour WHERE hour <= {HourAfter} ORDER BY hour"));
    }

    [Fact]
    public void Write_AnyOrderOfOutageNotices_EndsTheSame()
    {
        GapNotice[] told =
        [
            Missing(100, 200), Missing(100, 5_000), Missing(100, 9_000), Settled(100, 5_500, 4_000),
            Missing(6_000, 6_100, GapReason.Stall), Settled(6_000, 6_200, 5_999, reason: GapReason.Stall),
            Missing(7_000, 7_100, GapReason.Overflow), Missing(7_500, 8_000, GapReason.UncleanStop),
        ];
        for (var seed = 1; seed <= 40; seed++)
        {
            _store.Clear();
            new Random(seed).Shuffle(told);
            for (var i = 0; i < told.Length; i++)
                Say(i + 1, told[i]);
            Assert.True(
                Outages() is
                [
                    "100|4000|clamp|0|3", "6000|6200|stall|1|3", "7000|7100|overflow|0|", "7500|8000|unclean_stop|0|",
                ]
                && Listened() is ["bluesky|0|8", "bluesky|4000|5500", "bluesky|6000|6200"],
                $"seed {seed}: {string.Join(", ", Outages())}; {string.Join(", ", Listened())}");
        }
    }

    [Fact]
    public void Compute_ScriptedDayWithOutages_HasTheCoverageCalculatedByHand()
    {
        const long minute = Some.Minute;
        // Listened from 00:30 to 06:00, stopped until 06:20, then to midnight; the day begins at Some.Hour.
        var first = Some.Header(1, Some.Hour + 360 * minute) with { ListeningSince = Some.Hour + 30 * minute };
        Note(first with
        {
            Gaps =
            [
                Missing(65 * minute, 71 * minute),                               // 6 minutes of hour 1
                Settled(110 * minute, 130 * minute, recoveredFrom: 125 * minute), // 10 of hour 1, 5 of hour 2
                Settled(185 * minute, 195 * minute, recoveredFrom: 185 * minute), // hour 3: made good
                Missing(230 * minute, 310 * minute, GapReason.Stall),            // 10 of hour 3, hour 4, 10 of hour 5
            ],
        });
        Note(Some.Header(1, Some.Hour + 1_440 * minute, "s2") with
        {
            ListeningSince = Some.Hour + 380 * minute,
            // Hour 6: stopped for 20 minutes, of which the last 8 were asked for and came.
            Gaps = [Settled(360 * minute, 380 * minute, recoveredFrom: 372 * minute, reason: GapReason.Stopped)],
        });
        // A second source that was enabled from 08:15 on and lost a quarter of an hour.
        Note(Some.Header(1, Some.Hour + 1_440 * minute, "s3") with
        {
            Source = "second",
            ListeningSince = Some.Hour + 495 * minute,
            Gaps = [Missing(555 * minute, 570 * minute, GapReason.Refused)],
        });
        At(1_440 + 16);
        _store.Compute();
        Assert.Equal(24, Close().Count);
        string[] coverage =
        [
            "0.5", "0.7333", "0.9167", "0.8333", "0", "0.8333", "0.8", "1", "0.75", "0.75",
            .. Enumerable.Repeat("1", 14),
        ];
        Assert.Equal(coverage, _store.Rows("SELECT round(coverage * 10000) / 10000 FROM hour ORDER BY hour"));
        // Hours without a post have their rows all the same.
        Assert.Equal(["24"], _store.Rows("SELECT count(DISTINCT hour) FROM topic_hour"));
        Assert.Equal(["0"], _store.Rows("SELECT sum(posts) FROM topic_hour"));
    }
}
