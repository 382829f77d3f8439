using System.Globalization;
using Tidings.Hours;
using Tidings.Queue;

namespace Tidings.Tests.Storage;

public abstract partial class StoreContract
{
    /// <summary>
    /// Whatever the order in which batches are stored, and whenever hours had to close in between: once everything is
    /// stored, coverage is what the batches say, and nothing counts as missing that is there.
    /// </summary>
    [Fact]
    public void CloseHours_BatchesOfSeveralSessionsInAnyOrder_EndWithTheSameCoverage()
    {
        var hasWaitedInVain = false;
        for (var seed = 1; seed <= 20; seed++)
        {
            _store.Clear();
            var random = new Random(seed);
            var all = Sessions(random, "a").Concat(Sessions(random, "b"))
                .OrderBy(header => header.ReceivedTo).ToArray();
            foreach (var header in Delivered(random, all))
            {
                Note(header);
                At((header.ReceivedTo - Some.Hour) / (double)Some.Minute + random.Next(40));
                if (random.Next(3) == 0)
                    Close(random.Next(2) == 0 ? null : header.ReceivedTo);
                if (random.Next(3) == 0)
                    _store.Compute();
            }
            hasWaitedInVain |= Gaps().Any(gap => gap.Contains("not_stored", StringComparison.Ordinal));
            At(1_000);
            Close();
            _store.Compute();
            if (Expected(all) is var expected && Found() is var found && expected != found)
                Assert.Fail($"seed {seed}\n{expected}\n{found}\n{string.Join('\n', Gaps())}");
        }
        Assert.True(hasWaitedInVain); // else the test has tried nothing
    }

    /// <summary>Sessions of one source that follow each other; the first ends with a crash or as it should.</summary>
    static IEnumerable<BatchHeader> Sessions(Random random, string source)
    {
        var (first, second) = (random.Next(10), 100 + random.Next(20));
        var isKilled = random.Next(2) == 0;
        var killedAt = second - 1 - random.Next(10);
        for (var (number, minute) = (1, first); minute <= killedAt; number++, minute += 5)
            yield return Beat(number, minute, source + "1", source) with
            {
                ListeningSince = At(first),
                EndsSession = !isKilled && minute + 5 > killedAt,
                Gaps = random.Next(8) == 0 ? [new(At(minute - random.Next(1, 9)), At(minute), "stall")] : [],
            };
        for (var (number, minute) = (1, second); minute <= 200; number++, minute += 5)
            yield return Beat(number, minute, source + "2", source) with
            {
                ListeningSince = At(second),
                EndsSession = minute + 5 > 200,
                Gaps = isKilled && number == 1
                    ? [new(At(killedAt - (killedAt - first) % 5), At(second), GapReason.UncleanStop)]
                    : [],
            };

        static long At(int minute) => Some.Hour + minute * Some.Minute;
    }

    /// <summary>Nearly in order, as workers take them from a queue; some come twice.</summary>
    static IEnumerable<BatchHeader> Delivered(Random random, BatchHeader[] all) => all
        .SelectMany((header, place) => random.Next(6) == 0
            ? new[] { (header, At: place + 6.0 * random.NextDouble()), (header, At: place + 8.0) }
            : [(header, At: place + 6.0 * random.NextDouble())])
        .OrderBy(delivery => delivery.At)
        .Select(delivery => delivery.header);

    static string Expected(BatchHeader[] all)
    {
        var listened = all.Select(header =>
            new SourceStretch(header.Source, header.ListeningSince!.Value, header.ReceivedTo)).ToList();
        var gaps = all.SelectMany(header =>
            header.Gaps.Select(gap => new SourceStretch(header.Source, gap.From, gap.To))).ToList();
        return string.Join(' ', Enumerable.Range(-1, 5)
            .Select(hour => Coverage.Of(new(TheHour.HoursSinceEpoch + hour), listened, gaps))
            .Where(coverage => coverage is not null)
            .Select(coverage => coverage!.Value.ToString(CultureInfo.InvariantCulture)));
    }

    string Found() => string.Join(' ', _store.Rows("SELECT coverage FROM hour ORDER BY hour"));
}
