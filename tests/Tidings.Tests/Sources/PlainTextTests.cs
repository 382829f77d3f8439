using System.Diagnostics;
using System.Text;
using Tidings.Sources;

namespace Tidings.Tests.Sources;

/// <summary>Text from the HTML of fediverse servers, and of whoever pretends to be one.</summary>
public sealed class PlainTextTests
{
    static string Text(string html)
    {
        var source = Encoding.UTF8.GetBytes(html);
        var target = new byte[PlainText.MaxLength(source.Length)];
        return Encoding.UTF8.GetString(target, 0, PlainText.OfHtml(source, target));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("<p>one</p>", "one")]
    [InlineData("<p>one</p><p>two</p>", "one\n\ntwo")]
    [InlineData("<p>one<br>two<br/>three<br />four</p>", "one\ntwo\nthree\nfour")]
    [InlineData("<p>one<br><br>two</p>", "one\n\ntwo")]
    [InlineData("<P>one</P>\n  <P>two</P>\n", "one\n\ntwo")]
    [InlineData("\n <p>one</p>", "one")]
    [InlineData("<p></p><p>one</p><p></p>", "one")]
    [InlineData("<p>one <b>bold</b> two</p>", "one bold two")]
    [InlineData("<h1>Title</h1><div>one</div><div>two</div>", "Title\none\ntwo")]
    [InlineData("<ul><li>one</li><li>two</li></ul><p>three</p>", "one\ntwo\n\nthree")]
    [InlineData("<ol><li><p>one</p></li></ol>", "one")]
    [InlineData("<blockquote><p>said</p></blockquote><p>mine</p>", "said\n\nmine")]
    [InlineData("<pre><code>a\n  b</code></pre>", "a\n  b")]
    [InlineData("<ruby>漢<rt>kan</rt></ruby>", "漢kan")]
    public void OfHtml_Blocks_AreLines(string html, string expected) => Assert.Equal(expected, Text(html));

    [Fact]
    public void OfHtml_ShortenedLink_IsWhole() => Assert.Equal(
        "see https://www.example.org/a/long/path?q=1&r=2#end now",
        Text("<p>see <a href=\"https://www.example.org/a/long/path?q=1&amp;r=2#end\" target=\"_blank\" rel=\"nofollow noopener\"><span class=\"invisible\">https://www.</span>"
            + "<span class=\"ellipsis\">example.org/a/long/pa</span><span class=\"invisible\">th?q=1&amp;r=2#end</span></a> now</p>"));

    [Fact]
    public void OfHtml_MentionAndHashtag_KeepTheirSigns()
    {
        Assert.Equal("@madeup hello", Text("<p><span class=\"h-card\"><a href=\"https://example.org/@madeup\" class=\"u-url mention\">@<span>madeup</span></a></span> hello</p>"));
        Assert.Equal("a #Sonne!", Text("a <a href=\"https://example.org/tags/Sonne\" class=\"mention hashtag\" rel=\"tag\">#<span>Sonne</span></a>!"));
    }

    [Theory]
    [InlineData("&lt;3 &amp;lt; &quot;a&quot; &#39;b&#x27; &hearts;", "<3 &lt; \"a\" 'b' ♥")]
    [InlineData("&lt;p&gt;not a tag&lt;/p&gt;", "<p>not a tag</p>")]
    [InlineData("a &nosuch; b & c &", "a &nosuch; b & c &")]
    [InlineData("a &#0; b", "a \ufffd b")]
    [InlineData("one:blob: :blobcat: :)", "one:blob: :blobcat: :)")]
    public void OfHtml_References_AreDecodedOnce(string html, string expected) => Assert.Equal(expected, Text(html));

    [Theory]
    [InlineData("i <3 you", "i <3 you")]
    [InlineData("a < b > c", "a < b > c")]
    [InlineData("a <", "a <")]
    [InlineData("a <b", "a <b")]
    [InlineData("a <b <i>c</i>", "a c")]
    [InlineData("<>", "<>")]
    [InlineData("a<!-- a > b --> c", "a c")]
    [InlineData("a<!-- don't --> c isn't <b>d</b>", "a c isn't d")]
    [InlineData("a<!-->b", "ab")]
    [InlineData("a<!-- open <b>b</b>", "ab")]
    [InlineData("<!DOCTYPE html><p>a</p>", "a")]
    [InlineData("<?xml version=\"1.0\"?>a", "a")]
    [InlineData("<a title=\"1 > 2\">link</a>", "link")]
    [InlineData("<a title='1 > 2'>link</a>", "link")]
    [InlineData("<a title=\"open>link</a> after", "link after")]
    [InlineData("<a title='it\"s'>link</a>", "link")]
    [InlineData("<p>it's <b>don't</b></p>", "it's don't")]
    [InlineData("</p></p></p>a", "a")]
    [InlineData("<p", "<p")]
    [InlineData("<img src=x onerror=\"alert('a>b')\">a", "a")]
    public void OfHtml_OddMarkup_LosesNoText(string html, string expected) => Assert.Equal(expected, Text(html));

    public static TheoryData<string> Hostile =>
        ["<", "<a", "<a ", "<a>", "<a \"", "<a '", "<a \">", "<x\">\"", "<x'>'", "<!--", "<!-->", "<!--a>", "<!--\">", "&", "&#", "&amp", "&lt;", "<br>", "<pre>", "</", "<p>\n", "\"'<>", "<a '\">"];

    [Theory, MemberData(nameof(Hostile))]
    public void OfHtml_HostileMarkup_TakesLinearTime(string piece)
    {
        var html = string.Concat(Enumerable.Repeat(piece, 400_000 / piece.Length));
        var watch = Stopwatch.StartNew();
        Text(html);
        Text($"{html}>");
        Text($"<x\"{html}");

        // Some 5 ms here; the square of the length would take minutes.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{piece}: {watch.Elapsed}");
    }

    [Fact]
    public void OfHtml_RandomMarkup_StaysInBoundsAndValid()
    {
        const int seed = 20260501;
        string[] pieces = ["<", ">", "/", "p", "br", "<br>", "<p>", "</p>", "\"", "'", "&", "&lt;", "&#128512;", "&#0;", ";", " ", "\n", "é", "😀", "a", "<!--", "-->", "<pre>", "<li>"];
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++)
        {
            var source = Encoding.UTF8.GetBytes(string.Concat(random.GetItems(pieces, random.Next(12))));
            var target = new byte[PlainText.MaxLength(source.Length)];
            var text = target.AsSpan(0, PlainText.OfHtml(source, target));

            Assert.True(System.Text.Unicode.Utf8.IsValid(text) && !text.Contains((byte)0), $"seed {seed}, round {round}: {Encoding.UTF8.GetString(source)}");
        }
    }
}
