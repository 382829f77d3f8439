using Tidings.Posts;
using Tidings.Sources;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>Events of Jetstream v1.</summary>
public sealed class JetstreamTests
{
    static readonly string Rev = Some.Tid(Some.Then, 3);
    static readonly string Rkey = Some.Tid(Some.Then - 5, 1);

    static string Event(string rest) => $"{{'did':'{Some.Did}','time_us':{Some.Then}000,{rest}}}";

    static string Commit(string operation, string rest = "", string collection = "app.bsky.feed.post") =>
        Event($"'kind':'commit','commit':{{'rev':'{Rev}','operation':'{operation}','collection':'{collection}','rkey':'{Rkey}'{rest}}}");

    static string Post(string record) => Commit("create", $",'record':{{'$type':'app.bsky.feed.post','createdAt':'{Some.ThenIso}',{record}}}");

    [Fact]
    public void Decode_Create_ReadsEveryField()
    {
        _ = Tid.TryParse(Some.Utf8(Rev).Span, out var version);
        Assert.Equal(
            new FoundPost
            {
                Platform = Platform.Bluesky,
                Id = $"{Some.Did}/{Rkey}",
                Version = version,
                IsOriginal = true,
                PostedAt = Some.Then,
                AuthorId = Some.Did,
                Languages = "en,de",
                Text = "a & b &amp; c",
                Tags = "extra",
            },
            Decoded.Post(Post("'text':'a & b &amp; c','langs':['en-GB','de','EN'],'tags':['extra'],'unknown':{'text':'no','tags':['no']}")));
    }

    [Fact]
    public void Decode_KeyOrder_MakesNoDifference()
    {
        var first = Decoded.Post(Post("'text':'good #day','facets':[{'index':{'byteStart':5,'byteEnd':9},'features':[{'tag':'day'}]}]"));
        var second = Decoded.Post($"{{'commit':{{'record':{{'facets':[{{'features':[{{'tag':'day'}}],'index':{{'byteEnd':9,'byteStart':5}}}}],'text':'good #day',"
            + $"'createdAt':'{Some.ThenIso}'}},'rkey':'{Rkey}','collection':'app.bsky.feed.post','operation':'create','rev':'{Rev}'}},'kind':'commit','time_us':{Some.Then}000,'did':'{Some.Did}'}}");

        Assert.Equal("day", first.Tags);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Decode_Update_IsAHigherVersion()
    {
        var update = Decoded.Post(Commit("update", $",'record':{{'text':'a','createdAt':'{Some.ThenIso}'}}"));

        Assert.Equal(($"{Some.Did}/{Rkey}", false, Decoded.Post(Post("'text':'a'")).Version), (update.Id, update.IsOriginal, update.Version));
    }

    [Fact]
    public void Decode_Delete_NamesThePost()
    {
        _ = Tid.TryParse(Some.Utf8(Rev).Span, out var version);

        Assert.Equal(new FoundDelete(Platform.Bluesky, $"{Some.Did}/{Rkey}", false, version, Some.Then, Some.Then - 5), Decoded.Delete(Commit("delete")));
    }

    [Theory]
    [InlineData("create", "app.bsky.feed.like")]
    [InlineData("create", "app.bsky.feed.repost")]
    [InlineData("delete", "app.bsky.graph.follow")]
    [InlineData("update", "app.bsky.actor.profile")]
    [InlineData("create", "app.bsky.feed.postgate")]
    public void Decode_OtherCollection_IsAnother(string operation, string collection) =>
        Assert.True(Decoded.IsOther(Commit(operation, ",'record':{'text':'not a post'}", collection)));

    [Fact]
    public void Decode_Identity_IsAnother() =>
        Assert.True(Decoded.IsOther(Event("'kind':'identity','identity':{'did':'did:plc:x','handle':'madeup.example','seq':1,'time':'2026-05-01T12:00:00Z'}")));

    [Theory]
    [InlineData("'active':true", AccountState.Active)]
    [InlineData("'active':false,'status':'deleted'", AccountState.Deleted)]
    [InlineData("'status':'deleted','active':false", AccountState.Deleted)]
    [InlineData("'active':false,'status':'takendown'", AccountState.Hidden)]
    [InlineData("'active':false,'status':'suspended'", AccountState.Hidden)]
    [InlineData("'active':false,'status':'deactivated'", AccountState.Hidden)]
    [InlineData("'active':false", AccountState.Hidden)]
    public void Decode_Account_HasAState(string account, AccountState state)
    {
        var expected = new FoundAccount(Platform.Bluesky, Some.Did, state, Some.Then * 1000);

        Assert.Equal(expected, Decoded.Call(Event($"'kind':'account','account':{{{account},'did':'{Some.Did}','seq':1,'time':'2026-05-01T12:48:00Z'}}")));
        Assert.Equal(expected, Decoded.Call($"{{'account':{{{account}}},'kind':'account','time_us':{Some.Then}000,'did':'{Some.Did}'}}"));
    }

    [Theory]
    [InlineData("'active':false,'status':'throttled'")]
    [InlineData("'active':false,'status':'desynchronized'")]
    [InlineData("'active':false,'status':'something new'")]
    [InlineData("'active':'no'")]
    [InlineData("'seq':1")]
    public void Decode_AccountOfOtherStatus_SaysNothing(string account) => Assert.True(Decoded.IsOther(Event($"'kind':'account','account':{{{account}}}")));

    [Theory]
    [InlineData("['und']", "")]
    [InlineData("[]", "")]
    [InlineData("['en',null,5,{'a':['fr']},['fr'],'de']", "en,de")]
    [InlineData("['zh-Hant','ZH','pt_BR']", "zh,pt")]
    [InlineData("['aa','bb','cc','dd','ee','ff','gg','hh','ii','jj']", "aa,bb,cc,dd,ee,ff,gg,hh")]
    [InlineData("['aaaaaaaa','bbbbbbbb','cccccccc','dddddddd','eeeeeeee','ffffffff','gggggggg','hhhhhhhh','iiiiiiii']", "aaaaaaaa,bbbbbbbb,cccccccc,dddddddd,eeeeeeee,ffffffff,gggggggg,hhhhhhhh")]
    [InlineData("'en'", "")]
    [InlineData("null", "")]
    [InlineData("{'0':'en'}", "")]
    public void Decode_Languages_AreAList(string langs, string expected) => Assert.Equal(expected, Decoded.Post(Post($"'text':'a','langs':{langs}")).Languages);

    [Theory]
    [InlineData("['a','b','#c',' d ']", "a|b|#c| d ")]
    [InlineData("['',null,5,['x'],{'tag':'y'},'z']", "z")]
    [InlineData("'a'", "")]
    public void Decode_Tags_AreTaken(string tags, string expected) => Assert.Equal(expected, Decoded.Post(Post($"'text':'no tag','tags':{tags}")).Tags);

    [Fact]
    public void Decode_TagBeyondTheNetworksBound_IsDropped() =>
        Assert.Equal(new string('a', 640), Decoded.Post(Post($"'text':'','tags':['{new string('b', 641)}','{new string('a', 640)}']")).Tags);

    [Fact]
    public void Decode_ManyTags_AreBounded()
    {
        var tags = string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"'t{i}'"));

        Assert.Equal(256, Decoded.Post(Post($"'text':'','tags':[{tags}]")).Tags.Split('|').Length);
    }

    [Fact]
    public void Decode_EmptyText_IsAPost() => Assert.Equal("", Decoded.Post(Post("'text':''")).Text);

    [Fact]
    public void Decode_Missing_SaysWhy()
    {
        var record = $",'record':{{'text':'a','createdAt':'{Some.ThenIso}'}}";
        string[] broken =
        [
            Commit("create"), Commit("create", ",'record':null"), Commit("create", ",'record':[]"), Commit("create", ",'record':{}"),
            Commit("create", ",'record':{'text':5}"), Commit("explode", record), Event("'kind':'commit'"), Event("'kind':'commit','commit':{}"),
            Event("'kind':'commit','commit':[]"), Event("'kind':'commit','commit':null"),
            Commit("create", record).Replace(Some.Did, "", StringComparison.Ordinal), Commit("create", record).Replace(Rkey, "", StringComparison.Ordinal),
            "{'did':'','time_us':1,'kind':'account','account':{'active':true}}", "{'kind':'identity'}", "{'did':7,'kind':'identity'}",
        ];
        Assert.All(broken, json => Assert.Equal(MalformedReason.Field, Decoded.Reason(json)));
    }
}
