using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Sentiment.Vader;

public sealed class VaderCasingTests
{
    [Theory]
    [InlineData("GOOD", true)]
    [InlineData("GOoD", false)]
    [InlineData("I", true)]
    [InlineData("R2", true)]
    [InlineData("X-D", true)]
    [InlineData(":D", true)]
    [InlineData("<3", false)]
    [InlineData("", false)]
    [InlineData("ÄRGER", true)]
    [InlineData("ÄRGEr", false)]
    [InlineData("ÄRGERß", false)]
    [InlineData("ДА", true)]
    [InlineData("Да", false)]
    [InlineData("你好", false)]
    [InlineData("A你好", true)]
    [InlineData("ǅ", false)] // title case
    [InlineData("Aǅ", false)]
    [InlineData("Ⅷ", true)] // a letter number with the property Uppercase
    [InlineData("ⅷA", false)]
    [InlineData("Ⓐ", true)]
    [InlineData("🅰", true)]
    [InlineData("Aª", false)] // the ordinal indicator has the property Lowercase
    public void IsUpper_Word_FollowsUnicodeProperties(string word, bool expected) =>
        Assert.Equal(expected, VaderCasing.IsUpper(Encoding.UTF8.GetBytes(word)));
}
