using Microsoft.Extensions.Logging;
using Tidings.Cli.Logging;
using Tidings.Faults;
using Tidings.Posts;
using Tidings.Queue;
using Tidings.Storage;

namespace Tidings.Cli.Jobs.Working;

/// <summary>
/// Stores analysed batches. Where the store refuses one, the record that is at fault is found by halving, and put aside
/// as a dead letter; everything else is stored.
/// </summary>
sealed class UnitWriter(Analyst analyst, ILogger log)
{
    readonly PostBatch _part = new();

    /// <summary>What the store did with the posts.</summary>
    public WriteResult Written { get; private set; }

    /// <summary>Records put aside.</summary>
    public long DeadLetters { get; private set; }

    /// <summary>Stores a unit whole, and notes its batches as stored.</summary>
    /// <exception cref="StoreException">The store is away, or unusable.</exception>
    public void Write(IPostWriter writer, WorkUnit unit)
    {
        if (unit.Batches.All(batch => writer.IsStored(batch.Header.Id)))
            return; // delivered again
        if (unit.Failure is null)
        {
            try
            {
                FaultPoints.Reach("work.before-store");
                Add(writer.Write(unit.Rows, unit.Headers));
                FaultPoints.Reach("work.after-store");
                return;
            }
            catch (StoreException error) when (error.IsRefusal)
            {
            }
        }
        foreach (var batch in unit.Batches)
        {
            Split(writer, batch, 0, batch.Header.Records);
            _part.Clear();
            Add(writer.Write(_part, [batch.Header]));
        }
    }

    void Split(IPostWriter writer, PackedBatch batch, int from, int to)
    {
        if (from == to)
            return;
        if (TryWrite(writer, batch, from, to) is not { } refusal)
            return;
        if (to - from > 1)
        {
            var middle = from + (to - from) / 2;
            Split(writer, batch, from, middle);
            Split(writer, batch, middle, to);
            return;
        }
        PutAside(writer, batch, from, refusal);
    }

    /// <summary>Null where the records are stored, else why not.</summary>
    string? TryWrite(IPostWriter writer, PackedBatch batch, int from, int to)
    {
        _part.Clear();
        try
        {
            analyst.Analyze(batch, _part, from, to);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return $"analysis: {error.GetType().Name}: {error.Message}";
        }
        try
        {
            Add(writer.Write(_part, []));
            return null;
        }
        catch (StoreException error) when (error.IsRefusal)
        {
            return $"store: {error.InnerException?.Message ?? error.Message}";
        }
    }

    void PutAside(IPostWriter writer, PackedBatch batch, int index, string reason)
    {
        var unpacker = new RecordUnpacker();
        unpacker.Open(batch);
        for (var i = 0; unpacker.TryRead(out var record); i++)
        {
            if (i != index)
                continue;
            writer.WriteDeadLetter(record.ReceivedAt, batch.Header.Source, reason, record.Bytes.Span);
            log.DeadLetter(batch.Header.Source, reason);
            DeadLetters++;
        }
    }

    void Add(in WriteResult result)
    {
        var sum = Written;
        sum.Add(result);
        Written = sum;
    }
}
