using System.Globalization;
using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis;

public sealed class PunycodeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a-label-of-ascii-that-is-one-byte-longer-than-the-sixty-three-ok")]
    public void Fits_EmptyOrTooLong_IsFalse(string label) => Assert.False(Punycode.Fits(Encoding.UTF8.GetBytes(label)));

    // The platform's own encoder gives the length; Latin and CJK letters that its name preparation leaves alone.
    [Fact]
    public void Fits_RandomLabels_AgreesWithThePlatform()
    {
        var mapping = new IdnMapping();
        int fitting = 0, others = 0;
        for (var seed = 0; seed < 4_000; seed++)
        {
            var random = new Random(seed);
            var label = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(3) switch
            {
                0 => (char)random.Next('a', 'z' + 1),
                1 => (char)random.Next(0x4E00, 0x9FA0),
                _ => (char)random.Next(0x3B1, 0x3C0),
            }));
            var expected = true;
            try
            {
                mapping.GetAscii(label);
            }
            catch (ArgumentException)
            {
                expected = false;
            }
            Assert.True(expected == Punycode.Fits(Encoding.UTF8.GetBytes(label)), $"seed {seed}: {label}");
            _ = expected ? fitting++ : others++;
        }
        Assert.True(fitting > 500 && others > 500, $"{fitting} fitting, {others} others");
    }
}
