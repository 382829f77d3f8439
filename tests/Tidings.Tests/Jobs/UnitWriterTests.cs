using Tidings.Cli.Jobs;
using Tidings.Cli.Jobs.Working;
using Tidings.Queue;
using Tidings.Storage;
using Tidings.Tests.Commands;

namespace Tidings.Tests.Jobs;

/// <summary>What becomes of batches with a record that the store refuses.</summary>
public sealed class UnitWriterTests : IDisposable
{
    readonly JobBench _bench = new();
    readonly StoreSession _session;
    readonly IPostWriter _writer;
    readonly Analyst _analyst;
    readonly UnitWriter _units;

    public UnitWriterTests()
    {
        _session = StoreSession.Open(_bench.Host, _bench.Settings, CancellationToken.None);
        _writer = _session.Store.CreateWriter(_bench.Settings.IngestWithHash);
        _analyst = new(_bench.Settings, _session.AuthorKey);
        _units = new(_analyst, _bench.Log);
        _bench.Execute("""
            CREATE TRIGGER refuse BEFORE INSERT ON post WHEN NEW.text LIKE '%poison%'
            BEGIN SELECT raise(ABORT, 'no'); END
            """);
    }

    void Write(params IReadOnlyList<PackedBatch> batches)
    {
        using var unit = new WorkUnit();
        unit.Start(batches);
        unit.Analyze(_analyst);
        _units.Write(_writer, unit);
    }

    static string Status(int number, bool isPoison = false) =>
        Lines.Status(number, $"#joy {(isPoison ? "poison" : "cake")} {number}");

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(2, 1)]
    [InlineData(5, 0)]
    [InlineData(5, 2)]
    [InlineData(5, 4)]
    public void Write_StoreRefusesARecord_ItIsPutAsideAndTheOthersAreStored(int count, int poison)
    {
        string[] records = [.. Enumerable.Range(0, count).Select(i => Status(i, isPoison: i == poison))];
        Write(_bench.Batch(1, records), _bench.Batch(2, Status(100)));
        Assert.Equal([$"{count}|0"], _bench.Rows("SELECT count(*), sum(text LIKE '%poison%') FROM post"));
        Assert.Equal(
            [$"stream|{_bench.Clock.Now}|{records[poison]}"],
            _bench.Rows("SELECT source, received_at, CAST(raw AS TEXT) FROM dead_letter"));
        Assert.Equal(1, _units.DeadLetters);
        Assert.True(_writer.IsStored(new("s1", 1)));
        Assert.True(_writer.IsStored(new("s1", 2)));
        Assert.Equal(["2"], _bench.Rows("SELECT stored_through FROM listen_session"));
    }

    [Fact]
    public void Write_DeliveredAgain_ChangesNothing()
    {
        var batch = _bench.Batch(1, Status(1), Status(2, isPoison: true));
        Write(batch);
        Write(batch);
        Assert.Equal(["1|1"], _bench.Rows("SELECT (SELECT count(*) FROM post), (SELECT count(*) FROM dead_letter)"));
        Assert.Equal(1, _units.DeadLetters);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _session.Dispose();
        _bench.Dispose();
    }
}
