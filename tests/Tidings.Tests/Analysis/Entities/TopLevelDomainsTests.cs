using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis;

public sealed class TopLevelDomainsTests
{
    [Theory]
    [InlineData("com", 3)]
    [InlineData("CoM/", 3)]
    [InlineData("com.", 3)]
    [InlineData("comé", 3)]
    [InlineData("com日", 3)]
    [InlineData("zip", 3)]
    [InlineData("onion", 5)]
    [InlineData("comx", -1)]
    [InlineData("com1", -1)]
    [InlineData("com-", -1)]
    [InlineData("com@", -1)]
    [InlineData("com+", -1)]
    [InlineData("c", -1)]
    [InlineData("", -1)]
    [InlineData("みんなです", 9)]
    [InlineData("みんなa", -1)]
    [InlineData("みん", -1)]
    [InlineData("भारतम्", 18)]
    [InlineData("भारतx", -1)]
    [InlineData("भारत ", 12)]
    [InlineData("рф", 4)]
    [InlineData("Рф", 4)]
    [InlineData("vermögensberatung", 18)]
    [InlineData("VERMÖGENSBERATER", 17)]
    [InlineData("xn--p1ai", 8)]
    [InlineData("XN--P1AI-x@", 10)]
    [InlineData("xn--", -1)]
    [InlineData("xn", -1)]
    public void EndOf_Names_AreWholeAndWhateverTheirCase(string text, int length)
    {
        Assert.Equal(length, TopLevelDomains.EndOf(Encoding.UTF8.GetBytes(text), 0));
        Assert.Equal(length < 0 ? -1 : length + 4, TopLevelDomains.EndOf(Encoding.UTF8.GetBytes($"foo.{text}"), 4));
    }
}
