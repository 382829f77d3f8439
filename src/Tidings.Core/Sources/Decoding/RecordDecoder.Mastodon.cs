using System.Text.Json;
using Tidings.Posts;

namespace Tidings.Sources;

public sealed partial class RecordDecoder
{
    readonly StatusFields _mastodonPost = new();

    /// <summary>
    /// <c>{"stream":[…],"event":"update","payload":"…"}</c>: the payload is JSON inside a string, or an id for a
    /// delete.
    /// </summary>
    void DecodeMastodonEvent(ReadOnlyMemory<byte> json, TopFields top)
    {
        var name = Text(json, top.Event).Span;
        var isDelete = name.SequenceEqual("delete"u8);
        if (!isDelete && !name.SequenceEqual("update"u8) && !name.SequenceEqual("status.update"u8))
        {
            _sink.Other();
            return;
        }
        if (!top.Payload.IsPresent || (isDelete && top.IsPayloadObject))
        {
            _sink.Malformed(MalformedReason.Field);
            return;
        }
        var payload = Text(json, top.Payload);
        if (isDelete)
            DecodeMastodonDelete(payload);
        else
            DecodeMastodonPayload(payload);
    }

    void DecodeMastodonDelete(ReadOnlyMemory<byte> id)
    {
        if (id.IsEmpty)
            _sink.Malformed(MalformedReason.Id);
        else
            _sink.Delete(new(Platform.Mastodon, id, IsNativeId: true, long.MaxValue, At: null,
                PostTime.TryParseLong(id.Span, out var number) ? Snowflake.MastodonTime(number) : null));
    }

    /// <summary>
    /// A broken payload is a broken record, but the value around it is whole, and so may be what follows on its line.
    /// </summary>
    void DecodeMastodonPayload(ReadOnlyMemory<byte> payload)
    {
        try
        {
            if (!TryReadPayload(payload))
            {
                _sink.Malformed(MalformedReason.Field);
                return;
            }
        }
        catch (JsonException)
        {
            _sink.Malformed(MalformedReason.Json);
            return;
        }
        DecodeMastodonStatus(_mastodonPost);
    }

    /// <summary>Reads a payload as a status; false where it is JSON but no object.</summary>
    /// <exception cref="JsonException">It is broken.</exception>
    bool TryReadPayload(ReadOnlyMemory<byte> payload)
    {
        var status = _mastodonPost;
        status.Clear();
        status.Source = payload;
        var reader = new JsonCursor(payload.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.ReadName(out var name))
        {
            var key = RecordKeys.Find(name);
            if (key == RecordKey.Unknown)
            {
                reader.SkipValue();
                continue;
            }
            reader.ReadValue();
            if (!ReadStatusProperty(key, ref reader, status, mayHoldOriginal: true))
                reader.Skip();
        }
        while (reader.Read())
        {
            // Only white space may follow; anything else throws here.
        }
        return true;
    }

    void DecodeMastodonStatus(StatusFields status)
    {
        var source = status.Source;
        var content = status.HasOriginal ? status.Original! : status;
        var id = Text(source, status.Uri);
        if (id.IsEmpty || !content.Content.IsPresent || !status.CreatedAt.IsPresent)
        {
            _sink.Malformed(MalformedReason.Field);
            return;
        }
        var post = _post;
        post.Clear();
        post.Platform = Platform.Mastodon;
        if (!PostTime.TryParseIso(Text(source, status.CreatedAt).Span, out var postedAt) || !IsAcceptedTime(postedAt))
        {
            _sink.Malformed(MalformedReason.Date);
            return;
        }
        var isEdited = PostTime.TryParseIso(Text(source, status.EditedAt).Span, out var editedAt);
        (post.Id, post.PostedAt, post.Version, post.IsOriginal) =
            (id, postedAt, isEdited ? editedAt : postedAt, !isEdited);
        post.IsRepost = status.HasOriginal;
        post.Text = HtmlText(Text(content.Source, content.Content));
        post.Languages = Languages(Text(source, status.Language.IsPresent ? status.Language : content.Language));
        SetAuthor(post, source, status.Author, default);
        // Server-local ids differ from server to server; the profile's address is the author's name everywhere.
        post.AuthorName = Text(source, status.Author.Handle);
        if (Text(source, status.Author.Url) is { IsEmpty: false } address)
            post.AuthorId = address;
        else if (!post.AuthorName.IsEmpty)
            post.AuthorId = post.AuthorName;
        if (Text(source, status.BestId) is { IsEmpty: false } nativeId)
            post.NativeIds.Add(nativeId);
        _sink.Post(post);
    }

    ReadOnlyMemory<byte> HtmlText(ReadOnlyMemory<byte> html)
    {
        var target = _scratch.Reserve(PlainText.MaxLength(html.Length));
        return _scratch.Commit(PlainText.OfHtml(html.Span, target.Span));
    }
}
