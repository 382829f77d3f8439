using System.Text;
using Tidings.Sources;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>Decoding costs no memory once its buffers have their size.</summary>
[Collection("Alone")]
public sealed class AllocationTests
{
    static readonly string Long = string.Concat(Enumerable.Repeat(@"tea &amp; \u00e9clairs \n ", 500));

    public static TheoryData<int> Plain => [.. Enumerable.Range(0, Samples.Posts.Length - 1)]; // rows of an export, the last, keep count of equal ones

    [Theory, MemberData(nameof(Plain))]
    public void Decode_WarmRecords_AllocateNothing(int sample) => Measure(Decoded.Utf8(Samples.Posts[sample]));

    [Fact]
    public void Decode_WarmNotices_AllocateNothing()
    {
        foreach (var sample in Samples.Deletes.Concat(Samples.Others))
            Measure(Decoded.Utf8(sample));
    }

    [Fact]
    public void Decode_WarmLongTexts_AllocateNothing()
    {
        // More than the buffer's first size, in one text and in several.
        Measure(Decoded.Utf8(Samples.Posts[0].Replace("rain", Long, StringComparison.Ordinal)));
        Measure(Decoded.Utf8(Samples.Posts[0].Replace("rain", Long, StringComparison.Ordinal).Replace("nowhere", Long, StringComparison.Ordinal)));
        Measure(count: 20, record: Encoding.UTF8.GetBytes($"[{string.Join(',', Samples.Posts.Take(4).SelectMany(p => Enumerable.Repeat(p.Replace('\'', '"'), 60)))}]"));
    }

    static void Measure(ReadOnlyMemory<byte> record, int count = 1_000)
    {
        var decoder = new RecordDecoder();
        var sink = new CountingSink();
        var allocated = Cost.LeastAllocation(() =>
        {
            for (var i = 0; i < count; i++)
                decoder.Decode(record, Some.Now, sink);
        });
        Assert.True(allocated == 0, $"{allocated} bytes for {count} times {Encoding.UTF8.GetString(record.Span[..Math.Min(record.Length, 200)])}");
        Assert.True(sink.All >= count && sink.Unusable == 0);
    }
}
