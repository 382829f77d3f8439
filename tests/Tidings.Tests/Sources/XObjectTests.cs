using System.Globalization;
using Tidings.Posts;
using Tidings.Sources;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>Stream objects and response pages of X v2, in either spelling, with <c>includes</c> before or behind <c>data</c>.</summary>
public sealed class XObjectTests
{
    static readonly string Id = Some.XIdText(Some.Then, 1);
    static readonly string OtherId = Some.XIdText(Some.Then - 60_000, 2);

    static IEnumerable<string> BothOrders(string data, string includes) =>
        [$"{{'data':{data},'includes':{includes},'matching_rules':[{{'id':'1'}}]}}", $"{{'matching_rules':[{{'id':'1'}}],'includes':{includes},'data':{data}}}"];

    static string Data(string rest = "'text':'a'") => $"{{'id':'{Id}',{rest}}}";

    static string Stream(string rest) => $"{{'data':{Data(rest)}}}";

    [Fact]
    public void Decode_JoinedUser_IsTheAuthor()
    {
        const string includes = "{'users':[{'id':'5','username':'else'},{'id':'77','username':'madeup','created_at':'2016-01-04T08:00:00.000Z',"
            + "'verified':true,'location':'Bonn','public_metrics':{'following_count':1,'followers_count':12,'tweet_count':3}}]}";
        var data = Data($"'text':'a &amp; b','author_id':'77','created_at':'{Some.ThenIso}','lang':'en'");
        foreach (var record in BothOrders(data, includes))
            Assert.Equal(
                new FoundPost
                {
                    Platform = Platform.X,
                    Id = Id,
                    Version = Some.XId(Some.Then, 1),
                    IsOriginal = true,
                    PostedAt = Some.Then,
                    AuthorId = "77",
                    AuthorName = "madeup",
                    Followers = 12,
                    AuthorSince = new DateTimeOffset(2016, 1, 4, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(),
                    Verified = true,
                    Location = "Bonn",
                    Languages = "en",
                    Text = "a & b",
                },
                Decoded.Post(record));
    }

    [Fact]
    public void Decode_UserNotIncluded_IsKnownByIdOnly()
    {
        foreach (var record in BothOrders(Data("'text':'a','author_id':'77'"), "{'users':[{'id':'5','username':'else'}]}"))
            Assert.Equal(("77", "", null), (Decoded.Post(record).AuthorId, Decoded.Post(record).AuthorName, Decoded.Post(record).Followers));
    }

    [Theory]
    [InlineData("'note_tweet'")]
    [InlineData("'note_post'")]
    public void Decode_LongPost_HasTheNotesText(string name)
    {
        Assert.Equal("the <whole>", Decoded.Post(Stream($"'text':'cut…',{name}:{{'entities':{{}},'text':'the &lt;whole&gt;'}}")).Text);
        Assert.Equal("the whole", Decoded.Post(Stream($"{name}:{{'text':'the whole'}},'text':'cut…'")).Text);
        Assert.Equal("the text", Decoded.Post(Stream($"{name}:{{'entities':{{}}}},'text':'the text'")).Text);
    }

    [Theory]
    [InlineData("'referenced_tweets'", "'tweets'", "retweeted")]
    [InlineData("'referenced_posts'", "'posts'", "reposted")]
    [InlineData("'referenced_posts'", "'tweets'", "retweeted")]
    public void Decode_Repost_HasTheOriginalsText(string reference, string included, string type)
    {
        var data = Data($"'text':'RT @madeup: cut…','author_id':'77',{reference}:[{{'type':'{type}','id':'{OtherId}'}}]");
        var withNote = $"{{{included}:[{{'id':'9','text':'another'}},{{'text':'cut','id':'{OtherId}','note_tweet':{{'text':'the &amp; whole'}}}}]}}";
        var plain = $"{{{included}:[{{'id':'{OtherId}','text':'the &amp; whole','created_at':'2026-05-01T12:47:00.000Z'}}]}}";
        foreach (var record in BothOrders(data, withNote).Concat(BothOrders(data, plain)))
        {
            var post = Decoded.Post(record);
            Assert.Equal(("the & whole", true, Id, "77", Some.Then), (post.Text, post.IsRepost, post.Id, post.AuthorId, post.PostedAt));
        }
    }

    [Fact]
    public void Decode_RepostOfAMissingPost_KeepsItsOwnText()
    {
        foreach (var record in BothOrders(Data($"'text':'RT @madeup: cut…','referenced_tweets':[{{'id':'{OtherId}','type':'retweeted'}}]"), "{'tweets':[{'id':'9','text':'another'}]}"))
            Assert.Equal(("RT @madeup: cut…", true), (Decoded.Post(record).Text, Decoded.Post(record).IsRepost));
        Assert.True(Decoded.Post(Stream($"'text':'RT','referenced_tweets':[{{'id':'{OtherId}','type':'retweeted'}}]")).IsRepost);
        Assert.True(Decoded.Post(Stream("'text':'RT','referenced_tweets':[{'type':'retweeted','id':null}]")).IsRepost);
    }

    [Theory]
    [InlineData("quoted")]
    [InlineData("replied_to")]
    public void Decode_OtherReference_IsOrdinary(string type)
    {
        foreach (var record in BothOrders(Data($"'text':'mine','referenced_tweets':[{{'type':'{type}','id':'{OtherId}'}}]"), $"{{'tweets':[{{'id':'{OtherId}','text':'theirs'}}]}}"))
            Assert.Equal(("mine", false), (Decoded.Post(record).Text, Decoded.Post(record).IsRepost));
    }

    [Fact]
    public void Decode_QuoteInsideARepost_IsTheRepostedText()
    {
        var record = $"{{'data':{Data($"'text':'RT','referenced_tweets':[{{'type':'quoted','id':'9'}},{{'type':'retweeted','id':'{OtherId}'}}]")},"
            + $"'includes':{{'tweets':[{{'id':'9','text':'quoted'}},{{'id':'{OtherId}','text':'reposted'}}]}}}}";

        Assert.Equal("reposted", Decoded.Post(record).Text);
    }

    [Fact]
    public void Decode_FlattenedPost_IsReadLikeAStreamsOne()
    {
        // Tools write the joined parts into the post itself.
        var post = Decoded.Post($"{{'id':'{Id}','text':'RT @madeup: cut…','author_id':'77','author':{{'id':'77','username':'madeup','public_metrics':{{'followers_count':12}}}},"
            + $"'created_at':'{Some.ThenIso}','referenced_tweets':[{{'type':'retweeted','id':'{OtherId}','text':'the whole','author':{{'id':'5'}}}}],'edit_history_tweet_ids':['{Id}']}}");

        Assert.Equal(("the whole", true, "77", 12L, Some.Then), (post.Text, post.IsRepost, post.AuthorId, post.Followers, post.PostedAt));
    }

    [Fact]
    public void Decode_DefaultFields_TakeTheTimeFromTheId()
    {
        Assert.Equal(Some.Then, Decoded.Post(Stream($"'text':'a','edit_history_tweet_ids':['{Id}']")).PostedAt);
        Assert.Equal(Some.Then, Decoded.Post($"{{'id':'{Id}','text':'a','edit_history_tweet_ids':['{Id}']}}").PostedAt);
        Assert.Equal(MalformedReason.Date, Decoded.Reason("{'data':{'id':'20','text':'a'}}")); // from before ids had times
    }

    [Fact]
    public void Decode_Page_CountsItsPosts()
    {
        const string includes = "'includes':{'users':[{'id':'77','username':'madeup'},{'id':'78','username':'other'}]},'meta':{'result_count':3}";
        var data = $"'data':[{Data("'text':'a','author_id':'77'")},{Data("'text':'b','author_id':'78'")},5,{{'id':'x','text':'c'}}]";
        foreach (var page in new[] { $"{{{data},{includes}}}", $"{{{includes},{data}}}", $"{{'file':'one.json','response':{{{data},{includes}}}}}", $"[{{{data},{includes}}}]" })
        {
            var found = Decoded.All(page);

            Assert.Equal(["madeup", "other"], found.OfType<FoundPost>().Select(p => p.AuthorName));
            Assert.Equal([MalformedReason.Field, MalformedReason.Id], found.Skip(2).Cast<MalformedReason>());
        }
    }

    [Fact]
    public void Decode_ErrorsBesideData_DoNotHideIt() =>
        Assert.Equal("a", Decoded.Post($"{{'errors':[{{'title':'Not Found Error','resource_id':'9'}}],'data':{Data()}}}").Text);

    [Theory]
    [InlineData("{'data':{'text':'a'}}", MalformedReason.Field)]
    [InlineData("{'data':{'id':'1'}}", MalformedReason.Field)]
    [InlineData("{'data':{'id':1,'text':5}}", MalformedReason.Field)]
    [InlineData("{'data':{'id':'+1234567890123456789','text':'a'}}", MalformedReason.Id)]
    [InlineData("{'data':{'id':'0','text':'a'}}", MalformedReason.Id)]
    [InlineData("{'data':{'id':'','text':'a'}}", MalformedReason.Id)]
    [InlineData("{'data':{'id':'9223372036854775808','text':'a'}}", MalformedReason.Id)]
    [InlineData("{'data':{'id':'1234567890123456789','text':'a','created_at':'yesterday'}}", MalformedReason.Date)]
    [InlineData("{'data':{'id':'9223372036854775807','text':'a'}}", MalformedReason.Date)]
    [InlineData("{'data':{'id':'1234567890123456789','text':'a','edit_history_tweet_ids':['x']}}", MalformedReason.Id)]
    [InlineData("{'data':5}", MalformedReason.Format)]
    [InlineData("{'data':'a'}", MalformedReason.Format)]
    [InlineData("{'includes':{}}", MalformedReason.Format)]
    public void Decode_Unusable_SaysWhy(string record, MalformedReason reason) => Assert.Equal(reason, Decoded.Reason(record));

    [Fact]
    public void Decode_LeadingZeros_AreNotPartOfTheId() =>
        Assert.Equal(Id, Decoded.Post($"{{'data':{{'id':'000{Id}','text':'a'}}}}").Id);

    [Fact]
    public void Decode_EditChain_KeepsIdentityAndTime()
    {
        var ids = Enumerable.Range(0, 3).Select(i => Some.XIdText(Some.Then - 600_000 + i * 60_000, i)).ToArray();
        var chain = string.Join("','", ids);
        for (var i = 0; i < ids.Length; i++)
        {
            // created_at of an edit is the edit's: only the first id tells when the post was made.
            var post = Decoded.Post($"{{'data':{{'created_at':'{Some.Iso(Some.Then - 600_000 + i * 60_000)}','id':'{ids[i]}','text':'v{i}','edit_history_tweet_ids':['{chain}']}}}}");

            Assert.Equal((ids[0], Some.Then - 600_000, i == 0), (post.Id, post.PostedAt, post.IsOriginal));
            Assert.Equal(long.Parse(ids[i], CultureInfo.InvariantCulture), post.Version);
            Assert.Equal($"{ids[1]}|{ids[2]}", post.NativeIds);
        }
    }

    [Fact]
    public void Decode_EditNotInItsOwnChain_IsAnAliasToo()
    {
        Assert.Equal(Id, Decoded.Post(Stream($"'text':'a','edit_history_post_ids':['{OtherId}']")).NativeIds);
        Assert.Equal(OtherId, Decoded.Post(Stream($"'text':'a','edit_history_post_ids':['{OtherId}']")).Id);
        Assert.Equal(Id, Decoded.Post(Stream($"'text':'a','edit_history_post_ids':['{OtherId}','{Id}','{Id}','{OtherId}']")).NativeIds);
    }

    [Fact]
    public void Decode_EmptyChain_IsTheIdAlone() =>
        Assert.Equal((Id, "", true), (Decoded.Post(Stream("'text':'a','edit_history_tweet_ids':[]")).Id, Decoded.Post(Stream("'text':'a','edit_history_tweet_ids':[]")).NativeIds, true));
}
