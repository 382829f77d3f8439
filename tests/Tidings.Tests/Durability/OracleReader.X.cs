using System.Globalization;
using System.Text.Json;

namespace Tidings.Tests.Durability;

sealed partial class OracleReader
{
    /// <summary>A status of v1.1: the text is the original's where it repeats one, and always the full one.</summary>
    void ReadXStatus(JsonElement status)
    {
        var original = At(status, "retweeted_status");
        var content = original ?? status;
        var text = Text(content, "extended_tweet", "full_text") ?? Text(content, "full_text") ?? Text(content, "text");
        var user = At(status, "user");
        if (text is null || XNumber(Id(status, "id_str") ?? Id(status, "id")) is not { } id
            || Date(Text(status, "created_at")) is not { } postedAt || !IsAccepted(postedAt))
            return;
        Posts.Add(new(
            "x", Name(id), id, IsOriginal: true, postedAt, [],
            Id(user, "id_str") ?? Id(user, "id") ?? Id(status, "user_id_str") ?? "",
            Number(user, "followers_count"), Date(Text(user, "created_at")), Languages([Text(status, "lang")]),
            original is not null, Unescape(text), []));
    }

    /// <summary>An object of v2, in either spelling.</summary>
    void ReadXObject(JsonElement record)
    {
        var data = At(record, "data");
        if (XNumber(Id(data, "id")) is not { } id)
            return;
        var history = Items(data, "edit_history_tweet_ids").Concat(Items(data, "edit_history_post_ids"));
        var chain = Texts(history).Select(XNumber).OfType<long>().Append(id).Distinct().ToList();
        var reference = Items(data, "referenced_tweets").Concat(Items(data, "referenced_posts"))
            .Where(item => Text(item, "type") is "retweeted" or "reposted")
            .Select(item => (JsonElement?)item).FirstOrDefault();
        var original = Items(record, "includes", "tweets").Concat(Items(record, "includes", "posts"))
            .Where(item => reference is not null && Id(item, "id") == Id(reference, "id"))
            .Select(item => (JsonElement?)item).FirstOrDefault();
        var content = original ?? data;
        var text = Text(content, "note_tweet", "text") ?? Text(content, "note_post", "text") ?? Text(content, "text");
        // An edit's own date is the edit's. The first id tells when the post was made.
        var isOriginal = chain[0] == id;
        var postedAt = isOriginal && Has(data!.Value, "created_at") ? Date(Text(data, "created_at")) : XTime(chain[0]);
        if (text is null || postedAt is not { } at || !IsAccepted(at))
            return;
        var author = Id(data, "author_id") ?? "";
        var user = Items(record, "includes", "users").Where(item => author.Length > 0 && Id(item, "id") == author)
            .Select(item => (JsonElement?)item).FirstOrDefault();
        Posts.Add(new(
            "x", Name(chain[0]), id, isOriginal, at, [.. chain.Skip(1).Select(Name)], author,
            Number(user, "public_metrics", "followers_count"), Date(Text(user, "created_at")),
            Languages([Text(data, "lang")]), reference is not null, Unescape(text), []));
    }

    /// <summary>Of a post, not of a direct message.</summary>
    void ReadXDelete(JsonElement notice)
    {
        var post = At(notice, "status") ?? At(notice, "tweet") ?? At(notice, "post");
        if (XNumber(Id(post, "id_str") ?? Id(post, "id")) is { } id)
            Deletes.Add(new("x", Name(id), long.MaxValue));
    }

    static long? XNumber(string? id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;

    static string Name(long id) => id.ToString(CultureInfo.InvariantCulture);

    static long XTime(long id) => (id >> 22) + 1_288_834_974_657;
}
