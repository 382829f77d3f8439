using Tidings.Analysis;

namespace Tidings.Simulation;

sealed partial class JetstreamRecording
{
    ReadOnlyMemory<byte> Commit(SkyPost post, string operation)
    {
        var at = Head(post.CommittedAt, post.Author, "commit");
        CommitHead(post.CommittedAt, operation, "app.bsky.feed.post", post.Key);
        if (operation != "delete")
        {
            WriteRecord(post);
            Json.WriteString("cid", post.Cid);
        }
        return Close(at);
    }

    void WriteRecord(SkyPost post)
    {
        var draft = post.Draft!;
        Json.WriteStartObject("record");
        Json.WriteString("$type", "app.bsky.feed.post");
        Json.WriteString("createdAt", Time(post.CreatedAt));
        if (post.Relation == "quote")
        {
            Json.WriteStartObject("embed");
            Json.WriteString("$type", "app.bsky.embed.record");
            WriteReference("record", post.Original!);
            Json.WriteEndObject();
        }
        if (draft.Entities.Count > 0)
        {
            Json.WriteStartArray("facets");
            foreach (var entity in draft.Entities)
                WriteFacet(draft, entity);
            Json.WriteEndArray();
        }
        if (post.CreatedAt % 25 != 0) // some clients do not say the language
        {
            Json.WriteStartArray("langs");
            Json.WriteStringValue(draft.Language);
            if (draft.Language != "en" && post.CreatedAt % 10 == 1)
                Json.WriteStringValue("en");
            Json.WriteEndArray();
        }
        if (post.Relation == "reply")
        {
            Json.WriteStartObject("reply");
            WriteReference("parent", post.Original!);
            WriteReference("root", post.Original!);
            Json.WriteEndObject();
        }
        if (draft.HiddenTags.Count > 0)
        {
            Json.WriteStartArray("tags");
            foreach (var tag in draft.HiddenTags)
                Json.WriteStringValue(tag);
            Json.WriteEndArray();
        }
        Json.WriteText("text", draft.Text);
        Json.WriteEndObject();
    }

    void WriteFacet(Draft draft, DraftEntity entity)
    {
        Json.WriteStartObject();
        Json.WriteStartArray("features");
        Json.WriteStartObject();
        switch (entity.Kind)
        {
            case EntityKind.Mention:
                Json.WriteString("$type", "app.bsky.richtext.facet#mention");
                Json.WriteString("did", entity.Author!.Did);
                break;
            case EntityKind.Url:
                Json.WriteString("$type", "app.bsky.richtext.facet#link");
                Json.WriteString("uri", draft.Text[entity.Start..entity.End]);
                break;
            default:
                Json.WriteString("$type", "app.bsky.richtext.facet#tag");
                Json.WriteString("tag", entity.Kind == EntityKind.Cashtag ? $"${entity.Value.ToUpperInvariant()}" : entity.Value);
                break;
        }
        Json.WriteEndObject();
        Json.WriteEndArray();
        Json.WriteStartObject("index");
        Json.WriteNumber("byteEnd", entity.End);
        Json.WriteNumber("byteStart", entity.Start);
        Json.WriteEndObject();
        Json.WriteEndObject();
    }

    // A like, repost or follow.
    void Subject(long at, Author author, string collection, SkyPost? post)
    {
        var committedAt = at + Dice.Between(4_000, 40_000);
        var received = Head(committedAt, author, "commit");
        CommitHead(committedAt, "create", collection, TimedIds.Tid(at / 1000 * 1000 + Dice.Below(1000), Clock));
        Json.WriteStartObject("record");
        Json.WriteString("$type", collection);
        Json.WriteString("createdAt", Time(at / 1000));
        if (post is null)
            Json.WriteString("subject", Authors.Person(Dice).Did);
        else
            WriteReference("subject", post);
        Json.WriteEndObject();
        Json.WriteString("cid", NewCid());
        Close(received);
    }

    void Identity(long at, Author author)
    {
        var received = Head(at, author, "identity");
        Json.WriteStartObject("identity");
        Json.WriteString("did", author.Did);
        Json.WriteString("handle", Composer.Handle(author));
        CloseSequenced(received, at);
    }

    void Account(long at, Author author, string? status)
    {
        var received = Head(at, author, "account");
        Json.WriteStartObject("account");
        Json.WriteBoolean("active", status is null);
        Json.WriteString("did", author.Did);
        if (status is not null)
            Json.WriteString("status", status);
        CloseSequenced(received, at);
    }

    long Head(long committedAt, Author author, string kind)
    {
        var received = committedAt + Dice.Between(30_000, 400_000);
        Json.WriteStartObject();
        Json.WriteString("did", author.Did);
        Json.WriteNumber("time_us", received);
        Json.WriteString("kind", kind);
        return received;
    }

    void CommitHead(long committedAt, string operation, string collection, string key)
    {
        Json.WriteStartObject("commit");
        Json.WriteString("rev", TimedIds.Tid(committedAt, Clock));
        Json.WriteString("operation", operation);
        Json.WriteString("collection", collection);
        Json.WriteString("rkey", key);
    }

    void WriteReference(string name, SkyPost post)
    {
        Json.WriteStartObject(name);
        Json.WriteString("cid", post.Cid);
        Json.WriteString("uri", post.Uri);
        Json.WriteEndObject();
    }

    void CloseSequenced(long received, long at)
    {
        Json.WriteNumber("seq", _sequence += Dice.Between(1, 900));
        Json.WriteString("time", Time(at / 1000));
        Close(received);
    }

    ReadOnlyMemory<byte> Close(long received)
    {
        Json.WriteEndObject();
        Json.WriteEndObject();
        return Deliver(received);
    }
}
