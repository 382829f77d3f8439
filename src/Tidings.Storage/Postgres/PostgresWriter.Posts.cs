using Tidings.Posts;

namespace Tidings.Storage.Postgres;

public sealed partial class PostgresWriter
{
    const string PostColumns = """
        platform, id, posted_at, received_at, author, author_name, followers, author_since, verified, location, lang,
        lang_guess, is_repost, blacklisted, happy, text, text_key, compound, scorer
        """;

    readonly CopyBuffer _keys = new(
        6, "COPY post_key (platform, id, posted_at, version, state, origin) FROM STDIN (FORMAT BINARY)");

    readonly CopyBuffer _aliases = new(
        4, "COPY post_alias (platform, server, native_id, id) FROM STDIN (FORMAT BINARY)");

    readonly CopyBuffer _posts = new(19, $"COPY post ({PostColumns}) FROM STDIN (FORMAT BINARY)");

    readonly CopyBuffer _postsAgain = new(20, $"COPY post (seq, {PostColumns}) FROM STDIN (FORMAT BINARY)");

    readonly CopyBuffer _hashtags = new(8, """
        COPY post_hashtag (hour, hashtag, platform, id, author, happy, is_repost, spelling) FROM STDIN (FORMAT BINARY)
        """);

    readonly CopyBuffer _topics = new(
        5, "COPY post_topic (hour, topic, platform, id, keyword) FROM STDIN (FORMAT BINARY)");

    private protected override (long? Seq, long? ReceivedAt) RemovePost(
        Platform platform, ReadOnlySpan<byte> id, long postedAt)
    {
        ref var slot = ref Slot(platform, id);
        if (slot.Post < 0)
        {
            slot.IsRemoved = true; // what is inherited is learnt when it is done
            return default;
        }
        (slot.Post, slot.IsHidden) = (-1, false);
        return (null, slot.ReceivedAt);
    }

    private protected override (long? Seq, long? ReceivedAt) RemoveHidden(Platform platform, ReadOnlySpan<byte> id) =>
        RemovePost(platform, id, 0);

    private protected override void RetimePost(Platform platform, ReadOnlySpan<byte> id, long postedAt) =>
        Slot(platform, id).IsRetimed = true;

    private protected override void RetimeHidden(Platform platform, ReadOnlySpan<byte> id, long postedAt) =>
        Slot(platform, id).IsRetimed = true;

    private protected override void InsertPost(in PostRow post, long postedAt, long? seq, long receivedAt)
    {
        ref var slot = ref Slot(post.Platform, Batch[post.Id]);
        (slot.Post, slot.ReceivedAt, slot.IsHidden) = (PostIndex, receivedAt, false);
    }

    private protected override void Hide(Platform platform, ReadOnlySpan<byte> id, long postedAt)
    {
        ref var slot = ref Slot(platform, id);
        slot.IsHidden = true;
        slot.Entry = slot.Entry!.Value with { State = PostState.Hidden };
        Touch(postedAt);
    }

    /// <summary>Writes what became of the slots: first what changed, then what is new.</summary>
    private protected override void Flush()
    {
        WriteChanges();
        foreach (var buffer in (ReadOnlySpan<CopyBuffer>)[_aliases, _postsAgain, _topics])
            buffer.Clear();
        var days = new HashSet<DateOnly>();
        List<byte[]> hidden = [];
        for (var n = 0; n < _ledger.Count; n++)
        {
            ref var slot = ref _ledger[n];
            if (slot.IsAliasNew)
                _aliases.Row()
                    .Text(slot.Platform.Utf8Name()).Text(default).Text(_ledger.IdOf(slot))
                    .TextOrNull(slot.AliasOf < 0 ? default : _ledger.IdOf(_ledger[slot.AliasOf]));
            if (slot.Post < 0)
                continue;
            days.Add(PostgresPartitions.DayOf(slot.Entry!.Value.PostedAt));
            if (slot.IsHidden)
                hidden.Add(_ledger.IdOf(slot).ToArray());
        }
        EnsurePartitions(days);
        _keys.Pour(Connection, AddKeys);
        _aliases.Send(Connection);
        _posts.Pour(Connection, AddPosts);
        _postsAgain.Send(Connection);
        _hashtags.Pour(Connection, AddHashtags);
        _topics.Send(Connection);
        if (hidden.Count > 0)
            HideRows(
                "k.platform = 'bluesky' AND k.id = ANY(@ids)",
                new { ids = hidden.Select(System.Text.Encoding.UTF8.GetString).ToArray() });
    }

    /// <summary>A day that is made for what is posted now gets its successor too: nobody waits at midnight.</summary>
    void EnsurePartitions(HashSet<DateOnly> days)
    {
        if (days.Count == 0)
            return;
        var today = PostgresPartitions.DayOf(Now);
        if (days.Contains(today))
            days.Add(today.AddDays(1));
        PostgresPartitions.Ensure(Connection, days, today);
    }

    void AddKeys(CopyBuffer keys)
    {
        for (var n = 0; n < _ledger.Count; n++)
        {
            ref var slot = ref _ledger[n];
            if (slot is { Stored: null, Entry: { } entry })
                keys.Row()
                    .Text(slot.Platform.Utf8Name()).Text(_ledger.IdOf(slot)).Time(entry.PostedAt).Long(entry.Version)
                    .Text(NameOf(entry.State)).Long(entry.Origin);
        }
    }

    /// <summary>Those that keep their seq are put aside.</summary>
    void AddPosts(CopyBuffer posts)
    {
        for (var n = 0; n < _ledger.Count; n++)
        {
            ref var slot = ref _ledger[n];
            if (slot.Post < 0)
                continue;
            ref readonly var post = ref Batch.Posts[slot.Post];
            (slot.Seq is { } seq ? _postsAgain.Row().Long(seq) : posts.Row())
                .Text(slot.Platform.Utf8Name()).Text(_ledger.IdOf(slot)).Time(slot.Entry!.Value.PostedAt)
                .Time(slot.ReceivedAt).Long(post.Author)
                .TextOrNull(Batch[post.AuthorName]).Long(post.Followers).Time(post.AuthorSince).Flag(post.Verified)
                .TextOrNull(Batch[post.Location]).TextOrNull(Batch[post.Languages])
                .TextOrNull(Batch[post.LanguageGuess]).Flag(post.IsRepost).Flag(post.IsBlacklisted).Flag(post.IsHappy)
                .Text(Batch[post.Text]).Long(post.TextKey == 0 ? null : post.TextKey).Real(post.Compound / 10_000.0)
                .Text(_scorer);
        }
    }

    /// <summary>The topics of the same posts are put aside.</summary>
    void AddHashtags(CopyBuffer hashtags)
    {
        for (var n = 0; n < _ledger.Count; n++)
        {
            ref var slot = ref _ledger[n];
            if (slot.Post < 0)
                continue;
            ref readonly var post = ref Batch.Posts[slot.Post];
            var platform = slot.Platform.Utf8Name();
            var id = _ledger.IdOf(slot);
            var hour = HourUtc.OfUnixMilliseconds(slot.Entry!.Value.PostedAt).UnixMilliseconds;
            foreach (var hashtag in Batch.HashtagsOf(post))
                hashtags.Row()
                    .Time(hour).Text(Batch[hashtag.Key]).Text(platform).Text(id).Long(post.Author).Flag(post.IsHappy)
                    .Flag(post.IsRepost).Text(Batch[hashtag.Spelling]);
            foreach (var topic in Batch.TopicsOf(post))
                _topics.Row()
                    .Time(hour).Text(_topicNames[topic.Topic]).Text(platform).Text(id)
                    .Text(_keywords[topic.Topic][topic.Synonym]);
        }
    }
}
