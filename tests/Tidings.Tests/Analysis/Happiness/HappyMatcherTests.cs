using System.Text;
using Tidings.Analysis;
using Tidings.Tests.Analysis.Text;

namespace Tidings.Tests.Analysis.Happiness;

public sealed class HappyMatcherTests
{
    static bool IsMatch(string text, params string[] entries) =>
        new HappyMatcher(entries).IsMatch(Encoding.UTF8.GetBytes(text), SimpleEntities.Of(text));

    [Theory]
    [InlineData(":)", true)]
    [InlineData(":))", true)]
    [InlineData("8:)", true)]
    [InlineData("thanks:)", true)]
    [InlineData("at 12:30:)", true)]
    [InlineData("in :30:)", true)]
    [InlineData("a:b:)", true)]
    [InlineData("é:b:)", true)]
    [InlineData(":D:)", true)]
    [InlineData(":-:)", true)]
    [InlineData(":-D:)", true)]
    [InlineData("::)", true)]
    [InlineData(":blob: :)", true)]
    [InlineData(":blob::)", true)]
    [InlineData(":blob:)", false)]
    [InlineData("(:blob:)", false)]
    [InlineData("::blob:)", false)]
    [InlineData(":blob::cat_2:)", false)]
    [InlineData(":+1:)", false)]
    [InlineData(":100:)", false)]
    [InlineData(":x:)", false)]
    [InlineData(": )", false)]
    [InlineData(":", false)]
    [InlineData("", false)]
    [InlineData("https://a.example/:)", false)]
    [InlineData("@someone:)", false)]
    [InlineData("@someone :)", true)]
    public void IsMatch_DefaultList_FindsTheSmileOutsideShortcodes(string text, bool expected) => Assert.Equal(expected, IsMatch(text, ":)"));

    [Theory]
    [InlineData(":D:D", ":D", true)]
    [InlineData(":d", ":D", false)]
    [InlineData("(-:blob: ", "-:", false)]
    [InlineData("(-: blob", "-:", true)]
    [InlineData("so :blob_happy: today", ":blob_happy:", true)]
    [InlineData("so :blob_happy2: today", ":blob_happy:", false)]
    [InlineData("¯\\_(ツ)_/¯", "(ツ)", true)]
    [InlineData("a ʘ‿ʘ b", "ʘ‿ʘ", true)]
    [InlineData("yes", "e", true)]
    [InlineData("abcabd", "abd", true)]
    [InlineData("(((((:", "((((:", true)]
    public void IsMatch_Emoticon_IsAPlainSubstring(string text, string entry, bool expected) => Assert.Equal(expected, IsMatch(text, entry));

    [Theory]
    [InlineData("so 😀!", "😀", true)]
    [InlineData("😀😀", "😀", true)]
    [InlineData("😁", "😀", false)]
    [InlineData("☺️", "☺", true)]
    [InlineData("☺", "☺️", true)]
    [InlineData("👍🏽", "👍", true)]
    [InlineData("👍", "👍🏿", true)]
    [InlineData("👍🏻", "👍🏿", true)]
    [InlineData("👩🏽‍💻", "👩‍💻", true)]
    [InlineData("👩‍💻", "👩", false)]
    [InlineData("👩‍💻", "💻", false)]
    [InlineData("👩‍💻💻", "💻", true)]
    [InlineData("❤️‍🔥", "❤", false)]
    [InlineData("❤️‍🔥", "🔥", false)]
    [InlineData("❤️🔥", "🔥", true)]
    [InlineData("x\u200D🔥", "🔥", true)] // a joiner behind a letter joins nothing
    [InlineData("🇩🇪", "🇩🇪", true)]
    [InlineData("🇫🇷🇩🇪", "🇩🇪", true)]
    [InlineData("🇪🇩🇪", "🇩🇪", false)] // ED and half a flag
    [InlineData("🇩🇪", "🇩", false)]
    [InlineData("🇩🇪🇪", "🇪", true)]
    [InlineData("1️⃣", "1️⃣", true)]
    [InlineData("1⃣", "1️⃣", true)]
    [InlineData("21️⃣!", "1️⃣", true)]
    [InlineData("1 ⃣", "1️⃣", false)]
    [InlineData("2️⃣", "1️⃣", false)]
    [InlineData("⃣", "1️⃣", false)]
    [InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴", false)]
    [InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", true)]
    [InlineData("😀\u0301", "😀", false)]
    [InlineData("https://a.example/😀", "😀", false)]
    [InlineData("😀:)", ":)", true)]
    public void IsMatch_Emoji_MatchesWholeClusters(string text, string entry, bool expected) => Assert.Equal(expected, IsMatch(text, entry));

    [Fact]
    public void IsMatch_InvalidBytes_DoesNotThrow()
    {
        var matcher = new HappyMatcher(["preset:smileys", "1️⃣", "🇩🇪"]);
        byte[] pieces = [0xF0, 0x9F, 0x98, 0x80, 0xE2, 0x83, 0xA3, 0x8D, 0xEF, 0xB8, 0x8F, 0x87, 0xA9, (byte)':', (byte)'-', (byte)'a', (byte)'1'];
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(40)];
            for (var i = 0; i < bytes.Length; i++)
                bytes[i] = pieces[random.Next(pieces.Length)];
            var entities = Enumerable.Range(0, 3).Select(_ => new Entity((EntityKind)random.Next(4), random.Next(-3, 50), random.Next(-3, 50))).ToArray();
            matcher.IsMatch(bytes, entities);
        }
        Assert.False(matcher.IsMatch([0xF0, 0x9F, 0x98], []));
    }

    [Fact]
    public void IsMatch_ManyEntries_FindsEachAndNothingElse()
    {
        var entries = Enumerable.Range(0, 4000).Select(i => $"{(char)('!' + i % 90)}q{i}~").ToArray();
        var matcher = new HappyMatcher(entries);
        foreach (var entry in entries)
        {
            Assert.True(matcher.IsMatch(Encoding.UTF8.GetBytes($"x {entry} y"), []), entry);
            Assert.False(matcher.IsMatch(Encoding.UTF8.GetBytes($"x {entry[..^1]} y"), []), entry);
        }
    }

    [Fact]
    public void Constructor_Presets_Expand()
    {
        Assert.True(IsMatch("well :-) then", "preset:smileys"));
        Assert.True(IsMatch("😂", "preset:smileys"));
        Assert.True(IsMatch("<3", "preset:hearts"));
        Assert.True(IsMatch("❤️", "preset:hearts"));
        Assert.False(IsMatch("💔", "preset:hearts", "preset:smileys"));
        foreach (var entry in HappyPresets.Smileys)
            Assert.True(IsMatch($"a {entry} b", "preset:smileys"), entry);
        Assert.False(IsMatch("At 12:30 (see: $XDC) a=Data; it's \"so-so\": *", "preset:smileys", "preset:hearts"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("🏽")]
    [InlineData("\uFE0F")]
    [InlineData("preset:smily")]
    public void Constructor_BadEntry_IsRefusedByName(string entry)
    {
        var fault = Assert.Throws<ArgumentException>(() => new HappyMatcher([":)", entry]));
        Assert.Contains($"'{entry}'", fault.Message, StringComparison.Ordinal);
        if (entry == "preset:smily")
            Assert.Contains("'preset:smileys'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_LoneSurrogateOrLongEntry_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new HappyMatcher(["\uD83D"]));
        Assert.Throws<ArgumentException>(() => new HappyMatcher([new string(')', 200)]));
    }

    [Fact]
    public void IsMatch_NoEntries_IsFalse() => Assert.False(IsMatch(":) 😀"));
}
