using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Text;

public sealed class CodePointTests
{
    [Theory]
    [InlineData(""), InlineData("a"), InlineData("\u0301\u0301\u0301")]
    public void At_EveryCodePoint_IsReadAndWritten(string behind)
    {
        var text = new byte[16];
        var written = new byte[16];
        for (var codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
        {
            if (!Rune.TryCreate(codePoint, out var rune))
                continue;
            var length = rune.EncodeToUtf8(text.AsSpan(1));
            var end = 1 + length + Encoding.UTF8.GetBytes(behind, text.AsSpan(1 + length));
            Assert.Equal(codePoint, CodePoint.At(text.AsSpan(0, end), 1, out var read));
            Assert.Equal(length, read);
            if (codePoint < 0x80)
                continue;
            Assert.Equal(length, CodePoint.Write(codePoint, written));
            Assert.True(written.AsSpan(0, length).SequenceEqual(text.AsSpan(1, length)), $"U+{codePoint:X4}");
        }
    }

    [Fact]
    public void At_AnyBytes_EqualsTheRuntimesDecoding()
    {
        byte[] likely = [0x41, 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE3, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF];
        var random = new Random(1);
        var text = new byte[5];
        for (var round = 0; round < 500_000; round++)
        {
            foreach (ref var value in text.AsSpan())
                value = random.Next(3) == 0 ? (byte)random.Next(256) : likely[random.Next(likely.Length)];
            var some = text.AsSpan(0, random.Next(1, 6));
            Rune.DecodeFromUtf8(some, out var rune, out var consumed);
            Assert.True(
                CodePoint.At(some, 0, out var length) == rune.Value && length == consumed,
                $"seed 1, round {round}: {Convert.ToHexString(some)}");
        }
    }
}
