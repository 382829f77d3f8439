using Tidings.Posts;
using Tidings.Sources;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>Statuses of X v1.1, of streams, REST dumps and simple recorders.</summary>
public sealed class XStatusTests
{
    static readonly string Id = Some.XIdText(Some.Then, 1);
    static readonly string OtherId = Some.XIdText(Some.Then - 60_000, 2);
    const string Head = $"'created_at':'{Some.ThenX}','in_reply_to_status_id':null";
    const string User = "'user':{'id':77,'id_str':'77','screen_name':'madeup','location':'Bonn','followers_count':12,'verified':true,"
        + "'created_at':'Mon Jan 04 08:00:00 +0000 2016'}";

    static string Status(string rest) => $"{{{Head},'id_str':'{Id}',{rest}}}";

    [Fact]
    public void Decode_Status_ReadsEveryField()
    {
        var post = Decoded.Post($"{{{Head},'id':{Id},'id_str':'{Id}','text':'a #b','lang':'en',{User}}}");

        Assert.Equal(
            new FoundPost
            {
                Platform = Platform.X,
                Id = Id,
                Version = long.Parse(Id, null),
                IsOriginal = true,
                PostedAt = Some.Then,
                AuthorId = "77",
                AuthorName = "madeup",
                Followers = 12,
                AuthorSince = new DateTimeOffset(2016, 1, 4, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(),
                Verified = true,
                Location = "Bonn",
                Languages = "en",
                Text = "a #b",
            },
            post);
    }

    [Theory]
    [InlineData("'text':'cut…','truncated':true,'extended_tweet':{'full_text':'the whole'}")]
    [InlineData("'extended_tweet':{'entities':{},'full_text':'the whole'},'truncated':true,'text':'cut…'")]
    [InlineData("'full_text':'the whole','truncated':false")]
    [InlineData("'text':'cut…','full_text':'the whole'")]
    [InlineData("'text':'the whole'")]
    [InlineData("'text':'the whole','extended_tweet':null")]
    [InlineData("'text':'the whole','quoted_status':{'id_str':'5','text':'another'}")]
    [InlineData("'quoted_status':{'id_str':'5','extended_tweet':{'full_text':'another'}},'text':'the whole'")]
    public void Decode_Text_IsTheFullOne(string texts)
    {
        var post = Decoded.Post(Status(texts));

        Assert.Equal(("the whole", false, Id), (post.Text, post.IsRepost, post.Id));
    }

    [Theory]
    [InlineData("'text':'the whole'")]
    [InlineData("'text':'cut…','extended_tweet':{'full_text':'the whole'}")]
    [InlineData("'full_text':'the whole'")]
    [InlineData("'text':'the whole','quoted_status':{'text':'another'}")]
    [InlineData("'text':'the whole','retweeted_status':{'text':'deeper'}")]
    public void Decode_Retweet_HasTheOriginalsText(string texts)
    {
        var original = $"'retweeted_status':{{'id_str':'{OtherId}','created_at':'Fri May 01 12:47:00 +0000 2026',{texts},'lang':'de','user':{{'id_str':'5','followers_count':9}}}}";
        foreach (var rest in new[] { $"'text':'RT @madeup: cut…',{original},{User},'lang':'en'", $"{original},{User},'lang':'en','text':'RT @madeup: cut…'" })
        {
            var post = Decoded.Post(Status(rest));

            Assert.Equal(("the whole", true, Id, Some.Then), (post.Text, post.IsRepost, post.Id, post.PostedAt));
            Assert.Equal(("77", "en", 12L), (post.AuthorId, post.Languages, post.Followers));
        }
    }

    [Fact]
    public void Decode_RetweetTruncatedOutside_IgnoresTheOuterText() =>
        Assert.Equal("short", Decoded.Post(Status("'extended_tweet':{'full_text':'RT @madeup: short'},'text':'RT','retweeted_status':{'text':'short'}")).Text);

    [Fact]
    public void Decode_BothIds_PrefersTheText()
    {
        // A number beyond 2^53 was rounded by some recorder.
        Assert.Equal(Id, Decoded.Post($"{{{Head},'id':1234567890123456800,'id_str':'{Id}','text':'a'}}").Id);
        Assert.Equal(Id, Decoded.Post($"{{{Head},'id_str':'{Id}','text':'a','id':1234567890123456800}}").Id);
        Assert.Equal("1234567890123456800", Decoded.Post($"{{{Head},'id':1234567890123456800,'text':'a'}}").Id);
        Assert.Equal("77", Decoded.Post(Status("'text':'a','user':{'id':76,'id_str':'77'}")).AuthorId);
        Assert.Equal("76", Decoded.Post(Status("'text':'a','user':{'id':76}")).AuthorId);
    }

    [Theory]
    [InlineData("a &amp; b &lt;3 &gt;:(", "a & b <3 >:(")]
    [InlineData("&amp;lt;3 &amp;amp;", "&lt;3 &amp;")]
    [InlineData("&quot;&#39;&apos;&#x3a;&#41;", "\"''" + ":)")]
    [InlineData("R&D & co &; &# &#; &#x; &#xZ; &nosuch; &amp", "R&D & co &; &# &#; &#x; &#xZ; &nosuch; &amp")]
    [InlineData("&hearts;&eacute;&nbsp;", "♥é\u00a0")]
    [InlineData("&#128512;&#xD83D;&#0;&#1114112;", "😀\ufffd\ufffd\ufffd")]
    [InlineData("&#99999999999999999999;", "&#99999999999999999999;")]
    public void Decode_Entities_AreUndoneOnce(string text, string expected)
    {
        Assert.Equal(expected, Decoded.Post(Status($"'text':'{text}'")).Text);
        Assert.Equal(expected, Decoded.Post(Status($"'text':'…','extended_tweet':{{'full_text':'{text}'}}")).Text);
        Assert.Equal(expected, Decoded.Post(Status($"'text':'…','retweeted_status':{{'text':'{text}'}}")).Text);
    }

    [Fact]
    public void Decode_EscapedEntity_IsUndoneToo() =>
        Assert.Equal("<3 /", Decoded.Post(Status(@"'text':'\u0026lt;3 \/'")).Text);

    [Fact]
    public void Decode_SimpleRecorder_IsAPost()
    {
        var post = Decoded.Post($"{{'created_at':'2026-05-01T12:48:00+00:00','id_str':'{Id}','user_id_str':'9','text':'a &amp; b'}}");

        Assert.Equal((Id, "9", "a & b", Some.Then, true), (post.Id, post.AuthorId, post.Text, post.PostedAt, post.IsOriginal));
        Assert.Null(post.Followers);
    }

    [Fact]
    public void Decode_SearchPage_CountsItsStatuses()
    {
        var found = Decoded.All($"{{'search_metadata':{{'count':2}},'statuses':[{Status("'text':'a'")},{{'limit':{{'track':1}}}},{Status("'text':5")}]}}");

        Assert.Equal(["a"], found.OfType<FoundPost>().Select(p => p.Text));
        Assert.Equal([found[0], "other", MalformedReason.Field], found);
    }

    [Theory]
    [InlineData("'lang':'en-GB'", "en")]
    [InlineData("'lang':'EN_us'", "en")]
    [InlineData("'lang':'und'", "")]
    [InlineData("'lang':''", "")]
    [InlineData("'lang':null", "")]
    [InlineData("'lang':'e'", "")]
    [InlineData("'lang':'e1'", "")]
    [InlineData("'lang':'englishes'", "")]
    public void Decode_Language_IsThePrimarySubtag(string lang, string expected) =>
        Assert.Equal(expected, Decoded.Post(Status($"'text':'a',{lang}")).Languages);

    [Theory]
    [InlineData("'followers_count':-1")]
    [InlineData("'followers_count':1e3")]
    [InlineData("'followers_count':99999999999999999999")]
    [InlineData("'followers_count':'5'")]
    [InlineData("'followers_count':{'a':[1]}")]
    public void Decode_NoCount_IsUnknown(string followers) => Assert.Null(Decoded.Post(Status($"'text':'a','user':{{{followers},'id_str':'7'}}")).Followers);

    [Fact]
    public void Decode_NoUser_IsAPostOfNobody()
    {
        var post = Decoded.Post(Status("'text':'a'"));

        Assert.Equal(("", "", null, null), (post.AuthorId, post.AuthorName, post.Followers, post.Verified));
    }

    [Fact]
    public void Decode_EscapedNames_AreUnderstood()
    {
        var post = Decoded.Post(Status(@"'te\u0078t':'cut','extended\u005ftweet':{'full\u005Ftext':'the whole'},'us\u0065r':{'id\u005fstr':'7','followers\u005fcount':3}"));

        Assert.Equal(("the whole", "7", 3L), (post.Text, post.AuthorId, post.Followers));
    }
}
