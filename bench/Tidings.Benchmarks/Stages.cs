using System.Diagnostics;
using System.Globalization;
using Tidings.Analysis;
using Tidings.Posts;
using Tidings.Sources;

namespace Tidings.Benchmarks;

/// <summary>
/// What each stage of reading costs over one file, on one thread, each stage on top of the one before.
/// </summary>
sealed class Stages(string path)
{
    const long ReceivedAt = 4_000_000_000_000; // beyond every recording

    public void Run(TextWriter output)
    {
        if (!File.Exists(path))
        {
            output.WriteLine($"stages: skipped, there is no {path}; 'end-to-end' makes it where the recordings are");
            return;
        }
        output.WriteLine();
        output.WriteLine("| stage, one core | seconds | posts/s | bytes allocated per post |");
        output.WriteLine("|---|---|---|---|");
        Measure(output, "cut into records", static (reader, decoder) =>
        {
            while (reader.TryRead(out _))
            {
            }
        });
        var sink = new CountingSink();
        Measure(output, "+ decode", (reader, decoder) => Decode(reader, decoder, sink));
        foreach (var keepAll in (bool[])[false, true])
        {
            var builder = new BatchBuilder(
                new PostAnalyzer(new() { Blacklist = ["giveaway", "free", "gift", "win", "alert"] }, new VaderScorer()),
                new AuthorKey(new byte[32]), new() { KeepAll = keepAll });
            Measure(
                output, keepAll ? "+ analyse and batch, keep: all" : "+ analyse and batch, keep: relevant",
                (reader, decoder) =>
                {
                    builder.Batch.Clear();
                    while (reader.TryRead(out var record))
                    {
                        decoder.Decode(record.Bytes, ReceivedAt, builder);
                        if (builder.Batch.Count >= 10_000)
                            builder.Batch.Clear();
                    }
                });
        }
    }

    static void Decode(RecordReader reader, RecordDecoder decoder, IRecordSink sink)
    {
        while (reader.TryRead(out var record))
            decoder.Decode(record.Bytes, ReceivedAt, sink);
    }

    void Measure(TextWriter output, string name, Action<RecordReader, RecordDecoder> stage)
    {
        var counter = new CountingSink();
        using (var warm = File.OpenRead(path))
            stage(new RecordReader(warm), new RecordDecoder());
        using (var counting = File.OpenRead(path))
            Decode(new RecordReader(counting), new RecordDecoder(), counter);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        stage(new RecordReader(file), new RecordDecoder());
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {seconds:F2} | {counter.Posts / seconds:N0} | {(double)allocated / counter.Posts:F1} |"));
    }

    sealed class CountingSink : IRecordSink
    {
        public long Posts { get; private set; }

        public void Post(DecodedPost post) => Posts++;

        public void Delete(in DecodedDelete notice)
        {
        }

        public void Account(in DecodedAccount notice)
        {
        }

        public void Other()
        {
        }

        public void Malformed(MalformedReason reason)
        {
        }
    }
}
