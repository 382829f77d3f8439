using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tidings.Tests.Durability;

sealed partial class OracleReader
{
    void ReadMastodonEvent(JsonElement record)
    {
        var payload = Text(record, "payload");
        if (payload is null)
            return;
        if (Text(record, "event") == "delete")
            Deletes.Add(new("mastodon", payload, long.MaxValue));
        else if (Text(record, "event") is "update" or "status.update" && TryParse(payload) is { } status)
            ReadMastodonStatus(status);
    }

    void ReadMastodonStatus(JsonElement status)
    {
        var original = At(status, "reblog");
        var content = Text(original ?? status, "content");
        var account = At(status, "account");
        if (content is null || Text(status, "uri") is not { Length: > 0 } uri
            || Date(Text(status, "created_at")) is not { } postedAt || !IsAccepted(postedAt))
            return;
        var editedAt = Date(Text(status, "edited_at"));
        Posts.Add(new(
            "mastodon", uri, editedAt ?? postedAt, editedAt is null, postedAt, [Id(status, "id") ?? ""],
            Text(account, "url") ?? Text(account, "acct") ?? Id(account, "id") ?? "",
            Number(account, "followers_count"), Date(Text(account, "created_at")),
            Languages([Text(status, "language") ?? Text(original, "language")]), original is not null,
            PlainText(content), []));
    }

    /// <summary>Breaks as line breaks, every other element gone.</summary>
    static string PlainText(string html)
    {
        html = Regex.Replace(html, @"<br\s*/?>|</p>\s*<p>", "\n");
        return Unescape(Regex.Replace(html, "<[^>]*>", ""));
    }
}
