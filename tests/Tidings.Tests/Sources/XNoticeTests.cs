using Tidings.Posts;
using Tidings.Sources;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>What X's streams say besides posts.</summary>
public sealed class XNoticeTests
{
    static readonly string Id = Some.XIdText(Some.Then, 1);

    [Fact]
    public void Decode_StatusDelete_NamesThePost()
    {
        var expected = new FoundDelete(Platform.X, Id, IsNativeId: false, long.MaxValue, Some.Now, Some.Then);

        Assert.Equal(expected, Decoded.Delete($"{{'delete':{{'status':{{'id':1,'id_str':'{Id}','user_id':2,'user_id_str':'2'}},'timestamp_ms':'{Some.Now}'}}}}"));
        Assert.Equal(expected, Decoded.Delete($"{{'delete':{{'timestamp_ms':'{Some.Now}','status':{{'user_id_str':'2','id_str':'{Id}','id':1}}}}}}"));
        Assert.Equal(expected with { At = null }, Decoded.Delete($"{{'delete':{{'status':{{'id':{Id},'user_id':2}}}}}}"));
    }

    [Fact]
    public void Decode_DeleteOfAnEarlyPost_HasNoTimeOfItsOwn() =>
        Assert.Null(Decoded.Delete("{'delete':{'status':{'id':20,'id_str':'20'}}}").PostedAt);

    [Theory]
    [InlineData("tweet")]
    [InlineData("post")]
    public void Decode_ComplianceDelete_NamesThePost(string name)
    {
        var expected = new FoundDelete(Platform.X, Id, IsNativeId: false, long.MaxValue, Some.Now, Some.Then);

        Assert.Equal(expected, Decoded.Delete($"{{'data':{{'delete':{{'{name}':{{'id':'{Id}','author_id':'2'}},'event_at':'{Some.Iso(Some.Now)}'}}}}}}"));
        Assert.Equal(expected, Decoded.Delete($"{{'data':{{'delete':{{'event_at':'{Some.Iso(Some.Now)}','{name}':{{'author_id':'2','id':'{Id}'}}}}}}}}"));
    }

    [Theory]
    [InlineData("{'limit':{'track':1234}}")]
    [InlineData("{'warning':{'code':'FALLING_BEHIND','message':'…','percent_full':60}}")]
    [InlineData("{'disconnect':{'code':4,'stream_name':'a','reason':''}}")]
    [InlineData("{'scrub_geo':{'user_id':14,'user_id_str':'14','up_to_status_id':23,'up_to_status_id_str':'23'}}")]
    [InlineData("{'status_withheld':{'id':1,'user_id':2,'withheld_in_countries':['DE']}}")]
    [InlineData("{'user_withheld':{'id':2,'withheld_in_countries':['DE']}}")]
    [InlineData("{'errors':[{'title':'ConnectionException'}]}")]
    [InlineData("{'errors':[{'title':'Not Found Error'}],'data':null}")]
    [InlineData("{'meta':{'result_count':0}}")]
    [InlineData("{'title':'ConnectionException','detail':'…','errors':[]}")]
    [InlineData("{'data':{'withheld':{'tweet':{'id':'5','author_id':'2'},'withheld_in_countries':['DE'],'event_at':'2026-05-01T12:00:00.000Z'}}}")]
    [InlineData("{'data':{'drop':{'tweet':{'id':'5'},'event_at':'2026-05-01T12:00:00.000Z'}}}")]
    [InlineData("{'data':{'undrop':{'post':{'id':'5'},'event_at':'2026-05-01T12:00:00.000Z'}}}")]
    [InlineData("{'data':{'tweet_edit':{'tweet':{'id':'5'},'initial_tweet_id':'4','edit_tweet_ids':['4','5']}}}")]
    [InlineData("{'data':{'user_delete':{'user':{'id':'2'},'event_at':'2026-05-01T12:00:00.000Z'}}}")]
    [InlineData("{'data':{'user_suspend':{'user':{'id':'2'}}}}")]
    [InlineData("{'data':{'scrub_geo':{'user':{'id':'2'},'up_to_tweet_id':'9'}}}")]
    public void Decode_Notice_IsAnother(string record) => Assert.True(Decoded.IsOther(record));

    [Theory]
    [InlineData("{'delete':{'status':{'id_str':'x'}}}", MalformedReason.Id)]
    [InlineData("{'delete':{'status':{'id':18446744073709551616}}}", MalformedReason.Id)]
    [InlineData("{'delete':{'status':{'id':-5}}}", MalformedReason.Id)]
    [InlineData("{'delete':{'status':{}}}", MalformedReason.Field)]
    [InlineData("{'delete':{'status':[]}}", MalformedReason.Field)]
    [InlineData("{'delete':{'timestamp_ms':'1'}}", MalformedReason.Field)]
    [InlineData("{'delete':{}}", MalformedReason.Field)]
    [InlineData("{'delete':[]}", MalformedReason.Field)]
    [InlineData("{'delete':5}", MalformedReason.Format)]
    public void Decode_DeleteOfNothing_IsMalformed(string record, MalformedReason reason) => Assert.Equal(reason, Decoded.Reason(record));

    [Fact]
    public void Decode_DeleteOfADirectMessage_DeletesNoPost() =>
        Assert.True(Decoded.IsOther("{'delete':{'direct_message':{'id':1234567890123456789,'id_str':'1234567890123456789','user_id':2}}}"));
}
