using System.Text;
using Tidings.Sources;

namespace Tidings.Tests.Sources;

/// <summary>Escapes undone in bulk against one escape and one rune at a time.</summary>
public sealed class JsonEscapeTests
{
    [Theory]
    [InlineData("", ""), InlineData("plain", "plain"), InlineData("a\\/b", "a/b"), InlineData("\\u00e9\\n", "é\n"), InlineData("\\uD83D\\uDE00", "😀")]
    [InlineData("\\ud83d", "\uFFFD"), InlineData("\\ud83d\\u0041", "\uFFFDA"), InlineData("\\u0000", "\uFFFD"), InlineData("\\", ""), InlineData("\\u12", "\uFFFD")]
    [InlineData("sixteen letters_\\u20AC and some more behind it", "sixteen letters_€ and some more behind it")]
    public void Undo_ByHand_IsTheText(string json, string text) => Assert.Equal(text, Encoding.UTF8.GetString(Undone(Encoding.UTF8.GetBytes(json))));

    [Fact]
    public void Undo_ManyTexts_IsAsStepByStep()
    {
        const int seed = 9;
        var random = new Random(seed);
        for (var line = 0; line < 100_000; line++)
        {
            var json = EscapedTexts.Next(random, random.Next(1, 30));
            Assert.True(StepByStep(json).AsSpan().SequenceEqual(Undone(json)), $"seed {seed}, line {line}: {Encoding.UTF8.GetString(json)}");
        }
    }

    static byte[] Undone(byte[] json)
    {
        var target = new byte[3 * json.Length];
        return target[..JsonEscapes.Undo(json, target)];
    }

    static byte[] StepByStep(ReadOnlySpan<byte> json)
    {
        var text = new List<byte>();
        while (!json.IsEmpty)
        {
            if (json[0] != '\\')
            {
                Rune.DecodeFromUtf8(json, out var rune, out var used);
                Add(text, rune);
                json = json[used..];
            }
            else if (json.Length == 1 || json[1] != 'u')
            {
                if (json.Length > 1)
                    text.Add(json[1] switch { (byte)'n' => (byte)'\n', (byte)'t' => (byte)'\t', (byte)'r' => (byte)'\r', (byte)'b' => (byte)'\b', (byte)'f' => (byte)'\f', var same => same });
                json = json[Math.Min(2, json.Length)..];
            }
            else
            {
                var (high, low) = (Unit(json), json.Length >= 12 ? Unit(json[6..]) : null);
                if (high is { } first && low is { } second && char.IsSurrogatePair((char)first, (char)second))
                {
                    Add(text, new Rune((char)first, (char)second));
                    json = json[12..];
                    continue;
                }
                Add(text, high is > 0 and var unit && Rune.IsValid(unit) ? new Rune(unit) : Rune.ReplacementChar);
                json = json[Math.Min(6, json.Length)..];
            }
        }
        return [.. text];
    }

    static int? Unit(ReadOnlySpan<byte> json) =>
        json.Length >= 6 && json.StartsWith("\\u"u8) && json[2..6].ToArray().All(digit => char.IsAsciiHexDigit((char)digit))
            ? Convert.ToInt32(Encoding.ASCII.GetString(json[2..6]), 16)
            : null;

    static void Add(List<byte> text, Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        text.AddRange(bytes[..rune.EncodeToUtf8(bytes)]);
    }
}
