using System.Text.Json;
using Tidings.Posts;

namespace Tidings.Sources;

public sealed partial class RecordDecoder
{
    readonly StatusFields _xPost = new();
    readonly StatusFields _xOriginal = new();
    readonly Dictionary<long, JsonText> _users = [];
    readonly Dictionary<long, JsonText> _posts = [];
    ReadOnlyMemory<byte> _includes;

    /// <summary>
    /// X v2: <c>data</c> is one post (stream) or an array of them (response page), <c>includes</c> the users and
    /// originals.
    /// </summary>
    void DecodeXObject(ReadOnlyMemory<byte> json, TopFields top)
    {
        _users.Clear();
        _posts.Clear();
        _includes = json.Slice(top.Includes.Start, top.Includes.Length);
        if (top.Includes.IsPresent)
            ReadIncludes();
        var data = json.Slice(top.Data.Start, top.Data.Length);
        var reader = new JsonCursor(data.Span);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            DecodeXData(data);
            return;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = reader.TokenStartIndex;
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            if (isObject)
                DecodeXData(data[start..reader.BytesConsumed]);
            else
                _sink.Malformed(MalformedReason.Field);
        }
    }

    void DecodeXData(ReadOnlyMemory<byte> json)
    {
        var status = _xPost;
        status.Clear();
        status.Source = json;
        var reader = new JsonCursor(json.Span);
        reader.Read();
        var deleted = default(DeleteFields);
        var isDelete = false;
        var (objects, keys) = (0, 0);
        while (reader.ReadName(out var name))
        {
            var key = RecordKeys.Find(name);
            reader.ReadValue();
            keys++;
            objects += reader.TokenType == JsonTokenType.StartObject ? 1 : 0;
            if (key == RecordKey.Delete && reader.TokenType == JsonTokenType.StartObject)
                (deleted, isDelete) = (DeleteFields.Of(ref reader), true);
            else if (!ReadStatusProperty(key, ref reader, status, mayHoldOriginal: false))
                reader.Skip();
        }
        if (isDelete)
            DecodeStatusDelete(json, in deleted);
        else if (keys > 0 && objects == keys && !status.BestText.IsPresent)
            _sink.Other(); // another event of compliance: {"withheld":{…}}, {"user_delete":{…}}
        else
            DecodeXPost(status);
    }

    /// <summary>
    /// A post without its stream object: nothing is joined, least of all with what the record before included.
    /// </summary>
    void DecodeBareXPost(StatusFields status)
    {
        _users.Clear();
        _posts.Clear();
        DecodeXPost(status);
    }

    void DecodeXPost(StatusFields status)
    {
        var source = status.Source;
        if (!status.BestId.IsPresent || !status.BestText.IsPresent)
        {
            _sink.Malformed(MalformedReason.Field);
            return;
        }
        var post = _post;
        post.Clear();
        if (!TryXId(source, status.BestId, out var id, out var number)
            || !TrySetChain(post, source, status.History, id, number))
        {
            _sink.Malformed(MalformedReason.Id);
            return;
        }
        post.Platform = Platform.X;
        post.Version = number;
        if (!TryXTime(post, source, status.CreatedAt, out var postedAt) || !IsAcceptedTime(postedAt))
        {
            _sink.Malformed(MalformedReason.Date);
            return;
        }
        post.PostedAt = postedAt;
        post.Languages = Languages(Text(source, status.Language));
        SetXAuthor(post, source, status);
        post.IsRepost = status.IsReference;
        post.Text = post.IsRepost && TryOriginalText(status, out var text) ? text : XText(source, status.BestText);
        _sink.Post(post);
    }

    /// <summary>The post's own time; an edit tells the first version's time through that version's id.</summary>
    bool TryXTime(DecodedPost post, ReadOnlyMemory<byte> source, JsonText createdAt, out long postedAt)
    {
        var firstTime = PostTime.TryParseLong(post.Id.Span, out var first) ? Snowflake.XTime(first) : null;
        if ((post.IsOriginal || firstTime is null) && createdAt.IsPresent)
            return PostTime.TryParse(Text(source, createdAt).Span, out postedAt);
        postedAt = firstTime ?? 0; // without created_at, which the API leaves out by default, the id tells the time
        return firstTime is not null;
    }

    /// <summary>Identity is the first id of the edit chain; the other ids may be named by a delete.</summary>
    bool TrySetChain(
        DecodedPost post, ReadOnlyMemory<byte> source, JsonText history, ReadOnlyMemory<byte> ownId, long ownNumber)
    {
        (post.Id, post.IsOriginal) = (ownId, true);
        if (!history.IsPresent)
            return true;
        var chain = source.Slice(history.Start, history.Length);
        var reader = new JsonCursor(chain.Span);
        reader.Read();
        var firstNumber = 0L;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var text = JsonText.OfId(ref reader);
            if (!text.IsPresent || !TryXId(chain, text, out var id, out var number))
                return false;
            if (firstNumber == 0)
            {
                (post.Id, firstNumber) = (id, number);
                post.IsOriginal = number == ownNumber;
            }
            else if (number != firstNumber && post.NativeIds.Count < MaxChain)
            {
                AddAlias(post, id);
            }
        }
        if (!post.IsOriginal)
            AddAlias(post, ownId);
        return true;
    }

    static void AddAlias(DecodedPost post, ReadOnlyMemory<byte> id)
    {
        foreach (var known in post.NativeIds)
            if (known.Span.SequenceEqual(id.Span))
                return;
        post.NativeIds.Add(id);
    }

    /// <summary>X allows five edits; a longer chain is cut rather than trusted.</summary>
    const int MaxChain = 16;

    void SetXAuthor(DecodedPost post, ReadOnlyMemory<byte> source, StatusFields status)
    {
        SetAuthor(post, source, status.Author, status.AuthorId);
        if (status.Author.IsPresent
            || !PostTime.TryParseLong(post.AuthorId.Span, out var number)
            || !_users.TryGetValue(number, out var tree))
            return;
        var json = _includes.Slice(tree.Start, tree.Length);
        var reader = new JsonCursor(json.Span);
        reader.Read();
        var author = default(AuthorFields);
        ReadAuthor(ref reader, ref author);
        SetAuthor(post, json, author, default);
    }

    /// <summary>
    /// The text of the post that is repeated: an included one, or one that a tool has put into the reference itself.
    /// </summary>
    bool TryOriginalText(StatusFields status, out ReadOnlyMemory<byte> text)
    {
        text = default;
        var original = _xOriginal;
        original.Clear();
        var id = Text(status.Source, status.RepostOf).Span;
        original.Source = PostTime.TryParseLong(id, out var number) && _posts.TryGetValue(number, out var tree)
            ? _includes.Slice(tree.Start, tree.Length)
            : status.Source.Slice(status.RepostTree.Start, status.RepostTree.Length);
        var reader = new JsonCursor(original.Source.Span);
        reader.Read();
        ReadStatus(ref reader, original);
        if (!original.BestText.IsPresent)
            return false;
        text = XText(original.Source, original.BestText);
        return true;
    }

    /// <summary>Notes where each user and each referenced post stands.</summary>
    void ReadIncludes()
    {
        var reader = new JsonCursor(_includes.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return;
        while (reader.ReadName(out var name))
        {
            var index = name.SequenceEqual("users"u8) ? _users
                : name.SequenceEqual("tweets"u8) || name.SequenceEqual("posts"u8) ? _posts : null;
            reader.ReadValue();
            if (index is null || reader.TokenType != JsonTokenType.StartArray)
                reader.Skip();
            else
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    ReadIncluded(ref reader, index);
        }
    }

    void ReadIncluded(ref JsonCursor reader, Dictionary<long, JsonText> index)
    {
        var start = reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        var id = default(JsonText);
        while (reader.ReadName(out var name))
        {
            var isId = name.SequenceEqual("id"u8);
            reader.ReadValue();
            if (isId)
                id = JsonText.OfId(ref reader);
            else
                reader.Skip();
        }
        if (id.IsPresent && PostTime.TryParseLong(Text(_includes, id).Span, out var number))
            index.TryAdd(number, new(start, reader.BytesConsumed - start, false));
    }
}
