using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Sentiment.Vader;

/// <summary>Single texts. The expected numbers are those of vaderSentiment for Python.</summary>
public sealed class VaderScorerTests
{
    readonly VaderScorer _scorer = new();

    [Theory]
    [InlineData("❤", 0.6369)]
    [InlineData("❤\uFE0F", 0)] // the variation selector stays glued to the last word of the name
    [InlineData("☹\uFE0F", -0.34)] // here the first word counts
    [InlineData("😀good", 0.3612)] // no space behind a name
    [InlineData("good😀", 0.6597)]
    [InlineData("🇩🇪", 0)] // sequences are never looked up as a whole
    [InlineData("1\uFE0F\u20E3", 0)]
    [InlineData("👨\u200D👩\u200D👧", 0)]
    [InlineData("👍", 0)]
    [InlineData("👍🏽", 0)]
    [InlineData("isn't good", -0.3412)]
    [InlineData("isn\u2019t good", 0.4404)] // the typographic apostrophe negates nothing
    [InlineData("NO good", -0.4835)] // "NO" counts 0, and then as a negative word in capitals
    [InlineData("I am :D", 0.6166)] // ":D" is a word in capitals
    [InlineData(":D", 0.5106)]
    [InlineData("a b c so good", 0.5777)] // 1.25 without a "never"
    [InlineData("no problem", 0.3089)]
    [InlineData("the shit", -0.5574)] // phrases need three words before
    [InlineData("It is the shit", 0.6124)]
    [InlineData("badass", 0.34)] // the special phrase of one word is never reached
    [InlineData("good\u200Bday", 0)] // a zero-width space parts nothing
    [InlineData("good\u00A0day", 0.4404)]
    [InlineData(":)))", 0)] // only the listed emoticons count
    [InlineData(":-))", 0.5859)]
    [InlineData("good but bad but great", 0.431)] // only the first "but" counts
    [InlineData("good https://example.org/?a????", 0.594)] // marks in addresses count
    [InlineData("good https://example.org/!!", 0.5399)]
    public void Score_Oddity_IsKept(string text, double compound) => Assert.Equal(compound, Score(text).Compound);

    [Theory]
    [InlineData("The book was good.", 0.4404, 0.492, 0.508, 0)]
    [InlineData("The book was very good!", 0.54, 0.466, 0.534, 0)]
    [InlineData("The book was VERY GOOD!!", 0.7386, 0.567, 0.433, 0)]
    [InlineData("THE BOOK WAS VERY GOOD", 0.4927, 0.444, 0.556, 0)]
    [InlineData("The book was only kind of good.", 0.3832, 0.303, 0.697, 0)]
    [InlineData("Really, a lovely day", 0.6222, 0.576, 0.424, 0)]
    [InlineData("hardly a lovely day", 0.5456, 0.54, 0.46, 0)]
    [InlineData("not a lovely day at all", -0.4717, 0, 0.619, 0.381)]
    [InlineData("never so lovely a day", 0.7065, 0.549, 0.451, 0)]
    [InlineData("never this happy", 0.657, 0.686, 0.314, 0)]
    [InlineData("without doubt happy", 0.7013, 0.853, 0.147, 0)]
    [InlineData("without a doubt, happy", 0.7013, 0.744, 0.256, 0)]
    [InlineData("a day without any joy", -0.4717, 0, 0.566, 0.434)]
    [InlineData("the least good of all", -0.3412, 0, 0.624, 0.376)]
    [InlineData("at least good enough", 0.4404, 0.492, 0.508, 0)]
    [InlineData("least happy", -0.4585, 0, 0.25, 0.75)]
    [InlineData("no good or happy end", -0.6602, 0, 0.357, 0.643)]
    [InlineData("no, bad", -0.5423, 0, 0.222, 0.778)]
    [InlineData("neither good nor bad", -0.5824, 0, 0.295, 0.705)]
    [InlineData("a bus stop to die for now", -0.296, 0, 0.732, 0.268)]
    [InlineData("it was a kiss of death", -0.6124, 0, 0.444, 0.556)]
    [InlineData("she has a broken heart now", -0.8316, 0, 0.339, 0.661)]
    [InlineData("this sort of awful thing", -0.5095, 0, 0.548, 0.452)]
    [InlineData("good, but awful", -0.4678, 0.281, 0.144, 0.576)]
    [InlineData("awful but good good", 0.7717, 0.72, 0.093, 0.187)]
    [InlineData("good? or not??", 0.533, 0.632, 0.368, 0)]
    [InlineData("good????", 0.594, 1, 0, 0)]
    [InlineData("I love it!!!!!!!!", 0.7482, 0.729, 0.271, 0)]
    [InlineData("it wasn't bad", 0.431, 0.588, 0.412, 0)]
    [InlineData("MORE hate than LOVE", 0.2802, 0.465, 0.159, 0.376)]
    [InlineData("\u212Aind of good", 0.4404, 0.592, 0.408, 0)]
    [InlineData("😡 at work", 0, 0, 1, 0)]
    [InlineData("It is fine ©", 0.2023, 0.375, 0.625, 0)]
    public void Score_Rule_GivesTheFourNumbers(string text, double compound, double positive, double neutral, double negative) =>
        Assert.Equal(new SentimentScore(compound, positive, neutral, negative), Score(text));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n\u001C\u001F\u3000 ")]
    public void Score_NoWords_IsAllZero(string text) => Assert.Equal(default, Score(text));

    [Fact]
    public void Score_InvalidUtf8_CountsAsReplacementCharacter()
    {
        byte[] broken = [.. "good "u8, 0xE2, 0x9D, .. " bad"u8, 0xFF, .. " love \xC3"u8];
        Assert.Equal(_scorer.Score(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(broken))), _scorer.Score(broken));
    }

    [Fact]
    public void Score_RandomBytes_NeverThrowsAndStaysInRange()
    {
        const int Seed = 20190703;
        var random = new Random(Seed);
        for (var round = 0; round < 3_000; round++)
        {
            var bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            var score = _scorer.Score(bytes);
            var inRange = score.Compound is >= -1 and <= 1 && score.Positive is >= 0 and <= 1
                && score.Neutral is >= 0 and <= 1 && score.Negative is >= 0 and <= 1;
            Assert.True(inRange, $"seed {Seed}, round {round}: {score} for {Convert.ToHexString(bytes)}");
        }
    }

    [Fact]
    public void Score_WordWithNul_IsNotTheWord()
    {
        Assert.Equal(0, Score("good\0").Compound);
        Assert.Equal(0, Score("good\0 x").Compound);
    }

    [Fact]
    public void Score_AfterAGiant_IsStillRight()
    {
        var before = Score("This is GOOD, but not great! 😀");
        _scorer.Score(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("😀 but GOOD ", 50_000))));
        Assert.Equal(before, Score("This is GOOD, but not great! 😀"));
    }

    [Fact]
    public void Score_OrdinaryTextAfterAGiant_GivesItsMemoryBack()
    {
        _scorer.Score(Encoding.UTF8.GetBytes(new string('!', 1 << 20)));
        Assert.True(_scorer.BufferLength > 1 << 20);
        Score("good");
        Assert.InRange(_scorer.BufferLength, 1, 1 << 16);
    }

    [Fact]
    public void Score_WarmedUp_AllocatesNothing()
    {
        byte[][] texts =
        [
            "The plot was good, but the characters aren't GREAT! Sort of boring?"u8.ToArray(),
            "❤ 😀 Straße, naïve \u212Aind of good \uFFFD … ÄRGER 😡"u8.ToArray(),
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("good bad but LOVE 😀 ", 100))),
        ];
        Assert.Equal(0, Cost.LeastAllocation(() =>
        {
            for (var round = 0; round < 20; round++)
                foreach (var text in texts)
                    _scorer.Score(text);
        }));
    }

    [Fact]
    public void Explain_Text_ShowsWordsAndSummands()
    {
        var text = "Not a \"good\" day, but GREAT 😀 now!!"u8;
        var explained = _scorer.Explain(text);

        Assert.Equal(_scorer.Score(text), explained.Score);
        Assert.Equal(["Not", "a", "good", "day", "but", "GREAT", "grinning", "face", "now"], explained.Tokens.Select(t => t.Text));
        Assert.Equal(1.9 * -0.74 * 0.5, explained.Tokens[2].Valence);
        Assert.Equal((3.1 + 0.733) * 1.5, explained.Tokens[5].Valence);
        Assert.Equal(explained.Tokens.Sum(t => t.Valence), explained.Sum, 1e-12);
        Assert.Equal(2 * 0.292, explained.Emphasis);
        Assert.Equal(explained.Tokens.Count(t => t.Valence == 0), explained.NeutralCount);
        Assert.Equal((1.9 * -0.74 * 0.5) - 1, explained.NegativeSum);
        Assert.True(explained.PositiveSum > explained.Sum);
    }

    SentimentScore Score(string text) => _scorer.Score(Encoding.UTF8.GetBytes(text));
}
