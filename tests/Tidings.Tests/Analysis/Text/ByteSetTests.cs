using System.Runtime.Intrinsics;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Text;

public sealed class ByteSetTests
{
    [Fact]
    public void Find_RandomSets_EqualsAskingForEachByte()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var plain = Enumerable.Range(0, random.Next(257)).Select(_ => (byte)random.Next(256)).ToHashSet();
            var set = new ByteSet();
            foreach (var value in plain)
                set.Add(value);
            for (var first = 0; first < 256; first += 16)
            {
                var bytes = Enumerable.Range(first, 16).Select(value => (byte)value).ToArray();
                var found = set.Find(Vector128.Create(bytes));
                for (var i = 0; i < 16; i++)
                {
                    Assert.True(set.Contains(bytes[i]) == plain.Contains(bytes[i]), $"seed {seed}, byte {bytes[i]}");
                    Assert.True((found >> i & 1) != 0 == plain.Contains(bytes[i]), $"seed {seed}, byte {bytes[i]}");
                }
            }
        }
    }
}
