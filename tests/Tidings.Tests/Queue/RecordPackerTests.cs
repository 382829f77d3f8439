using FsCheck;
using FsCheck.Fluent;
using Tidings.Queue;

namespace Tidings.Tests.Queue;

public sealed class RecordPackerTests
{
    static List<(string Bytes, long At, bool IsTooLong)> Read(RecordUnpacker unpacker, PackedBatch batch)
    {
        unpacker.Open(batch);
        var records = new List<(string, long, bool)>();
        while (unpacker.TryRead(out var record))
            records.Add((Convert.ToHexString(record.Bytes.Span), record.ReceivedAt, record.IsTooLong));
        return records;
    }

    static PackedBatch Batch(long from, byte[] payload, int records = 2, long recordBytes = 0) => new(
        Some.Batch(1).Header with { ReceivedFrom = from, Records = records, RecordBytes = recordBytes }, payload);

    [Fact]
    public void Unpack_WhatWasPacked_IsTheSame()
    {
        var (packer, unpacker) = (new RecordPacker(), new RecordUnpacker()); // reused from one list to the next
        var record = from bytes in ArbMap.Default.GeneratorFor<byte[]>()
                     from later in Gen.Choose(0, 100_000)
                     from isTooLong in Gen.Elements(true, false, false, false)
                     select (Bytes: bytes ?? [], Later: later, IsTooLong: isTooLong);
        Prop.ForAll(record.ListOf().ToArbitrary(), records =>
        {
            var (at, expected) = (Some.Hour, new List<(string, long, bool)>());
            foreach (var (bytes, later, isTooLong) in records)
            {
                packer.Add(bytes, at, isTooLong);
                expected.Add((isTooLong ? "" : Convert.ToHexString(bytes), at, isTooLong));
                at += later;
            }
            var (count, from, size) = (packer.Records, packer.ReceivedFrom, packer.RecordBytes);
            var payload = packer.Pack();
            return count == records.Count && packer.Records == 0 && packer.RecordBytes == 0
                && expected.SequenceEqual(Read(unpacker, Batch(from, payload, count, size)));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 18)]
    [InlineData(5_000_000)]
    public void Unpack_OneRecordOfAnyLength_IsTheSame(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var packer = new RecordPacker();
        packer.Add(bytes, Some.Hour);
        Assert.Equal(length, packer.RecordBytes);
        var record = Assert.Single(Read(new(), Batch(Some.Hour, packer.Pack(), 1, length)));
        Assert.Equal(Convert.ToHexString(bytes), record.Bytes);
    }

    [Fact]
    public void Add_ClockGoesBack_CountsAsTheFirstTime()
    {
        var packer = new RecordPacker();
        packer.Add([1], Some.Hour);
        packer.Add([2], Some.Hour - 5);
        Assert.Equal([Some.Hour, Some.Hour], Read(new(), Batch(Some.Hour, packer.Pack())).Select(record => record.At));
    }

    [Fact]
    public void Unpack_Ordinal_ComesThrough()
    {
        var packer = new RecordPacker();
        packer.Add([1], Some.Hour, ordinal: 300);
        packer.Add([], Some.Hour);
        var unpacker = new RecordUnpacker();
        unpacker.Open(Batch(Some.Hour, packer.Pack(), 2, 1));

        Assert.True(unpacker.TryRead(out var record));
        Assert.Equal(300, record.Ordinal);
        Assert.True(unpacker.TryRead(out record));
        Assert.Equal(0, record.Ordinal);
        Assert.False(unpacker.TryRead(out _));
    }

    [Fact]
    public void Open_LengthBeyondWhatTheHeaderSays_IsRefusedBeforeSpaceIsMade()
    {
        var payload = Some.Batch(1, recordBytes: 400).Payload.ToArray();
        payload[3] = 0x3F; // a gigabyte

        Assert.Throws<InvalidDataException>(() => new RecordUnpacker().Open(Batch(Some.Hour, payload, 4, 400)));
    }

    [Fact]
    public void Pack_Nothing_IsEmptyAndReadsAsNone()
    {
        Assert.Empty(new RecordPacker().Pack());
        Assert.Empty(Read(new(), Batch(Some.Hour, [])));
    }

    [Fact]
    public void Unpack_HostilePayloads_ThrowNothingButInvalidData()
    {
        const int seed = 20_260_501;
        var random = new Random(seed);
        var unpacker = new RecordUnpacker();
        var good = Some.Batch(1, recordBytes: 400).Payload.ToArray();
        var refused = 0;
        for (var run = 0; run < 5_000; run++)
        {
            var payload = Hostile(good, random);
            try
            {
                Read(unpacker, Batch(Some.Hour, payload));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {seed}, run {run}: {Convert.ToHexString(payload)}: {error}");
            }
        }
        Assert.InRange(refused, 1_000, 5_000);
    }

    [Fact]
    public void Unpack_LengthBeyondAnyBatch_IsRefusedWithoutMemory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var length in new[] { int.MinValue, -1, int.MaxValue, (1 << 30) + 1 })
            Assert.Throws<InvalidDataException>(
                () => new RecordUnpacker().Open(Batch(0, [.. BitConverter.GetBytes(length), 1, 2, 3])));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    static byte[] Hostile(byte[] good, Random random)
    {
        var payload = good.ToArray();
        switch (random.Next(5))
        {
            case 0: // bits
                for (var flips = random.Next(1, 5); flips > 0; flips--)
                    payload[random.Next(payload.Length)] ^= (byte)(1 << random.Next(8));
                return payload;
            case 1:
                return payload[..random.Next(payload.Length)];
            case 2: // noise
                payload = new byte[random.Next(200)];
                random.NextBytes(payload);
                return payload;
            case 3: // well compressed noise: numbers and lengths that lie
                var packer = new RecordPacker();
                var noise = new byte[random.Next(1, 40)];
                random.NextBytes(noise);
                packer.Add(noise, 0);
                payload = packer.Pack();
                payload[0] = (byte)random.Next(payload[0] + 2);
                return payload;
            default: // a record list that was never packed by us
                return Compressed(random);
        }
    }

    static byte[] Compressed(Random random)
    {
        var plain = new byte[random.Next(1, 30)];
        random.NextBytes(plain);
        if (random.Next(2) == 0)
            plain.AsSpan().Fill(0xFF); // numbers without end
        var packed = new byte[200];
        System.IO.Compression.BrotliEncoder.TryCompress(plain, packed.AsSpan(4), out var written, 0, 18);
        BitConverter.TryWriteBytes(packed, plain.Length);
        return packed[..(written + 4)];
    }
}
