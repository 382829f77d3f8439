using System.Text;
using Tidings.Analysis;

namespace Tidings.Simulation;

/// <summary>An X API v2 filtered stream of a day, with one lost connection. That stream carries no deletes.</summary>
sealed partial class XRecording : SourceRecording
{
    const int SilentFrom = 18 * 60 + 20, SilentTo = 18 * 60 + 40; // story minutes
    const long KeepAlive = 20 * Second;

    readonly List<XPost> _recent = [];
    readonly long _silentFrom;
    readonly long _silentTo;
    long _arrived;
    int _sequence;

    public XRecording(RecordingOptions options, int posts)
        : base(RecordingSource.X, options, posts, people: 2400, spammers: 36, (SilentFrom, SilentTo))
    {
        (_silentFrom, _silentTo) = (Rhythm.At(SilentFrom * 60), Rhythm.At(SilentTo * 60));
        _arrived = Start;
        Tell(3 * 3600 + 1200, _ => CutNext());
        Tell(SilentFrom * 60, Disconnect);
    }

    protected override void Post(long at)
    {
        var second = Rhythm.SecondOf(at);
        var author = Dice.Chance(80) ? Authors.Spammer(Dice) : Authors.Person(Dice);
        var original = _recent.Count > 20 ? _recent[Dice.Below(_recent.Count)] : null;
        var roll = Dice.Below(1000);
        var createdAt = at / Second * 1000;
        if (original is not null && !author.Spammer && roll < 95)
        {
            Show(at, new(NextId(createdAt, out var id), [id], createdAt, author, Repost(original), "retweeted", original));
            return;
        }
        var reference = original is null || author.Spammer ? null : roll < 125 ? "quoted" : roll < 180 ? "replied_to" : null;
        var draft = Composer.Compose(author, second, Dice, reference == "replied_to" ? original!.Author : null);
        if (reference == "quoted" && draft.Weight < 240)
            draft.Append(EntityKind.Url, Encoding.UTF8.GetBytes($"https://t.example.com/{original!.Id % 100_000_000}"), $"https://x.example.com/{original.Author.Username}/status/{original.Id}");
        var post = new XPost(NextId(createdAt, out var first), [first], createdAt, author, DraftChange.Escaped(draft), reference, reference is null ? null : original);
        if (!author.Spammer && Dice.Chance(15))
            post = Edit(at, post);
        Show(at, post);
        if (reference is null && !author.Spammer)
            Remember(post);
    }

    /// <inheritdoc/>
    protected override IEnumerable<RecordedLine> Arrive(RecordedLine line)
    {
        var at = (line.At - DateTimeOffset.UnixEpoch).Ticks / 10;
        if (at > _silentFrom && at < _silentTo)
            yield break; // nobody was connected
        if (_arrived <= _silentFrom && at >= _silentTo)
            _arrived = _silentTo;
        for (; at - _arrived > KeepAlive; _arrived += KeepAlive)
            yield return new(DateTimeOffset.UnixEpoch.AddTicks((_arrived + KeepAlive) * 10), default);
        _arrived = at;
        yield return line;
    }

    // The first version has a typing error, the second not, and a third may explain itself.
    XPost Edit(long at, XPost final)
    {
        var first = final with { Draft = DraftChange.Mistyped(final.Draft, Dice) };
        var corrected = Next(first, final.Draft);
        if (Dice.Chance(250))
        {
            var explained = final.Draft.Copy();
            Composer.Explain(explained, Dice);
            Next(corrected, explained);
        }
        return first;

        XPost Next(XPost before, Draft draft)
        {
            at += Dice.Between(60, 800) * Second;
            var createdAt = at / Second * 1000;
            var id = NextId(createdAt, out _);
            var version = before with { Id = id, History = [.. before.History, id], CreatedAt = createdAt, Draft = draft };
            Show(at, version);
            return version;
        }
    }

    static Draft Repost(XPost original)
    {
        // The stream cuts the repeated text near 140 characters and keeps only the entities before the cut.
        var head = Encoding.UTF8.GetBytes($"RT @{original.Author.Username}: ");
        var text = original.Draft.Text;
        var room = 140 - head.Length;
        var cut = DraftChange.Points(text) <= room ? text.Length : DraftChange.Offset(text, room - 1);
        var draft = new Draft { Subject = original.Draft.Subject, Language = original.Draft.Language };
        draft.Append("RT "u8);
        draft.Append(EntityKind.Mention, head.AsSpan(3, head.Length - 5), original.Author.Username, original.Author);
        draft.Append(": "u8);
        var from = 0;
        foreach (var entity in original.Draft.Entities)
        {
            if (entity.End > cut)
                break;
            draft.Append(text[from..entity.Start]);
            draft.Append(entity.Kind, text[entity.Start..entity.End], entity.Value, entity.Author);
            from = entity.End;
        }
        draft.Append(text[from..cut]);
        if (cut < text.Length)
            draft.Append("…"u8);
        return draft;
    }

    // Two to six seconds pass before a post is delivered; one in 200 is held up.
    void Show(long at, XPost post)
    {
        Write(post);
        Deliver(at / Second * Second + 2 * Second + Dice.Below(4 * Second) + (Dice.Chance(5) ? Dice.Below(35 * Minute) : 0));
    }

    void Disconnect(long at)
    {
        Json.WriteStartObject();
        Json.WriteStartArray("errors");
        Json.WriteStartObject();
        Json.WriteString("title", "operational-disconnect");
        Json.WriteString("disconnect_type", "UpstreamOperationalDisconnect");
        Json.WriteString("detail", "This stream has been disconnected upstream for operational reasons.");
        Json.WriteString("type", "https://api.x.example/2/problems/operational-disconnect");
        Json.WriteEndObject();
        Json.WriteEndArray();
        Json.WriteEndObject();
        Deliver(at, Take()); // once and whole, whatever befalls the posts
    }

    void Remember(XPost post)
    {
        if (_recent.Count < 400)
            _recent.Add(post);
        else
            _recent[Dice.Below(_recent.Count)] = post;
    }

    ulong NextId(long createdAt, out ulong id) => id = TimedIds.X(createdAt, Dice.Below(32) << 12 | (_sequence++ & 0xFFF));
}
