using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Text;

public sealed class XxHash64Tests
{
    // Published test values of XXH64 with seed 0.
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1)]
    public void Finish_KnownInput_GivesPublishedHash(string input, ulong expected) =>
        Assert.Equal(expected, new XxHash64().Finish(Encoding.ASCII.GetBytes(input)));

    [Fact]
    public void Append_StripesApart_HashesAsOnePiece()
    {
        var input = new byte[200];
        new Random(7).NextBytes(input);
        for (var length = 0; length <= input.Length; length++)
        {
            var whole = new XxHash64().Finish(input.AsSpan(0, length));
            for (var split = 0; split <= length; split += XxHash64.Stripe)
            {
                var hash = new XxHash64();
                hash.Append(input.AsSpan(0, split));
                Assert.Equal(whole, hash.Finish(input.AsSpan(split, length - split)));
            }
        }
    }
}
