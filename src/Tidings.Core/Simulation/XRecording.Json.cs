using System.Globalization;
using Tidings.Analysis;

namespace Tidings.Simulation;

sealed partial class XRecording
{
    // Which rule a post matched, by what it is about.
    static readonly (string Id, string Tag, string[] Subjects)[] Rules =
    [
        ("2067960000000000001", "coins", ["coins"]),
        ("2067960000000000002", "sports", ["match", "move"]),
        ("2067960000000000003", "food", ["drink", "food"]),
        ("2067960000000000004", "weather", ["rain", "sun"]),
        ("2067960000000000005", "culture", ["music", "books", "fest"]),
        ("2067960000000000006", "everyday", []),
    ];

    // The upstream is renaming "tweet" to "post"; one line in twelve carries the new names.
    void Write(XPost post)
    {
        var renamed = Dice.Below(12) == 0;
        Json.WriteStartObject();
        Json.WriteStartObject("data");
        WritePost(post, renamed);
        Json.WriteEndObject();
        Json.WriteStartObject("includes");
        if (post.Original is { } original && post.Reference != "replied_to")
        {
            Json.WriteStartArray(renamed ? "posts" : "tweets");
            Json.WriteStartObject();
            WritePost(original, renamed);
            Json.WriteEndObject();
            Json.WriteEndArray();
        }
        Json.WriteStartArray("users");
        WriteUser(post.Author);
        if (post is { Original: { } other, Reference: not "replied_to" } && other.Author != post.Author)
            WriteUser(other.Author);
        Json.WriteEndArray();
        Json.WriteEndObject();
        WriteRules(post.Draft.Subject);
        Json.WriteEndObject();
    }

    void WritePost(XPost post, bool renamed)
    {
        var draft = post.Draft;
        Json.WriteString("author_id", Text(post.Author.Id));
        Json.WriteString("created_at", Time(post.CreatedAt));
        Json.WriteStartArray(renamed ? "edit_history_post_ids" : "edit_history_tweet_ids");
        foreach (var id in post.History)
            Json.WriteStringValue(Text(id));
        Json.WriteEndArray();
        // Beyond 280 the text is cut, and the whole of it stands in the note.
        var cut = draft.Weight > 280 ? DraftChange.Offset(draft.Text, 270) : draft.Text.Length;
        WriteEntities(draft, cut);
        Json.WriteString("id", Text(post.Id));
        Json.WriteString("lang", draft.Language == "id" ? "in" : draft.Language); // X keeps the old code of Indonesian
        if (cut < draft.Text.Length)
        {
            Json.WriteStartObject(renamed ? "note_post" : "note_tweet");
            WriteEntities(draft, draft.Text.Length);
            Json.WriteText("text", draft.Text);
            Json.WriteEndObject();
        }
        if (post.Original is not null)
        {
            Json.WriteStartArray(renamed ? "referenced_posts" : "referenced_tweets");
            Json.WriteStartObject();
            Json.WriteString("type", post.Reference);
            Json.WriteString("id", Text(post.Original.Id));
            Json.WriteEndObject();
            Json.WriteEndArray();
        }
        Json.WriteText("text", cut < draft.Text.Length ? [.. draft.Text[..cut], .. "…"u8] : draft.Text);
    }

    void WriteEntities(Draft draft, int end)
    {
        var kinds = draft.Entities.Where(e => e.End <= end).GroupBy(e => e.Kind).ToArray();
        if (kinds.Length == 0)
            return; // what would be empty is left out
        Json.WriteStartObject("entities");
        foreach (var kind in kinds)
        {
            Json.WriteStartArray(kind.Key switch
            {
                EntityKind.Hashtag => "hashtags",
                EntityKind.Cashtag => "cashtags",
                EntityKind.Mention => "mentions",
                _ => "urls",
            });
            foreach (var entity in kind)
            {
                Json.WriteStartObject();
                Json.WriteNumber("start", DraftChange.Points(draft.Text[..entity.Start]));
                Json.WriteNumber("end", DraftChange.Points(draft.Text[..entity.End]));
                WriteValue(draft, entity);
                Json.WriteEndObject();
            }
            Json.WriteEndArray();
        }
        Json.WriteEndObject();
    }

    void WriteValue(Draft draft, DraftEntity entity)
    {
        switch (entity.Kind)
        {
            case EntityKind.Mention:
                Json.WriteString("username", entity.Value);
                Json.WriteString("id", Text(entity.Author!.Id));
                break;
            case EntityKind.Url:
                Json.WriteString("url", draft.Text[entity.Start..entity.End]);
                Json.WriteString("expanded_url", entity.Value);
                break;
            default:
                Json.WriteString("tag", entity.Value);
                break;
        }
    }

    void WriteUser(Author author)
    {
        Json.WriteStartObject();
        Json.WriteString("created_at", Time(author.CreatedAt));
        Json.WriteString("id", Text(author.Id));
        Json.WriteString("name", author.Username);
        Json.WriteStartObject("public_metrics");
        Json.WriteNumber("followers_count", author.Followers);
        Json.WriteEndObject();
        Json.WriteString("username", author.Username);
        Json.WriteBoolean("verified", author.Verified);
        Json.WriteEndObject();
    }

    void WriteRules(string subject)
    {
        var (id, tag, _) = Array.Find(Rules, r => r.Subjects.Contains(subject)) is { Id: not null } rule ? rule : Rules[^1];
        Json.WriteStartArray("matching_rules");
        Json.WriteStartObject();
        Json.WriteString("id", id);
        Json.WriteString("tag", tag);
        Json.WriteEndObject();
        Json.WriteEndArray();
    }

    static string Text(ulong id) => id.ToString(CultureInfo.InvariantCulture);
}
