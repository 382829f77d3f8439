using Tidings.Posts;
using Tidings.Sources;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>Statuses of Mastodon and its kin, and the events of its streams.</summary>
public sealed class MastodonTests
{
    const string Uri = "https://example.org/users/madeup/statuses/1";
    const string Account = "'account':{'id':'5','username':'madeup','acct':'madeup@example.org','url':'https://example.org/@madeup','created_at':'2022-11-04T00:00:00.000Z','followers_count':30}";

    static string Status(string rest = "'content':'<p>a</p>'", string uri = Uri, string account = Account) =>
        $"{{'id':'114000000000000001','uri':'{uri}','created_at':'{Some.ThenIso}',{rest},{account}}}";

    static string Event(string name, string payload) => $"{{'stream':['public'],'event':'{name}','payload':'{Samples.InString(payload)}'}}";

    [Fact]
    public void Decode_Status_ReadsEveryField() => Assert.Equal(
        new FoundPost
        {
            Platform = Platform.Mastodon,
            Id = Uri,
            Version = Some.Then,
            IsOriginal = true,
            PostedAt = Some.Then,
            AuthorId = "https://example.org/@madeup",
            AuthorName = "madeup@example.org",
            Followers = 30,
            AuthorSince = new DateTimeOffset(2022, 11, 4, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(),
            Languages = "de",
            Text = "a & b\n\n#Sonne",
            NativeIds = "114000000000000001",
        },
        Decoded.Post(Status("'language':'de-AT','edited_at':null,'reblog':null,'content':'<p>a &amp; b</p><p><a>#<span>Sonne</span></a></p>','tags':[{'name':'sonne'}]")));

    [Theory]
    [InlineData("update")]
    [InlineData("status.update")]
    public void Decode_Event_IsItsPayload(string name)
    {
        var status = Status("'content':'<p class=\\'x\\'>\\u00e9 \\\\ &quot;q&quot;</p>'");
        var expected = Decoded.Post(status);

        Assert.Equal("é \\ \"q\"", expected.Text);
        Assert.Equal(expected, Decoded.Post(Event(name, status)));
        Assert.Equal(expected, Decoded.Post($"{{'payload':'{Samples.InString(status)}','event':'{name}','stream':['hashtag','a']}}"));
        Assert.Equal(expected, Decoded.Post($"{{'event':'{name}','payload':{status}}}"));
    }

    [Fact]
    public void Decode_Edit_IsAHigherVersionOfTheSamePost()
    {
        var edit = Decoded.Post(Event("status.update", Status($"'content':'b','edited_at':'{Some.Iso(Some.Now)}'")));

        Assert.Equal((Uri, Some.Now, Some.Then, false), (edit.Id, edit.Version, edit.PostedAt, edit.IsOriginal));
    }

    [Fact]
    public void Decode_Boost_HasTheOriginalsText()
    {
        var original = Status("'language':'de','content':'<p>the original</p>','edited_at':'2026-05-01T12:59:00.000Z'", account: Account.Replace("madeup", "other", StringComparison.Ordinal));
        foreach (var content in new[] { "'content':''", "'content':'<p>RT</p>','language':null" })
        {
            var activity = $"{Uri}/activity";
            var expected = ("the original", true, activity, "https://example.org/@madeup", "de", Some.Then, true);
            foreach (var rest in new[] { $"{content},'reblog':{original}", $"'reblog':{original},{content}" })
            {
                var post = Decoded.Post(Status(rest, activity));
                Assert.Equal(expected, (post.Text, post.IsRepost, post.Id, post.AuthorId, post.Languages, post.Version, post.IsOriginal));
                Assert.Equal(post, Decoded.Post(Event("update", Status(rest, activity))));
            }
        }
    }

    [Fact]
    public void Decode_Quote_IsOrdinary() =>
        Assert.Equal(("mine", false), (Decoded.Post(Status($"'quote':{Status()},'content':'mine'")).Text, Decoded.Post(Status($"'quote':{Status()},'content':'mine'")).IsRepost));

    [Theory]
    [InlineData("'114000000000000001'", 1739501953125L)]
    [InlineData("114000000000000001", 1739501953125L)]
    [InlineData("'AbC-9'", null)]
    [InlineData("'42'", null)]
    [InlineData("'+114000000000000001'", null)]
    public void Decode_Delete_NamesAServersId(string payload, long? postedAt) => Assert.Equal(
        new FoundDelete(Platform.Mastodon, payload.Trim('\''), IsNativeId: true, long.MaxValue, At: null, postedAt),
        Decoded.Delete($"{{'stream':['public'],'event':'delete','payload':{payload}}}"));

    [Theory]
    [InlineData("{'event':'notification','payload':'{}'}")]
    [InlineData("{'event':'filters_changed'}")]
    [InlineData("{'event':'announcement.delete','payload':'5'}")]
    [InlineData("{'event':'conversation','payload':5}")]
    [InlineData("{'event':''}")]
    public void Decode_OtherEvent_IsAnother(string record) => Assert.True(Decoded.IsOther(record));

    [Theory]
    [InlineData("{'event':'delete'}", MalformedReason.Field)]
    [InlineData("{'event':'delete','payload':''}", MalformedReason.Id)]
    [InlineData("{'event':'delete','payload':{'id':'5'}}", MalformedReason.Field)]
    [InlineData("{'event':'update'}", MalformedReason.Field)]
    [InlineData("{'event':'update','payload':null}", MalformedReason.Field)]
    [InlineData("{'event':'update','payload':''}", MalformedReason.Json)]
    [InlineData("{'event':'update','payload':'{'}", MalformedReason.Json)]
    [InlineData("{'event':'update','payload':'{} {}'}", MalformedReason.Json)]
    [InlineData("{'event':'update','payload':'[]'}", MalformedReason.Field)]
    [InlineData("{'event':'update','payload':'5'}", MalformedReason.Field)]
    [InlineData("{'event':'update','payload':'{}'}", MalformedReason.Field)]
    [InlineData("{'uri':'','created_at':'2026-05-01T12:48:00.000Z','content':'a'}", MalformedReason.Field)]
    [InlineData("{'uri':'u','content':'a'}", MalformedReason.Field)]
    [InlineData("{'uri':'u','created_at':'Fri May 01 12:48:00 +0000 2026','content':'a'}", MalformedReason.Date)]
    [InlineData("{'uri':'u','created_at':'2026-05-01T12:48:00.000Z','content':'a','reblog':{}}", MalformedReason.Field)]
    public void Decode_Unusable_SaysWhy(string record, MalformedReason reason) => Assert.Equal(reason, Decoded.Reason(record));

    [Fact]
    public void Decode_BrokenPayload_KeepsItsNeighbourOnTheLine() =>
        Assert.Equal([MalformedReason.Json, "a"], Decoded.All($"{{'event':'update','payload':'{{'}} {Status()}").Select(c => c is FoundPost p ? p.Text : c));

    [Theory]
    [InlineData("'account':{'acct':'madeup','url':''}", "madeup")]
    [InlineData("'account':{'acct':'madeup','url':null}", "madeup")]
    [InlineData("'account':{'id':'5'}", "5")]
    [InlineData("'account':null", "")]
    public void Decode_AuthorWithoutAddress_IsNamedAsWellAsPossible(string account, string expected) =>
        Assert.Equal(expected, Decoded.Post(Status(account: account)).AuthorId);
}
