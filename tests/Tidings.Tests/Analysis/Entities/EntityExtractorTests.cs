using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis;

/// <summary>The rules one by one, on made-up texts.</summary>
public sealed class EntityExtractorTests
{
    [Theory]
    [InlineData("#news", "#news")]
    [InlineData("a #b c #d_1", "#b #d_1")]
    [InlineData("＃news is news", "#news")]
    [InlineData("#1st #2nd #3 #4_5 #_ #", "#1st #2nd")]
    [InlineData("##twice ###thrice", "#twice #thrice")]
    [InlineData("#one#two #three", "#three")]
    [InlineData("#one＃two", "")]
    [InlineData("(#a) [#b] “#c” ’#d .#e /#f -#g $#h @#i", "#a #b #c #d #e #f #g #h #i")]
    [InlineData("x#a 1#b _#c é#d &#e", "")]
    [InlineData("日本#タグ。 東京 #タグ、#空", "#タグ #空")]
    [InlineData("。#句点 ！＃感嘆", "#句点 #感嘆")]
    [InlineData("#ne\u0301e #ﾊﾟﾝ #メ～テレ #カ・ラ #l·l", "#ne\u0301e #ﾊﾟﾝ #メ～テレ #カ・ラ #l·l")]
    [InlineData("#\uFE0Fkeycap #\u20E3keycap", "")]
    [InlineData("#tag\u20E3 #heart❤\uFE0F #sun🌞", "#tag\u20E3 #heart #sun")]
    [InlineData("🌞#sun ❤\uFE0F#heart ✌\uFE0E#two 👨\u200D👩#we", "#sun #heart #two #we")]
    [InlineData("#a\uFE0F#b", "")]
    [InlineData("#می\u200Cخواهم #ශ්\u200Dරී", "#می\u200Cخواهم #ශ්\u200Dරී")]
    [InlineData("#𝔘nter #𐓘𐓻𐓘𐓻𐓟", "#𝔘nter #𐓘𐓻𐓘𐓻𐓟")]
    [InlineData("𐓘#no 𞤀#no", "")]
    [InlineData("#http://foo.com #ftp://foo", "")]
    [InlineData("#a:b #c:/d #e.f", "#a #c #e")]
    [InlineData("#naïve, #ÄRGER! #ſ?", "#naïve #ÄRGER #ſ")]
    public void Extract_Hashtags_FollowTheRules(string text, string expected) =>
        Assert.Equal(expected, Extracted.Line(text));

    [Theory]
    [InlineData("$BTC $eth\t$Ada\n$XRP", "$BTC $eth $Ada $XRP")]
    [InlineData("$BRK.A $RDS_b $X.ABC $Y. $Z_", "$BRK.A $RDS_b $X $Y $Z")]
    [InlineData("$ABCDEF $ABCDEFG", "$ABCDEF")]
    [InlineData("$100 $5k $1INCH $TEST1 $", "")]
    [InlineData("($BTC) x$BTC .$BTC \"$BTC\" $$BTC", "")]
    [InlineData("$BTC$ETH $ADA/$XRP", "$BTC $ADA")]
    [InlineData("$BTC! $ETH, $ADA: $XRP) $BNB's", "$BTC $ETH $ADA $XRP $BNB")]
    [InlineData("$BTC” $ETH’ $ADAé $XRP株", "")]
    [InlineData("　$BTC　$ETH\u00A0$ADA", "$BTC $ETH $ADA")]
    [InlineData("$btc.x1 $btc.xyz", "$btc $btc")]
    public void Extract_Cashtags_FollowTwitterText(string text, string expected) =>
        Assert.Equal(expected, Extracted.Line(text));

    [Theory]
    [InlineData("$BTC $eth $1INCH $TEST1 $5k", "$BTC $eth $TEST1")]
    [InlineData("$ABCDE $ABCDEF", "$ABCDE")]
    [InlineData("($BTC) x$BTC .$BTC \"$BTC\"", "$BTC")]
    [InlineData("$BTC$ETH $ADA/x $XRP-x $BNB_x", "")]
    [InlineData("$BTC. $ETH, $ADA; $XRP: $BNB! $SOL? $TON) $DOT\" $UNI' $ETC’", "$BTC $ETH $ADA $XRP $BNB $SOL $TON $DOT $UNI $ETC")]
    [InlineData("#tag @name foo.com $BRK.A", "#tag @name foo.com $BRK")]
    public void Extract_BlueskyCashtags_FollowItsClient(string text, string expected) =>
        Assert.Equal(expected, Extracted.Line(text, EntityProfile.Bluesky));

    [Theory]
    [InlineData("hi @you.cardano.example.org, all", "you.cardano.example.org")]
    [InlineData("@ann.example.", "ann.example")]
    [InlineData("@ann.example.2 x", "ann.example")]
    [InlineData("@a-b.c-d.example/x", "a-b.c-d.example")]
    [InlineData("@ann-.example", "ann")]
    [InlineData("@ann.-x", "ann")]
    [InlineData("@ann", "ann")]
    [InlineData("@averyverylongfirstlabelindeed.example", "averyverylongfirstlabelindeed.example")]
    [InlineData("mail ann@example.org", "")]
    public void Extract_BlueskyMention_IsTheWholeHandle(string text, string expected)
    {
        var entities = new List<Entity>();
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);

        EntityExtractor.Extract(bytes, EntityProfile.Bluesky, entities);

        Assert.Equal(expected, string.Join(' ', entities.Where(entity => entity.Kind == EntityKind.Mention)
            .Select(entity => System.Text.Encoding.UTF8.GetString(bytes[(entity.Start + 1)..entity.End]))));
    }

    [Theory]
    [InlineData("@ann ＠bob の@cec", "@ann @bob @cec")]
    [InlineData("@a_1 @12 @", "@a_1 @12")]
    [InlineData("mail@ann x_@bob 1@cec !@d #@e $@f %@g &@h *@i @@j", "")]
    [InlineData(".@ann -@bob (@cec) “@dee” :@eve é@fay", "@ann @bob @cec @dee @eve @fay")]
    [InlineData("RT@ann rt:@bob part@cec art@dee .RT@eve +rt@fay", "@ann @bob")]
    [InlineData("@ann@bob @cecé @dee://x @eve\u0301", "")]
    [InlineData("@abcdefghijklmnopqrstuvwxyz", "@abcdefghijklmnopqrst")]
    [InlineData("@ann/list-1 @bob/1list @cec/ @dee/a_b", "@ann/list-1 @bob @cec @dee/a_b")]
    [InlineData("@ann/abcdefghijklmnopqrstuvwxyz", "@ann/abcdefghijklmnopqrstuvwxy")]
    [InlineData("@ann/b-@cec", "")]
    [InlineData("@ann.bsky.social", "@ann")]
    public void Extract_Mentions_FollowTheRules(string text, string expected) =>
        Assert.Equal(expected, Extracted.Line(text));

    [Theory]
    [InlineData("http://foo.com https://foo.co.uk/ HTTP://FOO.COM/A", "http://foo.com https://foo.co.uk/ HTTP://FOO.COM/A")]
    [InlineData("foo.com, bar.org. baz.de! qux.nosuchname", "foo.com bar.org baz.de")]
    [InlineData("http://foo http://foo.x ftp://foo.com", "")]
    [InlineData("ann@foo.com @foo.com $foo.com #foo.com", "@foo $foo #foo")]
    [InlineData("-foo.com _foo.com ..foo.com /foo.com", "")]
    [InlineData("http://foo.com/a_(b) (http://foo.com/c) http://foo.com/d_(e_(f))", "http://foo.com/a_(b) http://foo.com/c http://foo.com/d_(e_(f))")]
    [InlineData("http://foo.com/a(b(c(d))) http://foo.com/e_() http://foo.com/f)", "http://foo.com/a http://foo.com/e_ http://foo.com/f")]
    [InlineData("http://foo.com/a.(b) http://foo.com/c(d).", "http://foo.com/a http://foo.com/c(d)")]
    [InlineData("http://foo.com/a... http://foo.com/b?c=d&e! http://foo.com?f=g;", "http://foo.com/a http://foo.com/b?c=d&e http://foo.com?f=g")]
    [InlineData("http://foo.com:8080/a http://foo.com:b", "http://foo.com:8080/a http://foo.com")]
    [InlineData("foo.com?a=b foo.com:80 foo.com:80/a?b=c", "foo.com foo.com foo.com:80/a?b=c")]
    [InlineData("http://foo.com/#tag http://foo.com/@ann foo.com/#tag", "http://foo.com/#tag http://foo.com/@ann foo.com/#tag")]
    [InlineData("http://foo.com/naïve–é/привет/日本", "http://foo.com/naïve–é/привет/")]
    [InlineData("https://t.co/Ab12Cd34Ef. https://t.co/Ab12’s https://t.co/Ab-12 https://T.CO/x?y=1", "https://t.co/Ab12Cd34Ef https://t.co/Ab12 https://t.co/Ab https://T.CO/x?y=1")]
    [InlineData("https://t.co/12345678901234567890123456789012345678901 http://t.co", "http://t.co")]
    [InlineData("日本foo.com語 http://日本.jp/ 日本.jp http://foo.みんなです", "foo.com http://日本.jp/ http://foo.みんな")]
    [InlineData("http://пример.РФ http://foo.рф/a http://foo.vermögensberatung/", "http://пример.РФ http://foo.рф/a http://foo.vermögensberatung/")]
    [InlineData("http://xn--e1afmkfd.xn--p1ai/ http://xn--は.com", "http://xn--e1afmkfd.xn--p1ai/")]
    [InlineData("http://a_b.foo.com http://a.qux_b.com http://-a.foo.com http://a-.foo.com", "http://a_b.foo.com")]
    [InlineData("sub_dom.foo.com foo.com-x foo.com+x foo.com@x", "dom.foo.com")]
    [InlineData("foo.comhttp://bar.com foo.com日http://bar.com", "foo.com http://bar.com")]
    [InlineData("a.foo.com/b。foo.org/c", "a.foo.com/b foo.org/c")]
    [InlineData("\u2066foo.com\u2069 ＃foo.com x＃foo.com", "foo.com #foo foo.com")]
    [InlineData("foo.com。＃tagbar.com", "foo.com #tagbar")]
    [InlineData("#日本foo.com", "#日本foo")]
    public void Extract_Urls_FollowTheRules(string text, string expected) =>
        Assert.Equal(expected, Extracted.Line(text));

    [Theory]
    [InlineData(60, "")]
    [InlineData(12, "http://{0}.com/")]
    public void Extract_LongLabels_AreMeasuredInPunycode(int length, string expected)
    {
        var label = string.Concat(Enumerable.Range(0, length).Select(i => (char)(0x4E00 + i * 300)));
        Assert.Equal(string.Format(null, expected, label), Extracted.Line($"http://{label}.com/"));
    }

    [Theory]
    [InlineData(4096 - 7 - 15, true)]
    [InlineData(4096 - 7 - 14, false)]
    public void Extract_LongUrls_EndAtTwitterTextsLimit(int slug, bool found) =>
        Assert.Equal(found, Extracted.From($"http://foo.com/{new string('a', slug)}").Length == 1);

    [Fact]
    public void Extract_AstralCharactersBefore_OffsetsCountBytesAndCodePoints()
    {
        const string Text = "🙂👍🏽 #ok 𝔘 $BTC 🚀@ann/x 🚀 http://foo.com/a";
        var bytes = Encoding.UTF8.GetBytes(Text);
        var entities = new List<Entity>();
        EntityExtractor.Extract(bytes, EntityProfile.X, entities);
        Assert.Equal(
            [new(EntityKind.Hashtag, 13, 16), new(EntityKind.Cashtag, 22, 26), new(EntityKind.Mention, 31, 37), new(EntityKind.Url, 43, 59)],
            entities);
        Assert.Equal([(4, 7), (10, 14), (16, 22), (25, 41)], Extracted.From(Text).Select(e => (e.Start, e.End)));
        Assert.Equal(["ok", "BTC", "ann", "http://foo.com/a"], Extracted.From(Text).Select(e => e.Text));
        Assert.Equal(["", "", "/x", ""], Extracted.From(Text).Select(e => e.List));
    }

    [Fact]
    public void Extract_SecondCall_ForgetsTheFirst()
    {
        var entities = new List<Entity>();
        EntityExtractor.Extract("#a #b"u8, EntityProfile.X, entities);
        EntityExtractor.Extract("no more"u8, EntityProfile.X, entities);
        Assert.Empty(entities);
    }

    [Fact]
    public void Extract_WarmedUp_AllocatesNothing()
    {
        var text = "foo.com。＃tagbar.com @ann/list: $BTC #日本 http://日本.みんな/a_(b)?c=d xn--e1afmkfd.xn--p1ai"u8.ToArray();
        var entities = new List<Entity>();
        EntityExtractor.Extract(text, EntityProfile.X, entities);
        Assert.Equal(0, Cost.LeastAllocation(() =>
        {
            for (var i = 0; i < 100; i++)
                EntityExtractor.Extract(text, i % 2 == 0 ? EntityProfile.X : EntityProfile.Bluesky, entities);
        }));
        Assert.Equal(7, entities.Count);
    }
}
