using System.Globalization;
using System.Text;
using Tidings.Analysis;

namespace Tidings.Simulation;

sealed partial class MastodonRecording
{
    void Write(Toot post)
    {
        var author = post.Author;
        var id = post.Id.ToString(CultureInfo.InvariantCulture);
        Status.WriteStartObject();
        Status.WriteString("id", id);
        Status.WriteString("created_at", Time(post.CreatedAt));
        Status.WriteNull("in_reply_to_id");
        Status.WriteBoolean("sensitive", false);
        Status.WriteString("spoiler_text", "");
        Status.WriteString("visibility", "public");
        if (post.Id % 30 == 0)
            Status.WriteNull("language"); // some servers do not say
        else
            Status.WriteString("language", post.Draft.Language);
        Status.WriteString("uri", $"https://{author.Server}/users/{author.Username}/statuses/{id}");
        if (post.EditedAt is { } editedAt)
            Status.WriteString("edited_at", Time(editedAt));
        else
            Status.WriteNull("edited_at");
        Status.WriteText("content", Encoding.UTF8.GetBytes(Html(post.Draft)));
        Status.WriteNull("reblog");
        WriteAccount(author);
        Status.WriteStartArray("media_attachments");
        Status.WriteEndArray();
        WriteMentions(post.Draft);
        WriteTags(post.Draft);
        Status.WriteStartArray("emojis");
        Status.WriteEndArray();
        Status.WriteEndObject();
    }

    void WriteAccount(Author author)
    {
        Status.WriteStartObject("account");
        Status.WriteString("id", author.Id.ToString(CultureInfo.InvariantCulture));
        Status.WriteString("username", author.Username);
        Status.WriteString("acct", Account(author));
        Status.WriteBoolean("bot", author.Spammer && author.Id % 2 == 0);
        Status.WriteString("created_at", Time(author.CreatedAt));
        Status.WriteNumber("followers_count", author.Followers);
        Status.WriteEndObject();
    }

    void WriteMentions(Draft draft)
    {
        Status.WriteStartArray("mentions");
        foreach (var author in draft.Entities.Where(e => e.Kind == EntityKind.Mention).Select(e => e.Author!))
        {
            Status.WriteStartObject();
            Status.WriteString("id", author.Id.ToString(CultureInfo.InvariantCulture));
            Status.WriteString("username", author.Username);
            Status.WriteString("url", Page(author));
            Status.WriteString("acct", Account(author));
            Status.WriteEndObject();
        }
        Status.WriteEndArray();
    }

    void WriteTags(Draft draft)
    {
        Status.WriteStartArray("tags");
        foreach (var name in draft.Entities.Where(e => e.Kind == EntityKind.Hashtag).Select(e => e.Value.ToLowerInvariant()).Distinct(StringComparer.Ordinal))
        {
            Status.WriteStartObject();
            Status.WriteString("name", name);
            Status.WriteString("url", TagPage(name));
            Status.WriteEndObject();
        }
        Status.WriteEndArray();
    }

    // Paragraphs, and links around tags, mentions and addresses, in Mastodon's way.
    static string Html(Draft draft)
    {
        var html = new StringBuilder("<p>");
        var from = 0;
        foreach (var entity in draft.Entities)
        {
            Escape(html, draft.Text[from..entity.Start]);
            from = entity.End;
            switch (entity.Kind)
            {
                case EntityKind.Hashtag:
                    html.Append(CultureInfo.InvariantCulture, $"<a href=\"{TagPage(entity.Value.ToLowerInvariant())}\" class=\"mention hashtag\" rel=\"tag\">#<span>{entity.Value}</span></a>");
                    break;
                case EntityKind.Mention:
                    html.Append(CultureInfo.InvariantCulture, $"<span class=\"h-card\"><a href=\"{Page(entity.Author!)}\" class=\"u-url mention\">@<span>{entity.Value}</span></a></span>");
                    break;
                case EntityKind.Url:
                    html.Append(CultureInfo.InvariantCulture, $"<a href=\"{entity.Value}\" rel=\"nofollow noopener\" target=\"_blank\"><span class=\"invisible\">https://</span><span class=\"\">{entity.Value[8..]}</span><span class=\"invisible\"></span></a>");
                    break;
                default:
                    Escape(html, draft.Text[entity.Start..entity.End]);
                    break;
            }
        }
        Escape(html, draft.Text[from..]);
        return html.Append("</p>").ToString();
    }

    static void Escape(StringBuilder html, ReadOnlySpan<byte> text) => html.Append(Encoding.UTF8.GetString(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal)
        .Replace("\n\n", "</p><p>", StringComparison.Ordinal));

    static string TagPage(string name) => $"https://{Home}/tags/{Uri.EscapeDataString(name)}";

    static string Page(Author author) => $"https://{author.Server}/@{author.Username}";

    static string Account(Author author) => author.Server == Home ? author.Username : $"{author.Username}@{author.Server}";
}
