using System.Globalization;
using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Happiness;

/// <summary>Every emoji of Unicode's emoji-test.txt as the only entry, against every form of every emoji.</summary>
public sealed class EmojiTestFileTests
{
    static readonly Lazy<List<(string Status, string Text)>> Forms = new(Read);

    static List<(string Status, string Text)> Read()
    {
        var forms = new List<(string, string)>();
        using var reader = new StreamReader(SharedData.Open("unicode/emoji-test.txt.gz"));
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split('#')[0].Split(';', StringSplitOptions.TrimEntries);
            if (fields.Length == 2)
                forms.Add((fields[1], string.Concat(fields[0].Split(' ').Select(x => char.ConvertFromUtf32(int.Parse(x, NumberStyles.HexNumber, CultureInfo.InvariantCulture))))));
        }
        return forms;
    }

    static bool IsIgnored(Rune rune) => rune.Value is 0xFE0E or 0xFE0F or (>= 0x1F3FB and <= 0x1F3FF);

    // Said here a second time, plainly, so that the test does not lean on the code that it tests.
    static string Base(string emoji) => string.Concat(emoji.EnumerateRunes().Where(r => !IsIgnored(r)));

    static bool Matches(HappyMatcher matcher, string text) => matcher.IsMatch(Encoding.UTF8.GetBytes(text), []);

    [Fact]
    public void IsMatch_EachFullyQualifiedEmoji_MatchesAllItsFormsAndNoOther()
    {
        var forms = Forms.Value.Where(f => f.Status != "component").Select(f => f.Text).ToArray();
        Assert.True(forms.Length > 4000);
        var byBase = forms.ToLookup(Base);
        var others = forms.Where((_, i) => i % 97 == 0).ToArray();
        foreach (var (status, emoji) in Forms.Value)
        {
            if (status != "fully-qualified")
                continue;
            var matcher = new HappyMatcher([emoji]);
            foreach (var form in byBase[Base(emoji)])
                Assert.True(Matches(matcher, form) && Matches(matcher, $"Good{form}day😶{form}{form}"), $"{emoji} in {form}");
            foreach (var other in others)
                Assert.True(Matches(matcher, other) == (Base(other) == Base(emoji)), $"{emoji} in {other}");
        }
    }

    [Fact]
    public void IsMatch_PartOfAZwjSequence_DoesNotMatch()
    {
        var all = Forms.Value.Where(f => f.Status == "fully-qualified").Select(f => f.Text).ToArray();
        var known = all.ToHashSet();
        var tried = 0;
        foreach (var sequence in all.Where(s => s.Contains('\u200D', StringComparison.Ordinal)))
        {
            var parts = sequence.Split('\u200D');
            for (var from = 0; from < parts.Length; from++)
            {
                for (var to = from + 1; to <= parts.Length; to++)
                {
                    var part = string.Join('\u200D', parts[from..to]);
                    if (to - from == parts.Length || !(known.Contains(part) || known.Contains(part + '\uFE0F')))
                        continue;
                    tried++;
                    Assert.False(Matches(new HappyMatcher([part]), $"Good {sequence} day"), $"{part} in {sequence}");
                }
            }
        }
        Assert.True(tried > 2000, $"{tried}");
    }

    [Fact]
    public void IsMatch_AllEmojiConfigured_KnowsEachOfThem()
    {
        var matcher = new HappyMatcher([.. Forms.Value.Where(f => f.Status == "fully-qualified").Select(f => f.Text)]);
        foreach (var (status, emoji) in Forms.Value)
        {
            if (status != "component")
                Assert.True(Matches(matcher, $"a{emoji}b"), emoji);
        }
        Assert.False(Matches(matcher, "1 # * 漢字 かな \u203A \u20AC 🇦"));
    }

    [Fact]
    public void Read_RandomEmojiText_EndsWhereTheRuntimeEndsTheCluster()
    {
        var pieces = Forms.Value.Where((_, i) => i % 40 == 0).Select(f => f.Text)
            .Concat(["\u200D", "\uFE0F", "\u0301", "🏽", "🇩", "🇪", "a", "1", "\u20E3", "❤", "👩", "\u200C", "\U000E0067", "\U000E007F", "\u0903"]).ToArray();
        for (var seed = 0; seed < 5000; seed++)
        {
            var random = new Random(seed);
            var text = "👩" + string.Concat(Enumerable.Range(0, 8).Select(_ => pieces[random.Next(pieces.Length)]));
            for (var at = 0; at < text.Length;)
            {
                var length = StringInfo.GetNextTextElementLength(text, at);
                Rune.DecodeFromUtf16(text.AsSpan(at), out var first, out _);
                if (Pictographic.Contains(first.Value) || EmojiCluster.IsFlagLetter(first.Value))
                {
                    var bytes = Encoding.UTF8.GetBytes(text);
                    var start = Encoding.UTF8.GetByteCount(text.AsSpan(0, at));
                    var end = Encoding.UTF8.GetByteCount(text.AsSpan(0, at + length));
                    Assert.True(end == EmojiCluster.Read(bytes, start).End, $"seed {seed}, {at}: {text}");
                }
                at += length;
            }
        }
    }
}
