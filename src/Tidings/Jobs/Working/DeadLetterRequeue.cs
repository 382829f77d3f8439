using System.Security.Cryptography;
using Tidings.Queue;
using Tidings.Storage.Queries;

namespace Tidings.Cli.Jobs.Working;

/// <summary>Puts dead letters back into the queue, as a session of their own.</summary>
sealed class DeadLetterRequeue(IPostQueue queue, TimeProvider clock)
{
    /// <summary>Marks the source, so that the session of its listener stays the latest of its name.</summary>
    const string Suffix = " (dead letters)";

    readonly RecordPacker _packer = new();

    /// <summary>Returns when they lie on disk.</summary>
    /// <exception cref="QueueException">The queue is full or cannot be written.</exception>
    public void Enqueue(IReadOnlyList<DeadLetter> letters)
    {
        var batches = new List<PackedBatch>();
        foreach (var group in letters.GroupBy(letter => letter.Source, StringComparer.Ordinal))
            AddTo(batches, group);
        if (batches.Count > 0 && queue.Enqueue(batches, []) == EnqueueOutcome.Full)
            throw new QueueException("The queue is full: let 'tidings work' work it off first.") { IsPassing = true };
    }

    void AddTo(List<PackedBatch> batches, IGrouping<string, DeadLetter> letters)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var session = $"{now:x}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        var source = letters.Key.EndsWith(Suffix, StringComparison.Ordinal) ? letters.Key : letters.Key + Suffix;
        var rest = letters.OrderBy(letter => letter.ReceivedAt).ToList();
        for (var number = 1L; rest.Count > 0; number++)
        {
            var (count, bytes, from) = (0, 0L, rest[0].ReceivedAt);
            for (; count < rest.Count && bytes < BatchCutter.MaxRecordBytes; bytes += rest[count++].Raw.Length)
                _packer.Add(rest[count].Raw, rest[count].ReceivedAt);
            rest.RemoveRange(0, count);
            batches.Add(new(
                new BatchHeader
                {
                    Id = new(session, number),
                    Source = source,
                    ReceivedFrom = from,
                    ReceivedTo = Math.Max(now, from),
                    Records = count,
                    RecordBytes = bytes,
                    EndsSession = rest.Count == 0,
                },
                _packer.Pack()));
        }
    }
}
