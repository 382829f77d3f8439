using System.Net;

namespace Tidings.Tests.Durability;

sealed partial class RawRecording
{
    static readonly string[] PublicStream = ["public"];

    /// <summary>A status, up to two edits, perhaps a delete. Any of them may be missing.</summary>
    void MakeMastodon()
    {
        var at = SomeTime();
        var nativeId = Text((at << 16) + _number);
        var uri = $"https://m.example/users/x/statuses/{nativeId}";
        var author = Chance(8) ? null : Pick("ada", "bob", "cleo", "dan");
        var edits = Chance(25) ? _random.Next(1, 3) : 0;
        var isBoost = edits == 0 && Chance(10);
        for (var edit = 0; edit <= edits; edit++)
        {
            if (edits > 0 && Chance(25))
                continue;
            var editedAt = edit == 0 ? (long?)null : at + edit * 4 * Minute;
            var status = Status(nativeId, uri, at, editedAt, author, isBoost ? null : _grammar.Text());
            if (isBoost)
                status["reblog"] = Status("7", "https://m.example/original", at - Day, null, "eve", _grammar.Text());
            AddStatus(editedAt ?? at, edit == 0 ? "update" : "status.update", status);
        }
        if (Chance(18))
            Add(
                at + _random.Next(-30, 90) * Minute,
                new { stream = PublicStream, @event = "delete", payload = nativeId });
    }

    void AddStatus(long at, string name, Dictionary<string, object?> status)
    {
        if (Chance(20))
            Add(at, status);
        else
            Add(at, new { stream = PublicStream, @event = name, payload = Json(status) });
    }

    Dictionary<string, object?> Status(
        string nativeId, string uri, long at, long? editedAt, string? author, string? text)
    {
        var status = new Dictionary<string, object?>
        {
            ["id"] = nativeId,
            ["uri"] = uri,
            ["created_at"] = Iso(at),
            ["edited_at"] = editedAt is { } edited ? Iso(edited) : null,
            ["language"] = Pick(Languages),
            ["spoiler_text"] = "",
            ["content"] = text is null ? "" : Html(text),
            ["reblog"] = null,
        };
        if (author is null)
            return status;
        var account = new Dictionary<string, object?>
        {
            ["id"] = "5",
            ["acct"] = author,
            ["url"] = $"https://m.example/@{author}",
        };
        if (Pick(Followers) is { } followers)
            account["followers_count"] = followers;
        if (SomeSince(at) is { } since)
            account["created_at"] = Iso(since);
        status["account"] = account;
        return status;
    }

    /// <summary>A text as Mastodon writes it: tags, mentions and links in several elements.</summary>
    string Html(string text)
    {
        var lines = text.Split('\n').Select(line => string.Join(' ', line.Split(' ').Select(HtmlWord)));
        return "<p>" + string.Join(Pick("<br>", "<br />", "</p><p>"), lines) + "</p>";
    }

    static string HtmlWord(string word)
    {
        var escaped = WebUtility.HtmlEncode(word);
        if (word.StartsWith("https://", StringComparison.Ordinal))
            return $"<a href=\"{escaped}\" rel=\"nofollow\"><span class=\"invisible\">https://</span>"
                + $"<span class=\"ellipsis\">{escaped[8..15]}</span><span class=\"invisible\">{escaped[15..]}</span></a>";
        if (word.Length > 1 && word[0] == '#')
            return "<a href=\"https://m.example/tags/x\" class=\"mention hashtag\" rel=\"tag\">"
                + $"#<span>{escaped[1..]}</span></a>";
        return word.Length > 1 && word[0] == '@'
            ? "<span class=\"h-card\"><a href=\"https://m.example/@x\" class=\"u-url mention\">"
                + $"@<span>{escaped[1..]}</span></a></span>"
            : escaped;
    }
}
