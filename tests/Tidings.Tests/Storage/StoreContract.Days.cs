using Tidings.Storage.Queries;

namespace Tidings.Tests.Storage;

public abstract partial class StoreContract
{
    static readonly HourUtc TheDay = HourUtc.OfUnixMilliseconds(Some.Hour - Some.Hour % Some.Day);

    void AssertTopEqualsTheHours(Window window, string what)
    {
        var (expected, found) = DaySums.Of(_store.Connection, window);
        Assert.True(expected == found, $"{what}, {window}, expected:\n{expected}\nfound:\n{found}");
    }

    [Fact]
    public void Top_AnyWindowAfterAnyChange_EqualsTheSumOfTheHours()
    {
        for (var seed = 1; seed <= 6; seed++)
        {
            var random = new Random(seed);
            _store.Clear();
            for (var step = 0; step < 25; step++)
            {
                var what = $"seed {seed}, step {step}";
                Change(random);
                AssertTopEqualsTheHours(default, what);
                var from = Some.Hour + random.Next(-40, 60) * 30 * Some.Minute;
                AssertTopEqualsTheHours(new(from, from + random.Next(0, 90) * 60 * Some.Minute), what);
                AssertTopEqualsTheHours(new(TheDay.UnixMilliseconds, null), what);
                AssertTopEqualsTheHours(new(null, TheDay.UnixMilliseconds + random.Next(1, 3) * Some.Day), what);
            }
        }
    }

    /// <summary>Posts that come, go, are counted, added up, pruned: whatever may happen next to each other.</summary>
    void Change(Random random)
    {
        var at = Some.Hour + random.Next(-20, 40) * 60 * Some.Minute;
        var hour = HourUtc.OfUnixMilliseconds(at);
        switch (random.Next(7))
        {
            case 0 or 1 or 2:
                Write([.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Post(random.Next(60)) with
                {
                    PostedAt = at + random.Next(5) * 60 * Some.Minute,
                    Author = "author" + random.Next(3),
                    Hashtags = ["tag" + random.Next(3), "joy"],
                    IsHappy = random.Next(2) == 0,
                })]);
                break;
            case 3:
                Write(new PostDelete { Id = $"{random.Next(60)}" });
                break;
            case 4:
                foreach (var day in _store.DirtyDays())
                    _store.ComputeDay(day);
                break;
            case 5:
                _store.SealClosed(hour);
                break;
            default:
                _store.ComputeIfDirty(hour);
                break;
        }
        if (random.Next(2) == 0)
            _store.Compute();
    }

    [Fact]
    public void Top_DayAddedUp_IsNotReadFromItsHours()
    {
        Write(Post(1), Post(2) with { PostedAt = Some.Hour + 60 * Some.Minute });
        _store.Compute();
        Assert.True(_store.ComputeDay(TheDay));
        _store.Rows("UPDATE hashtag_day SET posts = posts + 100 RETURNING 1"); // a wrong number shows where it is read
        Assert.Equal(102, Assert.Single(Top()).Posts);
        long next = TheDay.UnixMilliseconds + Some.Day;
        Assert.Equal(102, Assert.Single(Top(window: new(TheDay.UnixMilliseconds, next))).Posts);
        Assert.Equal(2, Assert.Single(Top(window: new(TheDay.UnixMilliseconds + 1, next))).Posts);
        Assert.Equal(102, Assert.Single(Top(window: new(null, next - 60 * Some.Minute + 1))).Posts);
        Assert.Equal(2, Assert.Single(Top(window: new(null, next - 60 * Some.Minute))).Posts); // its last hour is out

        Write(Post(3));
        Assert.Equal(3, Assert.Single(Top()).Posts); // marked
        Assert.Equal([TheDay], _store.DirtyDays());
        Assert.True(_store.ComputeDay(TheDay));
        Assert.False(_store.ComputeDay(TheDay));
        Assert.Equal(["3"], _store.Rows("SELECT posts FROM hashtag_day"));
        Assert.Empty(_store.DirtyDays());
    }

    [Fact]
    public void ComputeDay_HashtagGone_GoesToo()
    {
        Write(Post(1), Post(2) with { Hashtags = ["gone"] });
        _store.Compute();
        _store.ComputeDay(TheDay);
        Write(new PostDelete { Id = "2" });
        _store.Compute();
        _store.ComputeDay(TheDay);
        Assert.Equal(["joy"], _store.Rows("SELECT hashtag FROM hashtag_day"));
    }

    [Fact]
    public void DirtyDays_HourMarkedOrOpen_Waits()
    {
        Write(Post(1));
        Assert.Empty(_store.DirtyDays()); // nothing is counted yet
        _store.Compute();
        Assert.Equal([TheDay], _store.DirtyDays());
        Write(Post(2) with { PostedAt = Some.Hour + 60 * Some.Minute });
        Assert.Empty(_store.DirtyDays());
        _store.Compute();
        Assert.Equal([TheDay], _store.DirtyDays());
        _store.Rows("UPDATE hour SET state = 'open' RETURNING 1");
        Assert.Empty(_store.DirtyDays());
    }

    [Fact]
    public void Compute_SameRowsAgain_LeavesTheDayKnown()
    {
        Write(Post(1));
        _store.Compute();
        _store.ComputeDay(TheDay);
        _store.MarkAll();
        _store.Compute();
        Assert.Empty(_store.Rows("SELECT 1 FROM dirty_day"));
    }
}
