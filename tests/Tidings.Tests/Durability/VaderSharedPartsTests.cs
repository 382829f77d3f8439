using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Durability;

/// <summary>
/// The recount scores with the naive VADER of the tests, which shares two small functions with the program. Here they
/// are held against the runtime's own, for all that recordings of the grammar can hold.
/// </summary>
public sealed class VaderSharedPartsTests
{
    [Fact]
    public void ToFour_AnyNumber_EqualsTheRuntimes()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var number = random.NextDouble() * 2 - 1;
            Assert.Equal(Math.Round(number, 4), VaderRounding.ToFour(number));
        }
    }

    [Fact]
    public void IsUpper_WordsOfTheGrammar_EqualsThePlainTest()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var grammar = new RawGrammar(new Random(seed));
            foreach (var word in Enumerable.Range(0, 50).SelectMany(_ => grammar.Text().Split(' ', '\n')))
                Assert.Equal(
                    word.Any(char.IsUpper) && !word.Any(char.IsLower), VaderCasing.IsUpper(Encoding.UTF8.GetBytes(word)));
        }
    }
}
