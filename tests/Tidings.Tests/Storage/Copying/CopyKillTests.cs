using Tidings.Storage;
using Tidings.Tests.Durability.Crashes;

namespace Tidings.Tests.Storage.Copying;

/// <summary>The real program, killed while it copies.</summary>
[Trait("Category", "Slow")]
public sealed class CopyKillTests : IDisposable
{
    const int Limit = 60_000;

    readonly CopyPlaces _places = new();
    readonly TemporaryFolder _folder = new();

    /// <summary>Many dead letters, which are no trouble to make: a copy of them takes a second.</summary>
    StoreUrl Source(int letters)
    {
        var from = _places.NewFilled(isPostgres: false);
        _places.Execute(from, $"""
            WITH RECURSIVE made (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM made WHERE i < {letters})
            INSERT INTO dead_letter (received_at, source, reason, raw)
            SELECT i, 'made up', 'json', zeroblob(2000) FROM made
            """);
        return from;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Category", "Postgres")]
    public void Copy_KilledInTheMiddle_IsRefusedAndBegunAnewByTheSameCommand(bool isToPostgres)
    {
        var (from, to) = (Source(30_000), _places.New(isToPostgres));
        using (var process = Start(from, to))
        {
            for (var looks = 0; !HasBegun(to); looks++)
                Assert.True(looks < 3_000 && !process.WaitForExit(10), process.Tail);
            Assert.True(process.Kill(), process.Tail);
        }
        var refusal = Assert.Throws<StoreException>(() => Stores.OpenForReading(to, _places.Clock)).Message;
        Assert.Contains("unfinished copy", refusal, StringComparison.Ordinal);
        Assert.Contains("tidings copy --from", refusal, StringComparison.Ordinal);

        using (var again = Start(from, to))
        {
            Assert.True(again.WaitForExit(Limit), again.Tail);
            again.Drain();
            Assert.True(again.ExitCode == 0, again.Tail);
        }
        Assert.Equal(_places.Rows(from), _places.Rows(to));
    }

    /// <summary>Some rows of a large table are there, and so it is in the midst of it.</summary>
    bool HasBegun(StoreUrl to)
    {
        try
        {
            return _places.Number(to, "SELECT count(*) FROM dead_letter") > 0;
        }
        catch (StoreException)
        {
            return false; // nothing is there yet
        }
        catch (System.Data.Common.DbException)
        {
            return false; // no tables, or they are being made
        }
    }

    [Fact]
    public void Copy_TableLargerThanItsMemory_StreamsIt()
    {
        var (from, to) = (Source(100_000), _places.New(isPostgres: false)); // 200 MB
        Assert.InRange(new FileInfo(from.Path).Length, 200_000_000, long.MaxValue);
        using var process = Start(from, to, ("DOTNET_GCHeapHardLimit", "4000000")); // 64 MB
        Assert.True(process.WaitForExit(2 * Limit), process.Tail);
        process.Drain();
        Assert.True(process.ExitCode == 0, process.Tail);
        Assert.Equal(100_003, _places.Number(to, "SELECT count(*) FROM dead_letter"));
    }

    ChildProcess Start(StoreUrl from, StoreUrl to, params (string, string)[] environment) => new(
        _folder.Path, ["copy", "--from", Text(from), "--to", Text(to)], environment);

    /// <summary>With its password, which the URL itself does not tell.</summary>
    string Text(StoreUrl url) => url.IsFile ? $"sqlite:{url.Path}" : _places.SecretUrlOf(url);

    public void Dispose()
    {
        _places.Dispose();
        _folder.Dispose();
    }
}
