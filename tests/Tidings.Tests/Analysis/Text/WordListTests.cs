using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Text;

public sealed class WordListTests
{
    static readonly WordList Blacklist = new(["giveaway", "free", "gift", "win", "alert"]);

    [Theory]
    [InlineData("WIN!", true)]
    [InlineData("win-win", true)]
    [InlineData("#giveaway now", true)]
    [InlineData("(Free)", true)]
    [InlineData("ＷＩＮ", true)]
    [InlineData("w\u00ADin", true)]
    [InlineData("gift", true)]
    [InlineData("window following growing", false)]
    [InlineData("alerts freedom gifted", false)]
    [InlineData("win_win win2", false)]
    [InlineData("", false)]
    public void IsMatch_Text_FindsWholeWordsOnly(string text, bool expected) =>
        Assert.Equal(expected, Blacklist.IsMatch(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void IsMatch_Phrase_NeedsAllItsWordsInOrder()
    {
        var list = new WordList(["send me now", "e-mail", "don't"]);
        Assert.True(list.IsMatch("Send \n me\u00A0now!"u8));
        Assert.False(list.IsMatch("send me, now"u8));
        Assert.False(list.IsMatch("send me"u8));
        Assert.True(list.IsMatch("send send me now"u8));
        Assert.True(list.IsMatch("my E-Mail"u8));
        Assert.False(list.IsMatch("my e mail, my email"u8));
        Assert.True(list.IsMatch("I don\u2019t"u8));
    }

    [Fact]
    public void IsMatch_NoWords_IsFalse() => Assert.False(new WordList([]).IsMatch("anything"u8));

    [Fact]
    public void IsMatch_AnyBytes_DoesNotThrow() => Assert.False(Blacklist.IsMatch([0xFF, 0xC0, 0x80, 0xF0, 0x9F, (byte)'w', 0xED, 0xA0, 0x80]));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("#tag")]
    [InlineData("!!")]
    [InlineData("c++")]
    [InlineData("one -- two")]
    public void Constructor_EntryThatCannotMatch_IsRefusedByName(string entry)
    {
        var fault = Assert.Throws<ArgumentException>(() => new WordList(["fine", entry]));
        Assert.Contains($"'{entry}'", fault.Message, StringComparison.Ordinal);
    }
}
