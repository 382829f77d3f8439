namespace Tidings.Simulation;

/// <summary>A Jetstream v1 recording of a day: posts among likes, follows, identity and account events, and one replay after a reconnect.</summary>
sealed partial class JetstreamRecording : SourceRecording
{
    const int Clock = 22; // one clock id is enough: no two keys of an author fall on the same microsecond
    const int DeletedAt = 16 * 3600 + 700, HiddenFrom = 9 * 3600, HiddenTo = 12 * 3600 + 1800; // story seconds

    readonly List<SkyPost> _recent = [];
    readonly Queue<ReadOnlyMemory<byte>> _arrived = new();
    readonly Author _leaver;
    readonly Author _suspended;
    ReadOnlyMemory<byte>? _farewell;
    long _sequence = 30_450_000_000;

    public JetstreamRecording(RecordingOptions options, int posts)
        : base(RecordingSource.Jetstream, options, posts, people: 2000, spammers: 24)
    {
        (_leaver, _suspended) = (Authors.Person(0), Authors.Person(1));
        Tell(HiddenFrom, at => Account(at, _suspended, "takendown"));
        Tell(11 * 3600 + 900, Replay);
        Tell(HiddenTo, at => Account(at, _suspended, null));
        Tell(DeletedAt, Leave);
        Tell(20 * 3600 + 240, _ => CutNext());
    }

    protected override void Post(long at)
    {
        var second = Rhythm.SecondOf(at);
        Noise(at);
        var author = PickAuthor(second);
        var original = _recent.Count > 20 ? _recent[Dice.Below(_recent.Count)] : null;
        var roll = Dice.Below(1000);
        var relation = original is null || author.Spammer ? null : roll < 35 ? "quote" : roll < 95 ? "reply" : null;
        var draft = Composer.Compose(author, second, Dice);
        var post = NewPost(at, author, draft, relation, original);
        if (!author.Spammer && Dice.Chance(10))
        {
            Commit(post with { Draft = DraftChange.Mistyped(draft, Dice) }, "create");
            Commit(post with { CommittedAt = post.CommittedAt + Dice.Between(30, 1500) * Second, Cid = NewCid() }, "update");
        }
        else
        {
            var line = Commit(post, "create");
            _farewell = author == _leaver ? line : _farewell;
        }
        if (author != _leaver && author != _suspended && Dice.Chance(16))
            Commit(post with { CommittedAt = post.CommittedAt + Dice.Between(60, Dice.Chance(500) ? 900 : 20_000) * Second }, "delete");
        if (!author.Spammer)
            Remember(post);
    }

    /// <inheritdoc/>
    protected override IEnumerable<RecordedLine> Arrive(RecordedLine line)
    {
        _arrived.Enqueue(line.Utf8);
        if (_arrived.Count > 12)
            _arrived.Dequeue();
        return [line];
    }

    Author PickAuthor(int second)
    {
        if (Dice.Chance(45))
            return Authors.Spammer(Dice);
        var author = Dice.Below(200) switch
        {
            0 => _leaver,
            1 => _suspended,
            _ => Authors.Person(Dice),
        };
        // Edits and late posts may take most of an hour; an account that is gone cannot write, so both fall silent an hour before.
        while ((author == _leaver && second >= DeletedAt - 3600) || (author == _suspended && second is >= HiddenFrom - 3600 and < HiddenTo))
            author = Authors.Person(Dice);
        return author;
    }

    // Most posts are committed at once. Some were written without a connection, some by a clock that is ahead, some imported.
    SkyPost NewPost(long at, Author author, Draft draft, string? relation, SkyPost? original)
    {
        var createdAt = at / 1000;
        var committedAt = at / 1000 * 1000 + Dice.Between(1, 9) * 4096;
        var keyedAt = createdAt * 1000 + Dice.Below(1000);
        switch (Dice.Below(1000))
        {
            case < 5:
                committedAt += Dice.Between(2, 40) * Minute;
                break;
            case 5:
                createdAt += 12 * 60_000;
                keyedAt += 12 * Minute;
                break;
            case < 8:
                createdAt -= Dice.Between(30, 400) * 86_400_000L; // an import keeps the old date but gets a new key
                break;
        }
        return new(TimedIds.Tid(keyedAt, Clock), NewCid(), createdAt, committedAt, author, draft, relation, original);
    }

    void Noise(long at)
    {
        var other = _recent.Count > 0 ? _recent[Dice.Below(_recent.Count)] : null;
        var author = PickAuthor(Rhythm.SecondOf(at));
        if (other is not null && Dice.Chance(25))
            Subject(at, author, "app.bsky.feed.like", other);
        if (other is not null && Dice.Chance(15))
            Subject(at, author, "app.bsky.feed.repost", other);
        if (Dice.Chance(10))
            Subject(at, author, "app.bsky.graph.follow", null);
        if (Dice.Chance(4))
            Identity(at, author);
        if (Dice.Chance(3))
            Account(at, author, null);
    }

    // A client that reconnects asks for a few seconds again.
    void Replay(long at)
    {
        var again = 0;
        foreach (var line in _arrived)
            Deliver(at + again++ * 2000, line);
    }

    // The account goes, and a line of it arrives once more afterwards.
    void Leave(long at)
    {
        Account(at, _leaver, "deleted");
        if (_farewell is { } line)
            Deliver(at + 40 * Second, line);
    }

    void Remember(SkyPost post)
    {
        var kept = post with { Original = null, Draft = null };
        if (_recent.Count < 300)
            _recent.Add(kept);
        else
            _recent[Dice.Below(_recent.Count)] = kept;
    }

    // 59 characters like a CIDv1; it is no hash of anything, and its constant part says so.
    string NewCid() => string.Create(59, Dice, static (text, dice) =>
    {
        "bafyreitidingsmadeupmadeupmadeupmadeupmadeupmadeupmadeuaaaa".CopyTo(text);
        for (var i = 14; i < 19; i++)
            text[i] = "abcdefghijklmnopqrstuvwxyz234567"[dice.Below(32)];
    });
}
