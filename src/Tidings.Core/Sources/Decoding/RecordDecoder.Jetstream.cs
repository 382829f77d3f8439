using System.Text.Json;
using Tidings.Posts;

namespace Tidings.Sources;

public sealed partial class RecordDecoder
{
    /// <summary>
    /// How long before the commit a post's own <c>createdAt</c> may lie to be believed: 24 hours, in milliseconds.
    /// </summary>
    const long CreatedBefore = 24 * 3_600_000;

    readonly CommitFields _commit = new();
    readonly List<TagFacet> _facets = [];

    readonly record struct TagFacet(int Start, int End, JsonText Tag);

    sealed class CommitFields
    {
        public JsonText Rev;
        public JsonText Operation;
        public JsonText Collection;
        public JsonText Rkey;
        public JsonText Record;

        public void Clear() => Rev = Operation = Collection = Rkey = Record = default;
    }

    void DecodeJetstream(ReadOnlyMemory<byte> json, TopFields top)
    {
        var did = Text(json, top.Did);
        var kind = Text(json, top.Kind).Span;
        if (did.IsEmpty || (!top.Commit.IsPresent && kind.SequenceEqual("commit"u8)))
        {
            _sink.Malformed(MalformedReason.Field);
            return;
        }
        if (top.Commit.IsPresent)
            DecodeCommit(json, did, top);
        else if (kind.SequenceEqual("account"u8))
            DecodeAccount(json, did, top);
        else
            _sink.Other();
    }

    void DecodeAccount(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> did, TopFields top)
    {
        var account = top.Status.Author;
        var status = Text(json, account.AccountStatus).Span;
        AccountState? state = account.IsActive switch
        {
            true => AccountState.Active,
            false when status.SequenceEqual("deleted"u8) => AccountState.Deleted,
            false when status.IsEmpty || status.SequenceEqual("takendown"u8) || status.SequenceEqual("suspended"u8)
                || status.SequenceEqual("deactivated"u8) => AccountState.Hidden,
            _ => null, // throttled, desynchronized and what may come: says nothing about the posts
        };
        if (state is { } known)
            _sink.Account(new(Platform.Bluesky, did, known, top.TimeMicroseconds));
        else
            _sink.Other();
    }

    void DecodeCommit(ReadOnlyMemory<byte> whole, ReadOnlyMemory<byte> did, TopFields top)
    {
        var json = whole.Slice(top.Commit.Start, top.Commit.Length);
        var microseconds = top.TimeMicroseconds;
        var commit = _commit;
        commit.Clear();
        ReadCommit(json, commit);
        if (!Text(json, commit.Collection).Span.SequenceEqual("app.bsky.feed.post"u8))
        {
            if (commit.Collection.IsPresent)
                _sink.Other();
            else
                _sink.Malformed(MalformedReason.Field);
            return;
        }
        var rkey = Text(json, commit.Rkey);
        var operation = Text(json, commit.Operation).Span;
        var isCreate = operation.SequenceEqual("create"u8);
        if (rkey.IsEmpty || (!isCreate && !operation.SequenceEqual("update"u8) && !operation.SequenceEqual("delete"u8)))
        {
            _sink.Malformed(MalformedReason.Field);
            return;
        }
        var id = Join(did, rkey);
        var revTime = Tid.TryParse(Text(json, commit.Rev).Span, out var rev) ? Tid.UnixMilliseconds(rev) : (long?)null;
        var version = revTime is null ? Tid.FromMicroseconds(microseconds) : rev;
        var rkeyTime = Tid.TryParse(rkey.Span, out var key) ? Tid.UnixMilliseconds(key) : (long?)null;
        if (operation.SequenceEqual("delete"u8))
        {
            _sink.Delete(new(
                Platform.Bluesky, id, IsNativeId: false, version,
                microseconds > 0 ? microseconds / 1000 : revTime, rkeyTime));
            return;
        }
        var post = _post;
        post.Clear();
        post.Platform = Platform.Bluesky;
        (post.Id, post.AuthorId, post.Version, post.IsOriginal) = (id, did, version, isCreate);
        if (top.Tidings.IsPresent)
            ReadFoundAuthor(whole.Slice(top.Tidings.Start, top.Tidings.Length), post);
        // The rev of an update is not the creation's: there only the rkey tells when the post was made. Its author may
        // have chosen it, and thirteen letters of any word are a time in some century.
        var isRkeyTime = rkeyTime is { } keyAt && IsAcceptedTime(keyAt);
        var madeAt = (isCreate || !isRkeyTime ? revTime ?? rkeyTime : rkeyTime) ?? microseconds / 1000;
        DecodePostRecord(post, json.Slice(commit.Record.Start, commit.Record.Length), commit.Record.IsPresent, madeAt);
    }

    static void ReadCommit(ReadOnlyMemory<byte> json, CommitFields commit)
    {
        var reader = new JsonCursor(json.Span);
        reader.Read();
        while (reader.ReadName(out var name))
        {
            switch (name.Length)
            {
                case 3 when name.SequenceEqual("rev"u8):
                    Next(ref reader); commit.Rev = JsonText.OfString(ref reader); break;
                case 4 when name.SequenceEqual("rkey"u8):
                    Next(ref reader); commit.Rkey = JsonText.OfString(ref reader); break;
                case 6 when name.SequenceEqual("record"u8):
                    Next(ref reader);
                    if (reader.TokenType == JsonTokenType.StartObject)
                        commit.Record = JsonText.OfTree(ref reader);
                    else
                        reader.Skip();
                    break;
                case 9 when name.SequenceEqual("operation"u8):
                    Next(ref reader); commit.Operation = JsonText.OfString(ref reader); break;
                case 10 when name.SequenceEqual("collection"u8):
                    Next(ref reader); commit.Collection = JsonText.OfString(ref reader); break;
                default:
                    Next(ref reader);
                    reader.Skip();
                    break;
            }
        }
    }

    void DecodePostRecord(DecodedPost post, ReadOnlyMemory<byte> record, bool isPresent, long madeAt)
    {
        if (!isPresent)
        {
            _sink.Malformed(MalformedReason.Field);
            return;
        }
        var reader = new JsonCursor(record.Span);
        reader.Read();
        JsonText text = default, createdAt = default, langs = default, facets = default, tags = default;
        while (reader.ReadName(out var name))
        {
            switch (name.Length)
            {
                case 4 when name.SequenceEqual("text"u8): Next(ref reader); text = JsonText.OfString(ref reader); break;
                case 4 when name.SequenceEqual("tags"u8): Next(ref reader); tags = ArrayTree(ref reader); break;
                case 5 when name.SequenceEqual("langs"u8): Next(ref reader); langs = ArrayTree(ref reader); break;
                case 6 when name.SequenceEqual("facets"u8): Next(ref reader); facets = ArrayTree(ref reader); break;
                case 9 when name.SequenceEqual("createdAt"u8):
                    Next(ref reader); createdAt = JsonText.OfString(ref reader); break;
                default:
                    Next(ref reader);
                    reader.Skip();
                    break;
            }
        }
        if (!text.IsPresent)
        {
            _sink.Malformed(MalformedReason.Field);
            return;
        }
        // The date is the author's word; the TID is the server's. The word counts as far as it is plausible.
        post.PostedAt = PostTime.TryParseIso(Text(record, createdAt).Span, out var created)
            && created >= madeAt - CreatedBefore && created <= madeAt + PostTime.Ahead ? created : madeAt;
        if (!IsAcceptedTime(post.PostedAt))
        {
            _sink.Malformed(MalformedReason.Date);
            return;
        }
        post.Text = Text(record, text);
        post.Languages = LanguageList(record, langs);
        ReadFacets(record, facets, post);
        ReadTags(record, tags, post);
        _sink.Post(post);
    }

    static JsonText ArrayTree(ref JsonCursor reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return JsonText.OfTree(ref reader);
        reader.Skip();
        return default;
    }

    ReadOnlyMemory<byte> Join(ReadOnlyMemory<byte> did, ReadOnlyMemory<byte> rkey)
    {
        var target = _scratch.Reserve(did.Length + 1 + rkey.Length).Span;
        did.Span.CopyTo(target);
        target[did.Length] = (byte)'/';
        rkey.Span.CopyTo(target[(did.Length + 1)..]);
        return _scratch.Commit(target.Length);
    }

    ReadOnlyMemory<byte> LanguageList(ReadOnlyMemory<byte> record, JsonText langs)
    {
        const int most = 8;
        if (!langs.IsPresent)
            return default;
        Span<byte> list = stackalloc byte[most * 9];
        var length = 0;
        var reader = new JsonCursor(record.Span.Slice(langs.Start, langs.Length));
        reader.Read();
        for (var count = 0; count < most && reader.Read() && reader.TokenType != JsonTokenType.EndArray;)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                var at = length > 0 ? length + 1 : 0;
                var written = PrimarySubtag(RecordKeys.Plain(ref reader), list[at..]);
                if (written > 0 && !HasLanguage(list[..length], list.Slice(at, written)))
                {
                    if (at > 0)
                        list[length] = (byte)',';
                    length = at + written;
                    count++;
                }
            }
            reader.Skip();
        }
        list[..length].CopyTo(_scratch.Reserve(length).Span);
        return _scratch.Commit(length);
    }

    static bool HasLanguage(ReadOnlySpan<byte> list, ReadOnlySpan<byte> language)
    {
        foreach (var range in list.Split((byte)','))
            if (list[range].SequenceEqual(language))
                return true;
        return false;
    }

    void ReadTags(ReadOnlyMemory<byte> record, JsonText tags, DecodedPost post)
    {
        if (!tags.IsPresent)
            return;
        var source = record.Slice(tags.Start, tags.Length);
        var reader = new JsonCursor(source.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            AddTag(post, Text(source, JsonText.OfString(ref reader)));
    }

    static void AddTag(DecodedPost post, ReadOnlyMemory<byte> tag)
    {
        if (!tag.IsEmpty && tag.Length <= MaxTagBytes && post.Tags.Count < MaxTags)
            post.Tags.Add(tag);
    }

    /// <summary>The network's own bound for one tag, from the post's lexicon.</summary>
    const int MaxTagBytes = 640;

    /// <summary>More tags than a text of 3,000 bytes can hold are not believed.</summary>
    const int MaxTags = 256;
}
