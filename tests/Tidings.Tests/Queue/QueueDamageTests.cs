using System.Globalization;
using Dapper;
using Tidings.Queue;
using Tidings.Storage.Queues;
using Tidings.Tests.Storage;

namespace Tidings.Tests.Queue;

/// <summary>
/// Damage in every part of the file: found at the start, named, and repaired with a gap for what is lost.
/// </summary>
public sealed class QueueDamageTests : IDisposable
{
    const long Plenty = long.MaxValue;
    const int Count = 30;
    const int PageBytes = 4096;

    /// <summary>The first ones are acknowledged.</summary>
    const int First = 4;

    readonly TemporaryFolder _folder = new();
    readonly ManualClock _clock = new();
    readonly Dictionary<long, PackedBatch> _originals = [];

    string Path => _folder.File("queue.db");

    /// <summary>A closed queue with some batches.</summary>
    void Fill(int recordBytes = 2_000)
    {
        using var queue = SqliteQueue.Open(Path, new() { Clock = _clock });
        foreach (var batch in Some.Batches(Count, recordBytes))
        {
            queue.Enqueue([batch], [new("stream", $"{batch.Header.Id.Number}")]);
            _originals[batch.Header.Id.Number] = batch;
        }
        for (var number = 1; number < First; number++)
        {
            queue.Acknowledge([new("s1", number)]);
            _originals.Remove(number);
        }
    }

    long PlaceOf(long number)
    {
        using var connection = Some.Connect(Path);
        return connection.ExecuteScalar<long>("SELECT n FROM batch WHERE number = @number", new { number });
    }

    void AssertRefused(string named)
    {
        var refusal = Assert.Throws<QueueException>(() => SqliteQueue.Open(Path));
        Assert.False(refusal.IsPassing);
        Assert.Contains(Path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(QueueErrors.Mending, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Repairs; then every batch is as it was or a gap that covers it, the queue verifies clean, and works.
    /// </summary>
    RepairReport Repair(string what)
    {
        var report = QueueRepair.Repair(Path, _clock);
        Assert.True(QueueVerifier.Verify(Path).IsClean, what);
        using var queue = SqliteQueue.Open(Path, new() { Clock = _clock });
        if (report.IsNothingReadable)
            return report;
        var found = queue.Claim(1000, Plenty).ToDictionary(batch => batch.Header.Id.Number);
        foreach (var (number, original) in _originals)
        {
            Assert.True(found.TryGetValue(number, out var batch), $"{what}: {number} is gone without a trace");
            var isSaved = batch.Header == original.Header && batch.Payload.Span.SequenceEqual(original.Payload.Span);
            Assert.True(
                isSaved || Covers(batch.Header, original.Header),
                $"{what}: {number} is neither saved nor covered: {batch.Header}");
        }
        Assert.True(found.Values.All(batch => batch.Header.IsNotice || _originals.ContainsKey(batch.Header.Id.Number)));
        Assert.Equal(found.Values.Count(batch => !batch.Header.IsNotice), report.Saved);
        Assert.Equal(Count, queue.LastSession("stream")!.LastNumber);
        Assert.Equal(report.LostCursors.Contains("stream"), queue.CursorOf("stream") is null);
        Assert.Equal(found.Count, queue.State().Batches);
        return report;
    }

    static bool Covers(BatchHeader notice, BatchHeader lost) =>
        notice.IsNotice && notice.Gaps.Any(gap =>
            gap.Reason == GapReason.Damage && gap.From <= lost.ReceivedFrom && gap.To >= lost.ReceivedTo);

    [Fact]
    public void Verify_Intact_IsCleanAndRepairChangesNothing()
    {
        Fill();
        var report = QueueVerifier.Verify(Path);
        Assert.True(report.IsClean);
        Assert.Equal((_originals.Count, _originals.Count * 3L), (report.IntactBatches, report.IntactRecords));
        var before = File.ReadAllBytes(Path);
        Assert.Null(QueueRepair.Repair(Path, _clock).KeptAs);
        Assert.Equal(before, File.ReadAllBytes(Path));
    }

    [Fact]
    public void Repair_FlippedPayload_LosesThatBatchAndSaysSo()
    {
        Fill();
        var n = PlaceOf(9);
        Some.Execute(
            Path,
            $"""
            UPDATE payload SET bytes = CAST(substr(bytes, 1, 100) || x'00' || substr(bytes, 102) AS BLOB) WHERE n = {n}
            """);
        var damaged = Assert.Single(QueueVerifier.Verify(Path).Damaged);
        Assert.Equal(("s1", 9L, "stream"), (damaged.Session, damaged.Number, damaged.Source));
        AssertRefused("batch s1/9 of source 'stream'");
        using (var queue = SqliteQueue.Open(Path, new() { Check = false }))
        {
            var error = Assert.Throws<QueueException>(() => queue.Claim(99, Plenty));
            Assert.Contains("batch s1/9", error.Message, StringComparison.Ordinal);
            Assert.Contains("tidings queue repair", error.Message, StringComparison.Ordinal);
            Assert.False(error.IsPassing);
            Assert.Equal(0, queue.State().Claimed);
        }
        var report = Repair("payload");
        Assert.Equal(damaged, Assert.Single(report.Lost));
        Assert.Equal(
            $"{Path}.damaged-{_clock.Now.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}",
            report.KeptAs);
        Assert.True(File.Exists(report.KeptAs));
    }

    [Theory]
    [InlineData("session = 'sX'")]
    [InlineData("number = 1009")]
    [InlineData("source = 'strean'")]
    [InlineData("received_from = received_from + 1")]
    [InlineData("received_to = received_to - 1")]
    [InlineData("records = records + 1")]
    [InlineData("record_bytes = 0")]
    [InlineData("listening_since = NULL")]
    [InlineData("gaps = '[{\"from\":1,\"to\":2,\"reason\":\"x\"}]'")]
    [InlineData("gaps = '[{\"from\":1}]'")]
    [InlineData("gaps = 'x'")]
    [InlineData("gaps = 'null'")]
    [InlineData("ends_session = 1")]
    [InlineData("payload_bytes = 0")]
    [InlineData("payload_checksum = 7")]
    [InlineData("checksum = checksum + 1")]
    public void Repair_ChangedHeader_LosesThatBatchAndSaysSo(string change)
    {
        Fill();
        Some.Execute(Path, $"UPDATE batch SET {change} WHERE n = {PlaceOf(9)}");
        Assert.Single(QueueVerifier.Verify(Path).Damaged);
        AssertRefused("batch s");
        Assert.Contains(Repair(change).Lost, lost => lost is { Session: "s1", Number: 9 } or { Session: null });
    }

    [Fact]
    public void Repair_ChangedCursor_IsSaidToBeLost()
    {
        Fill();
        Some.Execute(Path, "UPDATE cursor SET value = '31'");
        AssertRefused("the cursor of source 'stream'");
        Assert.Equal(["stream"], Repair("cursor").LostCursors);
    }

    [Theory]
    [InlineData("DELETE FROM session")]
    [InlineData("UPDATE session SET last_number = 3")]
    [InlineData("UPDATE session SET is_ended = 1")]
    [InlineData("UPDATE totals SET bytes = bytes - 1")]
    [InlineData("DELETE FROM totals")]
    [InlineData("DELETE FROM payload WHERE n = 9")]
    [InlineData("DROP TABLE cursor")]
    [InlineData("DROP INDEX batch_name")]
    [InlineData("DROP TABLE payload")]
    [InlineData("ALTER TABLE consumer RENAME COLUMN trouble TO troubld")]
    [InlineData("DROP TABLE batch")]
    public void Repair_ChangedTables_Works(string change)
    {
        Fill();
        Some.Execute(Path, change);
        Assert.False(QueueVerifier.Verify(Path).IsClean);
        AssertRefused("");
        Repair(change);
    }

    [Fact]
    public void Repair_EveryPageInTurnIsGarbage_SavesTheRest() => DamageEachPage(every: 8, garbage: 1);

    [Fact]
    [Trait("Category", "Slow")]
    public void Repair_EveryPageInTurnIsGarbageOrEmpty_SavesTheRest()
    {
        DamageEachPage(every: 1, garbage: 2);
        DamageEachPage(every: 1, garbage: 0);
    }

    void DamageEachPage(int every, int garbage)
    {
        const int seed = 99;
        var random = new Random(seed);
        if (_originals.Count == 0)
            Fill();
        var whole = File.ReadAllBytes(_folder.File("whole.db") is var kept && File.Exists(kept) ? kept : Path);
        File.WriteAllBytes(_folder.File("whole.db"), whole);
        var lost = new List<int>();
        for (var page = 1; page < whole.Length / PageBytes; page += every)
        {
            Reset();
            var bytes = whole.ToArray();
            var damage = bytes.AsSpan(page * PageBytes, PageBytes);
            if (garbage == 0)
                damage.Clear();
            else if (garbage == 1)
                random.NextBytes(damage);
            else
                random.NextBytes(damage[random.Next(PageBytes - 500)..][..500]);
            File.WriteAllBytes(Path, bytes);
            if (QueueVerifier.Verify(Path).IsClean)
                continue; // a free page
            var report = Repair($"page {page + 1}, seed {seed}, garbage {garbage}");
            Assert.False(report.IsNothingReadable);
            lost.Add(report.Lost.Count);
        }
        Assert.NotEmpty(lost);
        Assert.Contains(lost, count => count is 1);
    }

    [Fact]
    public void Repair_FlippedBytes_SavesTheRest() => FlipBytes(runs: 15, seed: 1);

    [Fact]
    [Trait("Category", "Slow")]
    public void Repair_FlippedBytesManyTimes_SavesTheRest() => FlipBytes(runs: 400, seed: 2);

    void FlipBytes(int runs, int seed)
    {
        Fill(recordBytes: 300);
        var random = new Random(seed);
        var whole = File.ReadAllBytes(Path);
        var found = 0;
        for (var run = 0; run < runs; run++)
        {
            Reset();
            var bytes = whole.ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                bytes[random.Next(100, bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Path, bytes);
            if (QueueVerifier.Verify(Path).IsClean)
                AssertUnchanged(run);
            else
            {
                Repair($"seed {seed}, run {run}");
                found++;
            }
        }
        Assert.InRange(found, 1, runs);
    }

    /// <summary>What verifies clean gives back what was put in.</summary>
    void AssertUnchanged(int run)
    {
        using var queue = SqliteQueue.Open(Path, new() { Clock = _clock });
        var batches = queue.Claim(1000, Plenty);
        Assert.True(
            batches.Select(batch => batch.Header).SequenceEqual(_originals.Values.Select(batch => batch.Header)),
            $"run {run}");
        Assert.Equal("30", queue.CursorOf("stream"));
    }

    [Fact]
    public void Repair_FileCutOff_SavesTheRest()
    {
        Fill();
        var whole = File.ReadAllBytes(Path);
        for (var length = PageBytes * 3; length < whole.Length; length += PageBytes * 5 + 1000)
        {
            Reset();
            File.WriteAllBytes(Path, whole[..length]);
            Assert.False(QueueVerifier.Verify(Path).IsClean);
            AssertRefused("");
            Repair($"cut off at {length}");
        }
    }

    [Theory]
    [InlineData(0, 16)]
    [InlineData(100, 3996)]
    [InlineData(0, 4096)]
    public void Repair_HeadIsGone_SaysThatNothingCouldBeSaved(int from, int length)
    {
        Fill();
        var bytes = File.ReadAllBytes(Path);
        new Random(5).NextBytes(bytes.AsSpan(from, length));
        File.WriteAllBytes(Path, bytes);
        Assert.False(QueueVerifier.Verify(Path).IsClean);
        AssertRefused("");
        var report = Repair("head");
        Assert.True(report.IsNothingReadable);
        Assert.Equal(bytes, File.ReadAllBytes(report.KeptAs!));
    }

    [Fact]
    public void Repair_InUse_IsRefusedAndSaysByWhom()
    {
        Fill();
        using (var queue = SqliteQueue.Open(Path))
        {
            Refuses("another process");
            queue.Claim(1, 1);
            Refuses($"a worker (process {Environment.ProcessId})");
        }
        using (ListenLock.TryLockSource(Path, "stream"))
            Refuses("a listener");
        QueueRepair.Repair(Path, _clock);

        void Refuses(string who)
        {
            var error = Assert.Throws<QueueException>(() => QueueRepair.Repair(Path, _clock));
            Assert.False(error.IsPassing);
            Assert.Contains(who, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Repair_WasInterrupted_IsFinishedByTheNext()
    {
        Fill();
        File.Copy(Path, Path + ".repaired");
        File.WriteAllText(Path, "damaged");
        File.WriteAllText(Path + "-wal", "log");
        Assert.Contains(
            "interrupted", Assert.Throws<QueueException>(() => SqliteQueue.Open(Path)).Message,
            StringComparison.Ordinal);
        var report = QueueRepair.Repair(Path, _clock);
        Assert.Equal(_originals.Count, report.Saved);
        Assert.Equal("damaged", File.ReadAllText(report.KeptAs!));
        Assert.Equal("log", File.ReadAllText(report.KeptAs + "-wal"));
        Assert.True(QueueVerifier.Verify(Path).IsClean);
    }

    [Fact]
    public void Repair_WhatIsOnlyInTheLog_IsSavedToo()
    {
        Fill();
        using (var queue = SqliteQueue.Open(Path))
        {
            var last = _originals[Count];
            queue.Enqueue([last with { Header = last.Header with { Id = new("s2", 1) } }], []);
            queue.Database.Connection.Execute("UPDATE payload SET bytes = x'00' WHERE n = 9");
            foreach (var end in new[] { "", "-wal" })
                File.Copy(Path + end, _folder.File("copy.db" + end));
        }
        var report = QueueRepair.Repair(_folder.File("copy.db"), _clock);
        Assert.Equal(_originals.Count, report.Saved);
        Assert.Single(report.Lost);
        Assert.True(new FileInfo(report.KeptAs + "-wal").Length > 0);
        using var repaired = SqliteQueue.Open(_folder.File("copy.db"));
        Assert.Equal("s2", repaired.LastSession("stream")!.Name);
    }

    /// <summary>Nothing of an earlier round.</summary>
    void Reset()
    {
        foreach (var file in Directory.GetFiles(_folder.Path, "queue.db*"))
            File.Delete(file);
    }

    public void Dispose() => _folder.Dispose();
}
