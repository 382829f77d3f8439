using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tidings.Simulation;

/// <summary>A Mastodon WebSocket recording of a day: the public channel, and one hashtag channel that repeats some of it.</summary>
sealed partial class MastodonRecording : SourceRecording
{
    /// <summary>The made-up server that is listened to.</summary>
    public const string Home = "tidings.example";

    const string FollowedTag = "lanternfest";

    readonly ArrayBufferWriter<byte> _payload = new(4096);
    int _sequence;

    public MastodonRecording(RecordingOptions options, int posts)
        : base(RecordingSource.Mastodon, options, posts, people: 900, spammers: 14) =>
        Status = new(_payload, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    Utf8JsonWriter Status { get; }

    protected override void Post(long at)
    {
        var author = Dice.Chance(40) ? Authors.Spammer(Dice) : Authors.Person(Dice);
        var draft = Composer.Compose(author, Rhythm.SecondOf(at), Dice);
        var local = author.Server == Home;
        var createdAt = local ? at / 1000 : at / Second * 1000; // other servers tell whole seconds
        var post = new Toot(TimedIds.Mastodon(createdAt, _sequence++ & 0xFFFF), createdAt, null, author, draft);
        // What comes from other servers takes seconds; one in 200 waits in a backlog.
        var arrives = at + Second + Dice.Below(local ? Second : 25 * Second) + (Dice.Chance(5) ? Dice.Below(50 * Minute) : 0);
        if (!author.Spammer && Dice.Chance(18))
        {
            var editedAt = at + Dice.Between(60, 2400) * Second;
            var edited = draft;
            if (Dice.Chance(300))
                Composer.Explain(edited = draft.Copy(), Dice);
            Update(arrives, post with { Draft = DraftChange.Mistyped(draft, Dice) }, "update");
            Update(editedAt + Second + Dice.Below(4 * Second), post with { Draft = edited, EditedAt = editedAt / 1000 }, "status.update");
        }
        else
            Update(arrives, post, "update");
        if (Dice.Chance(20))
            Delete(arrives + Dice.Between(30, Dice.Chance(500) ? 1200 : 18_000) * Second, post.Id);
        if (Dice.Chance(2))
            Delete(arrives, TimedIds.Mastodon(createdAt - Dice.Between(1, 200) * 3_600_000L, 7)); // posts from before the recording
    }

    void Update(long at, Toot post, string name)
    {
        Status.Reset();
        _payload.ResetWrittenCount();
        Write(post);
        Status.Flush();
        Envelope(at, name, _payload.WrittenSpan, null);
        if (name == "update" && post.Draft.Entities.Any(e => e.Value.Equals(FollowedTag, StringComparison.OrdinalIgnoreCase)))
            Envelope(at + Dice.Below(Second), name, _payload.WrittenSpan, FollowedTag);
    }

    void Delete(long at, ulong id)
    {
        Span<byte> text = stackalloc byte[20];
        System.Buffers.Text.Utf8Formatter.TryFormat(id, text, out var length);
        Envelope(at, "delete", text[..length], null);
    }

    void Envelope(long at, string name, ReadOnlySpan<byte> payload, string? tag)
    {
        Json.WriteStartObject();
        Json.WriteStartArray("stream");
        Json.WriteStringValue(tag is null ? "public" : "hashtag");
        if (tag is not null)
            Json.WriteStringValue(tag);
        Json.WriteEndArray();
        Json.WriteString("event", name);
        Json.WriteText("payload", payload);
        Json.WriteEndObject();
        Deliver(at);
    }
}
