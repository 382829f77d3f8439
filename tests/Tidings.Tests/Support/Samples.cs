namespace Tidings.Tests.Support;

/// <summary>
/// Made-up records, at least one of each shape of each format, each of them one JSON value on one line.
/// </summary>
static class Samples
{
    static readonly string Id = Some.XIdText(Some.Then, 1);
    static readonly string FirstId = Some.XIdText(Some.Then - 60_000, 2);
    static readonly string Rev = Some.Tid(Some.Then);
    static readonly string Rkey = Some.Tid(Some.Then - 5);

    const string User = "'user':{'id':77,'id_str':'77','screen_name':'madeup','location':'nowhere \\u00e9',"
        + "'followers_count':12,'verified':false,"
        + "'created_at':'Mon Jan 04 08:00:00 +0000 2016'}";

    const string Account = "'account':{'id':'5','username':'madeup','acct':'madeup@example.org',"
        + "'url':'https://example.org/@madeup','bot':false,"
        + "'created_at':'2022-11-04T00:00:00.000Z','followers_count':30}";

    static readonly string Status =
        $"{{'created_at':'{Some.ThenX}','id':{Id},'id_str':'{Id}','text':'rain &amp; #sun \\ud83d\\ude00 :)',"
            + "'truncated':false,"
        + $"'in_reply_to_status_id':null,{User},'entities':{{'hashtags':[{{'text':'sun','indices':[7,11]}}]}},"
        + $"'lang':'en','timestamp_ms':'{Some.Then}'}}";

    static readonly string Toot =
        $"{{'id':'114000000000000001','uri':'https://example.org/users/madeup/statuses/1',"
            + $"'created_at':'{Some.ThenIso}','edited_at':null,'language':'de',"
        + "'content':'<p>Guten Tag &lt;3 <a href=\\'https://example.org/tags/Sonne\\' class=\\'mention hashtag\\'>"
        + $"#<span>Sonne</span></a></p><p>:)</p>',{Account},"
        + "'reblog':null,'tags':[{'name':'sonne'}]}";

    static readonly string SkyPost =
        $"{{'$type':'app.bsky.feed.post','createdAt':'{Some.ThenIso}','text':'good #day to $BTC \\u263a',"
            + "'langs':['en-GB','de'],"
        + "'facets':[{'index':{'byteStart':5,'byteEnd':9},'features':[{'$type':'app.bsky.richtext.facet#tag',"
        + "'tag':'day'}]},"
        + "{'index':{'byteStart':13,'byteEnd':17},'features':[{'$type':'app.bsky.richtext.facet#tag','tag':'$BTC'}]}],"
        + "'tags':['extra']}";

    /// <summary>Records that are posts.</summary>
    public static readonly string[] Posts =
    [
        Status,
        $"{{'created_at':'{Some.ThenX}','id':{Id},'id_str':'{Id}','text':'cut \\u2026','truncated':true,"
            + $"'in_reply_to_status_id':null,{User},"
            + "'extended_tweet':{'full_text':'the whole of a long text #long','display_text_range':[0,30]},"
            + "'lang':'en'}",
        $"{{'created_at':'{Some.ThenX}','id_str':'{FirstId}','text':'RT @madeup: cut \\u2026',"
            + $"'in_reply_to_status_id':null,{User},'lang':'en','retweeted_status':{Status}}}",
        $"{{'created_at':'{Some.ThenX}','id_str':'{Id}','user_id_str':'9','text':'only a #few keys'}}",
        $"{{'data':{{'id':'{Id}','text':'cut','author_id':'77','created_at':'{Some.ThenIso}','lang':'en',"
            + $"'note_tweet':{{'text':'all of the #note &lt;3'}},"
            + $"'edit_history_tweet_ids':['{FirstId}','{Id}']}},'includes':{{'users':[{{'id':'77','username':'madeup',"
            + "'created_at':'2016-01-04T08:00:00.000Z',"
            + "'public_metrics':{'followers_count':12},'verified':true,'location':'here'}]},"
            + "'matching_rules':[{'id':'1','tag':'all'}]}",
        $"{{'includes':{{'posts':[{{'id':'{FirstId}','text':'the original &amp; #whole'}}]}},"
            + $"'data':{{'referenced_posts':[{{'type':'retweeted','id':'{FirstId}'}}],"
            + $"'id':'{Id}','text':'RT @madeup: the \\u2026','edit_history_post_ids':['{Id}'],'author_id':'77'}}}}",
        $"{{'did':'{Some.Did}','time_us':{Some.Then}000,'kind':'commit','commit':{{'rev':'{Rev}','operation':'create',"
            + "'collection':'app.bsky.feed.post',"
            + $"'rkey':'{Rkey}','record':{SkyPost},'cid':'bafymadeup'}}}}",
        $"{{'did':'{Some.Did}','time_us':{Some.Then}000,'kind':'commit','commit':{{'rev':'{Rev}','operation':'update',"
            + "'collection':'app.bsky.feed.post',"
            + $"'rkey':'{Rkey}','record':{SkyPost},'cid':'bafymadeup'}}}}",
        Toot,
        $"{{'stream':['public'],'event':'update','payload':'{InString(Toot)}'}}",
        $"{{'id':'7','uri':'https://example.org/users/other/statuses/2/activity','created_at':'{Some.ThenIso}',"
            + $"'content':'',{Account},'reblog':{Toot}}}",
        "{'Tweet':'bitcoin to the moon','Keyword':'#btc','Time':'01-05-2026 14:48','Location':'Bonn','Verified':false,"
            + "'Followers':76,'User created':'23-04-2022 01:18','Sentiment Score':0.3}",
    ];

    /// <summary>Records that are deletes.</summary>
    public static readonly string[] Deletes =
    [
        $"{{'delete':{{'status':{{'id':{Id},'id_str':'{Id}','user_id':77,'user_id_str':'77'}},"
            + $"'timestamp_ms':'{Some.Now}'}}}}",
        $"{{'data':{{'delete':{{'tweet':{{'id':'{Id}','author_id':'77'}},'event_at':'{Some.ThenIso}'}}}}}}",
        $"{{'did':'{Some.Did}','time_us':{Some.Then}000,'kind':'commit','commit':{{'rev':'{Rev}','operation':'delete',"
            + $"'collection':'app.bsky.feed.post','rkey':'{Rkey}'}}}}",
        "{'stream':['public'],'event':'delete','payload':'114000000000000001'}",
    ];

    /// <summary>Records that are neither.</summary>
    public static readonly string[] Others =
    [
        "{'limit':{'track':12,'timestamp_ms':'1777640400000'}}",
        $"{{'did':'{Some.Did}','time_us':{Some.Then}000,'kind':'commit','commit':{{'rev':'{Rev}','operation':'create',"
            + "'collection':'app.bsky.feed.like',"
            + $"'rkey':'{Rkey}','record':{{'subject':{{'uri':'at://x'}}}}}}}}",
        $"{{'did':'{Some.Did}','time_us':{Some.Then}000,'kind':'identity','identity':{{'did':'{Some.Did}',"
            + $"'handle':'madeup.example','seq':1}}}}",
        $"{{'did':'{Some.Did}','time_us':{Some.Then}000,'kind':'account','account':{{'active':false,'did':'{Some.Did}',"
            + $"'status':'deleted','seq':1}}}}",
        "{'stream':['public'],'event':'filters_changed'}",
        "{'errors':[{'title':'operational-disconnect','type':'about:blank'}]}",
    ];

    /// <summary>All of them, with <c>'</c> written as <c>"</c>.</summary>
    public static readonly byte[][] All = [.. Posts.Concat(Deletes).Concat(Others).Select(Decoded.Utf8)];

    /// <summary>A record as the text of a JSON string, still with <c>'</c> for <c>"</c>.</summary>
    public static string InString(string record) =>
        record.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
}
