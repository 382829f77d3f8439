using System.Text;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>Hashtags of Bluesky's rich text: anybody can write any facet.</summary>
public sealed class FacetTests
{
    static string Tags(string text, string facets) => Decoded.Post(
        $"{{'did':'{Some.Did}','time_us':{Some.Then}000,'kind':'commit','commit':{{'rev':'{Some.Tid(Some.Then)}','operation':'create','collection':'app.bsky.feed.post',"
        + $"'rkey':'{Some.Tid(Some.Then)}','record':{{'text':'{text}','createdAt':'{Some.ThenIso}','facets':[{facets}]}}}}}}").Tags;

    static string Facet(object start, object end, string tag = "day") =>
        $"{{'index':{{'byteStart':{start},'byteEnd':{end}}},'features':[{{'$type':'app.bsky.richtext.facet#tag','tag':'{tag}'}}]}}";

    [Fact]
    public void Facet_Tag_IsTaken()
    {
        Assert.Equal("day", Tags("good #day", Facet(5, 9)));
        Assert.Equal("$BTC", Tags("up $btc", Facet(3, 7, "$BTC")));
        Assert.Equal("#double", Tags("##double", Facet(0, 8, "#double")));
        Assert.Equal("été", Tags("un #été", Facet(3, 3 + Encoding.UTF8.GetByteCount("#été"), "\\u00e9t\\u00e9")));
    }

    [Theory]
    [InlineData(-1, 4)]
    [InlineData(5, 5)]
    [InlineData(9, 5)]
    [InlineData(5, 10)]
    [InlineData(100, 104)]
    [InlineData(0, 2147483647)]
    [InlineData(-2147483648, 2147483647)]
    [InlineData(0, 99999999999)]
    [InlineData("'5'", "'9'")]
    [InlineData("null", "null")]
    [InlineData("5.5", "9")]
    [InlineData("{'a':5}", "[9]")]
    public void Facet_OutOfRange_IsDropped(object start, object end) => Assert.Equal("fine", Tags("good #day", $"{Facet(start, end)},{Facet(5, 9, "fine")}"));

    [Fact]
    public void Facet_InsideARune_IsDropped()
    {
        Assert.Equal("", Tags("é #day", Facet(1, 6)));
        Assert.Equal("", Tags("#day😀", Facet(0, 6)));
        Assert.Equal("day", Tags("#day😀", Facet(0, 8)));
        // The escape is six bytes on the wire, and two in the text that offsets count.
        Assert.Equal("day", Tags("\\u00e9 #day", Facet(3, 7)));
    }

    [Fact]
    public void Facet_OverAnEarlierOne_IsDropped()
    {
        Assert.Equal("a|c", Tags("#aaa #bbb #ccc", $"{Facet(0, 4, "a")},{Facet(3, 9, "b")},{Facet(10, 14, "c")}"));
        Assert.Equal("a|c", Tags("#aaa #bbb #ccc", $"{Facet(10, 14, "c")},{Facet(3, 9, "b")},{Facet(0, 4, "a")}"));
        Assert.Equal("a|b", Tags("#aaa#bbb", $"{Facet(4, 8, "b")},{Facet(0, 4, "a")}"));
        Assert.Equal("first", Tags("#aaa", $"{Facet(0, 4, "first")},{Facet(0, 4, "second")}"));
    }

    [Fact]
    public void Facet_OfAnotherKind_HasNoTag()
    {
        const string link = "{'index':{'byteStart':0,'byteEnd':4},'features':[{'$type':'app.bsky.richtext.facet#link','uri':'https://example.org'}]}";
        const string mention = "{'index':{'byteStart':0,'byteEnd':4},'features':[{'$type':'app.bsky.richtext.facet#mention','did':'did:plc:x'}]}";

        Assert.Equal("", Tags("#aaa", link));
        Assert.Equal("", Tags("#aaa", mention));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[[{}]]")]
    [InlineData("{}")]
    [InlineData("{'index':5,'features':5}")]
    [InlineData("{'index':[],'features':{}}")]
    [InlineData("{'index':{},'features':[5,null,[],{},{'tag':5},{'tag':null},{'tag':['x']},{'tag':''}]}")]
    [InlineData("{'features':[{'tag':'nowhere'}]}")]
    public void Facet_OfNoUse_IsPassedOver(string facet) => Assert.Equal("fine", Tags("good #day", $"{facet},{Facet(5, 9, "fine")}"));

    [Fact]
    public void Facet_Many_AreBoundedAndQuick()
    {
        var facets = string.Join(',', Enumerable.Range(0, 20_000).Select(i => Facet(i % 4, 4, "t")));

        Assert.Equal("t", Tags("#aaa", facets));
    }
}
