using Tidings.Hours;

namespace Tidings.Tests.Hours;

public sealed class CoverageTests
{
    const long Minute = 60_000;
    static readonly HourUtc Hour = new(493_789);

    /// <summary>A stretch in minutes of the hour.</summary>
    static SourceStretch Stretch(long from, long to, string source = "a") =>
        new(source, Hour.UnixMilliseconds + from * Minute, Hour.UnixMilliseconds + to * Minute);

    static double? Of(SourceStretch[] listened, params SourceStretch[] gaps) => Coverage.Of(Hour, listened, gaps);

    [Fact]
    public void Of_NothingThatTouchesTheHour_IsUnknown()
    {
        Assert.Null(Of([]));
        Assert.Null(Of([Stretch(-60, 0), Stretch(60, 120)], Stretch(-5, 0), Stretch(60, 61)));
        Assert.Null(Of([Stretch(30, 30), Stretch(40, 20)])); // a stretch of no time, and one of a clock that went back
    }

    [Fact]
    public void Of_ListeningAroundTheHour_IsWhole() => Assert.Equal(1, Of([Stretch(-500, 500)]));

    [Fact]
    public void Of_PartsOfTheHour_AddUp() =>
        Assert.Equal(0.75, Of([Stretch(-10, 15), Stretch(20, 35), Stretch(45, 70)]));

    [Fact]
    public void Of_OverlappingListening_CountsOnce()
    {
        Assert.Equal(0.5, Of([Stretch(0, 20), Stretch(10, 30), Stretch(5, 6), Stretch(0, 20)]));
        Assert.Equal(0.5, Of([Stretch(10, 30), Stretch(0, 20)]));
    }

    [Fact]
    public void Of_GapsWithinListening_AreTakenAwayOnce() =>
        Assert.Equal(0.5, Of([Stretch(0, 60)], Stretch(0, 15), Stretch(10, 20), Stretch(50, 90)));

    [Fact]
    public void Of_GapOutsideOfListening_TakesNothingAway()
    {
        Assert.Equal(0.5, Of([Stretch(0, 30)], Stretch(30, 60)));
        Assert.Equal(0.25, Of([Stretch(0, 30)], Stretch(15, 60)));
    }

    [Fact]
    public void Of_GapAlone_IsNothing() => Assert.Equal(0, Of([], Stretch(10, 11)));

    [Fact]
    public void Of_SeveralSources_IsTheLeast()
    {
        Assert.Equal(0.25, Of([Stretch(0, 60), Stretch(15, 30, "b"), Stretch(0, 45, "c")]));
        Assert.Equal(0, Of([Stretch(0, 60)], Stretch(15, 30, "b")));
        Assert.Equal(0.75, Of([Stretch(0, 60), Stretch(0, 60, "b")], Stretch(0, 15, "b"), Stretch(30, 31)));
    }

    [Fact]
    public void Of_AMillisecondMissing_IsNotWhole() => Assert.Equal(
        3_599_999 / 3_600_000.0,
        Of([Stretch(0, 60)], new SourceStretch("a", Hour.UnixMilliseconds, Hour.UnixMilliseconds + 1)));

    [Fact]
    public void Of_MadeUpStretches_EqualsACountOfMinutes()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var listened = Stretches(random, 6);
            var gaps = Stretches(random, 4);
            if (Naive(listened, gaps) is var expected && Of(listened, gaps) is var found && expected != found)
                Assert.Fail($"seed {seed}: {expected} and not {found}");
        }
    }

    static SourceStretch[] Stretches(Random random, int most) =>
    [
        .. Enumerable.Range(0, random.Next(most)).Select(_ =>
            Stretch(random.Next(-20, 80), random.Next(-20, 80), random.Next(3) == 0 ? "b" : "a")),
    ];

    static double? Naive(SourceStretch[] listened, SourceStretch[] gaps)
    {
        bool Holds(SourceStretch stretch, int minute) =>
            stretch.From <= Hour.UnixMilliseconds + minute * Minute
            && stretch.To > Hour.UnixMilliseconds + minute * Minute;
        return listened.Concat(gaps).Where(stretch => Enumerable.Range(0, 60).Any(minute => Holds(stretch, minute)))
            .Select(stretch => stretch.Source)
            .Distinct()
            .Min(source => (double?)Enumerable.Range(0, 60).Count(minute =>
                listened.Any(stretch => stretch.Source == source && Holds(stretch, minute))
                && !gaps.Any(stretch => stretch.Source == source && Holds(stretch, minute))) / 60.0);
    }
}
