using System.Globalization;

namespace Tidings.Tests.Durability;

sealed partial class RawRecording
{
    /// <summary>One version of a post of X, before it is written in one format or the other.</summary>
    sealed record XVersion(long Id, long[] Chain, long At, string Text, string? Original)
    {
        public string? Author { get; init; }
        public long? Followers { get; init; }
        public long? Since { get; init; }
        public string? Language { get; init; }

        /// <summary>True where v2 sends neither time nor author nor language, as it does unless asked.</summary>
        public bool IsBare { get; init; }

        /// <summary>What stands in the post itself: of a repost, a beginning of the original.</summary>
        public string OuterText => Original is null ? Text : "RT @maker: #wrong bitcoin…";
    }

    /// <summary>An edit chain of up to three ids, in which any may be missing, and perhaps a delete of any.</summary>
    void MakeX()
    {
        var at = SomeTime();
        var edits = Chance(25) ? _random.Next(1, 3) : 0;
        var chain = Enumerable.Range(0, edits + 1).Select(i => XId(at + i * 5 * Minute)).ToArray();
        var author = Chance(8) ? null : Pick("11", "22", "33", "44");
        for (var i = 0; i <= edits; i++)
        {
            if (edits > 0 && Chance(25))
                continue;
            var version = new XVersion(
                chain[i], chain[..(i + 1)], at + i * 5 * Minute, _grammar.Text(),
                Original: i == 0 && Chance(12) ? _grammar.Text() : null)
            {
                Author = author,
                Followers = Pick(Followers),
                Since = SomeSince(at),
                Language = Pick(Languages),
                IsBare = Chance(6),
            };
            AddX(version);
        }
        if (Chance(18))
            AddXDelete(at + _random.Next(-30, 90) * Minute, Pick(chain));
    }

    void AddX(XVersion version)
    {
        // Only v2 knows of edits, and what v2 sends bare, v1.1 would tell more of.
        var isOld = version.Chain.Length == 1 && !version.IsBare;
        var either = _random.Next(isOld ? 5 : 1);
        if (either is 0 or 1)
            Add(version.At, XObject(version));
        if (either > 0)
            Add(version.At + 2 * Second, XStatus(version));
    }

    void AddXDelete(long at, long id)
    {
        var text = Text(id);
        if (Chance(20))
        {
            var delete = new { tweet = new { id = text, author_id = "11" }, event_at = Iso(at) };
            Add(at, new { data = new { delete } });
        }
        else
        {
            var status = new { id, id_str = text, user_id = 11, user_id_str = "11" };
            Add(at, new { delete = new { status, timestamp_ms = Text(at) } });
        }
    }

    Dictionary<string, object?> XStatus(XVersion version)
    {
        var status = new Dictionary<string, object?>
        {
            ["created_at"] = XDate(version.At),
            ["id"] = version.Id,
            ["id_str"] = Text(version.Id),
            ["in_reply_to_status_id"] = null,
        };
        if (version.Language is { } language)
            status["lang"] = language;
        if (version.Author is { } author)
            status["user"] = XUser(author, version.Followers, version.Since is { } since ? XDate(since) : null);
        WriteText(status, version.OuterText, "extended_tweet", "full_text");
        if (version.Original is { } original)
        {
            var inner = new Dictionary<string, object?>
            {
                ["created_at"] = XDate(version.At - Day),
                ["id_str"] = "12345",
            };
            WriteText(inner, original, "extended_tweet", "full_text");
            status["retweeted_status"] = inner;
        }
        else if (Chance(10))
        {
            var created_at = XDate(version.At - Day);
            status["quoted_status"] = new { id_str = "12346", text = "#quoted ripple :)", created_at };
        }
        return status;
    }

    static Dictionary<string, object?> XUser(string id, long? followers, string? since)
    {
        var user = new Dictionary<string, object?> { ["id_str"] = id, ["screen_name"] = "made_up_" + id };
        if (followers is { } count)
            user["followers_count"] = count;
        if (since is not null)
            user["created_at"] = since;
        return user;
    }

    Dictionary<string, object?> XObject(XVersion version)
    {
        var isNew = Chance(25); // both spellings are in use
        var data = new Dictionary<string, object?> { ["id"] = Text(version.Id) };
        data[isNew ? "edit_history_post_ids" : "edit_history_tweet_ids"] = version.Chain.Select(Text).ToArray();
        WriteText(data, version.OuterText, isNew ? "note_post" : "note_tweet", "text");
        var includes = new Dictionary<string, object?>();
        if (version.Original is { } original)
        {
            var inner = new Dictionary<string, object?> { ["id"] = "12345" };
            WriteText(inner, original, isNew ? "note_post" : "note_tweet", "text");
            data[isNew ? "referenced_posts" : "referenced_tweets"] =
                new object[] { new { type = "retweeted", id = "12345" } };
            includes[isNew ? "posts" : "tweets"] = new object[] { new { id = "9", text = "#wrong" }, inner };
        }
        if (!version.IsBare)
        {
            data["created_at"] = Iso(version.At);
            if (version.Language is { } language)
                data["lang"] = language;
            if (version.Author is { } author)
            {
                data["author_id"] = author;
                var user = new Dictionary<string, object?> { ["id"] = author, ["username"] = "made_up_" + author };
                if (version.Followers is { } followers)
                    user["public_metrics"] = new { followers_count = followers, tweet_count = 5 };
                if (version.Since is { } since)
                    user["created_at"] = Iso(since);
                includes["users"] = new object[] { new { id = "99", username = "somebody" }, user };
            }
        }
        return Chance(50)
            ? new() { ["data"] = data, ["includes"] = includes, ["matching_rules"] = new[] { new { id = "1" } } }
            : new() { ["includes"] = includes, ["data"] = data };
    }

    /// <summary>Writes a text escaped as X does, sometimes cut with the whole one beside it.</summary>
    void WriteText(Dictionary<string, object?> target, string text, string longName, string fullName)
    {
        var escaped = text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        var isCut = Chance(15);
        target["text"] = isCut ? "#cut bitcoin…" : escaped;
        if (isCut)
            target[longName] = new Dictionary<string, object?> { [fullName] = escaped };
    }

    /// <summary>An id that carries its time, and is no other's.</summary>
    long XId(long at) => ((at - 1_288_834_974_657) << 22) + _number;

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    static string XDate(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at)
        .ToString("ddd MMM dd HH:mm:ss '+0000' yyyy", CultureInfo.InvariantCulture);
}
