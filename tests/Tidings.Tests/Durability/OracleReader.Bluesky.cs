using System.Text;
using System.Text.Json;

namespace Tidings.Tests.Durability;

sealed partial class OracleReader
{
    void ReadJetstream(JsonElement record)
    {
        var did = Text(record, "did");
        var commit = At(record, "commit");
        if (did is null)
            return;
        if (Text(record, "kind") == "account")
            ReadAccount(did, record);
        else if (Text(record, "kind") == "commit" && Text(commit, "collection") == "app.bsky.feed.post")
            ReadCommit(did, commit, Number(record, "time_us") ?? 0);
    }

    void ReadAccount(string did, JsonElement record)
    {
        var state = (At(record, "account", "active")?.ValueKind, Text(record, "account", "status")) switch
        {
            (JsonValueKind.True, _) => "active",
            (JsonValueKind.False, "deleted") => "deleted",
            (JsonValueKind.False, "takendown" or "suspended" or "deactivated") => "hidden",
            _ => null,
        };
        if (state is not null)
            Accounts.Add(new(did, state, Number(record, "time_us") ?? 0));
    }

    void ReadCommit(string did, JsonElement? commit, long microseconds)
    {
        var operation = Text(commit, "operation");
        if (Text(commit, "rkey") is not { } rkey)
            return;
        var (rev, key) = (Tid(Text(commit, "rev")), Tid(rkey));
        var version = rev ?? microseconds << 10;
        if (operation == "delete")
            Deletes.Add(new("bluesky", $"{did}/{rkey}", version));
        var isMaking = operation == "create";
        var post = At(commit, "record");
        if (Text(post, "text") is not { } text || (!isMaking && operation != "update"))
            return;
        // The rev of an update is not the making's: there the key tells.
        var madeAt = ((isMaking ? rev ?? key : key ?? rev) ?? microseconds << 10) / 1024 / 1000;
        var claimed = Date(Text(post, "createdAt"));
        var postedAt = claimed >= madeAt - 24 * 3_600_000 && claimed <= madeAt + 5 * 60_000 ? claimed.Value : madeAt;
        if (!IsAccepted(postedAt))
            return;
        Posts.Add(new(
            "bluesky", $"{did}/{rkey}", version, isMaking, postedAt, [], did, null, null,
            Languages(Texts(Items(post, "langs"))), IsRepost: false, text,
            [.. Facets(post, text), .. Texts(Items(post, "tags")).Where(tag => tag.Length > 0)]));
    }

    /// <summary>
    /// The tags of facets that lie in the text, begin and end between characters, and begin behind the one before.
    /// </summary>
    static IEnumerable<string> Facets(JsonElement? post, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var facets =
            from facet in Items(post, "facets")
            let start = Number(facet, "index", "byteStart") ?? -1
            let end = Number(facet, "index", "byteEnd") ?? -1
            where start >= 0 && start < end && end <= bytes.Length && IsEdge(start) && IsEdge(end)
            orderby start
            select (Start: start, End: end, Tags: Texts(
                Items(facet, "features").Select(feature => At(feature, "tag")).OfType<JsonElement>()).ToList());
        var reached = 0L;
        foreach (var facet in facets)
        {
            if (facet.Start < reached)
                continue;
            reached = facet.End;
            foreach (var tag in facet.Tags)
                yield return tag;
        }

        bool IsEdge(long at) => at == bytes.Length || (bytes[at] & 0xC0) != 0x80;
    }

    /// <summary>The number in a TID: microseconds, and ten bits below them; null where it is none.</summary>
    static long? Tid(string? text)
    {
        const string digits = "234567abcdefghijklmnopqrstuvwxyz";
        if (text is not { Length: 13 } || text.Any(letter => !digits.Contains(letter, StringComparison.Ordinal))
            || digits.IndexOf(text[0], StringComparison.Ordinal) >= 16)
            return null;
        return text.Aggregate(0L, (number, letter) => number * 32 + digits.IndexOf(letter, StringComparison.Ordinal));
    }
}
