using System.Text.Json;
using Tidings.Posts;

namespace Tidings.Sources;

public sealed partial class RecordDecoder
{
    /// <summary>Takes the value of a status's key; false where the key is of no use.</summary>
    static bool ReadStatusProperty(RecordKey key, ref JsonCursor reader, StatusFields status, bool mayHoldOriginal)
    {
        switch (key)
        {
            case RecordKey.Id: status.Id = JsonText.OfId(ref reader); break;
            case RecordKey.IdStr: status.IdString = JsonText.OfString(ref reader); break;
            case RecordKey.CreatedAt: status.CreatedAt = JsonText.OfString(ref reader); break;
            case RecordKey.Text: status.Text = JsonText.OfString(ref reader); break;
            case RecordKey.FullText: status.FullText = JsonText.OfString(ref reader); break;
            case RecordKey.ExtendedTweet: status.ExtendedText = TextInside(ref reader, "full_text"u8); break;
            case RecordKey.NoteTweet: status.ExtendedText = TextInside(ref reader, "text"u8); break;
            case RecordKey.Lang or RecordKey.Language: status.Language = JsonText.OfString(ref reader); break;
            case RecordKey.Content: status.Content = JsonText.OfString(ref reader); break;
            case RecordKey.Uri: status.Uri = JsonText.OfString(ref reader); break;
            case RecordKey.EditedAt: status.EditedAt = JsonText.OfString(ref reader); break;
            case RecordKey.AuthorId or RecordKey.UserIdStr: status.AuthorId = JsonText.OfId(ref reader); break;
            case RecordKey.InReplyTo:
                status.HasStatusKey = true;
                reader.Skip();
                break;
            case RecordKey.User or RecordKey.Account or RecordKey.Author
                when reader.TokenType == JsonTokenType.StartObject:
                ReadAuthor(ref reader, ref status.Author);
                break;
            case RecordKey.Referenced when reader.TokenType == JsonTokenType.StartArray:
                ReadReferences(ref reader, status);
                break;
            case RecordKey.EditHistory when reader.TokenType == JsonTokenType.StartArray:
                status.History = JsonText.OfTree(ref reader);
                break;
            case RecordKey.RetweetedStatus or RecordKey.Reblog
                when mayHoldOriginal && reader.TokenType == JsonTokenType.StartObject:
                status.HasOriginal = true;
                status.Original ??= new();
                status.Original.Source = status.Source;
                ReadStatus(ref reader, status.Original);
                break;
            default: return false;
        }
        return true;
    }

    /// <summary>
    /// Reads an original at whose start the reader stands; its author is of no interest.
    /// </summary>
    static void ReadStatus(ref JsonCursor reader, StatusFields status)
    {
        while (reader.ReadName(out var name))
        {
            var key = RecordKeys.Find(name);
            if (key is RecordKey.Unknown or RecordKey.User or RecordKey.Account or RecordKey.Author)
            {
                reader.SkipValue();
                continue;
            }
            reader.ReadValue();
            if (!ReadStatusProperty(key, ref reader, status, mayHoldOriginal: false))
                reader.Skip();
        }
    }

    static JsonText TextInside(ref JsonCursor reader, ReadOnlySpan<byte> wanted)
    {
        var found = default(JsonText);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return found;
        }
        while (reader.ReadName(out var name))
        {
            var isWanted = name.SequenceEqual(wanted);
            reader.ReadValue();
            if (isWanted)
                found = JsonText.OfString(ref reader);
            else
                reader.Skip();
        }
        return found;
    }

    /// <summary>Finds the reference whose type says that this post only repeats another.</summary>
    static void ReadReferences(ref JsonCursor reader, StatusFields status)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }
            var start = reader.TokenStartIndex;
            var id = default(JsonText);
            var isRepost = false;
            while (reader.ReadName(out var name))
            {
                var isType = name.SequenceEqual("type"u8);
                var isId = name.SequenceEqual("id"u8);
                reader.ReadValue();
                if (isId)
                    id = JsonText.OfId(ref reader);
                else if (isType && reader.TokenType == JsonTokenType.String)
                    isRepost = Is(ref reader, "retweeted"u8) || Is(ref reader, "reposted"u8);
                else
                    reader.Skip();
            }
            if (isRepost)
                (status.IsReference, status.RepostOf, status.RepostTree) =
                    (true, id, new(start, reader.BytesConsumed - start, false));
        }
    }

    /// <summary>A status of X v1.1: of a stream, of a search page, or of a REST dump.</summary>
    void DecodeStatus(StatusFields status)
    {
        var content = status.HasOriginal ? status.Original! : status;
        if (!status.BestId.IsPresent || !content.BestText.IsPresent || !status.CreatedAt.IsPresent)
        {
            _sink.Malformed(MalformedReason.Field);
            return;
        }
        var source = status.Source;
        if (!TryXId(source, status.BestId, out var id, out var number))
        {
            _sink.Malformed(MalformedReason.Id);
            return;
        }
        if (!PostTime.TryParse(Text(source, status.CreatedAt).Span, out var postedAt) || !IsAcceptedTime(postedAt))
        {
            _sink.Malformed(MalformedReason.Date);
            return;
        }
        var post = _post;
        post.Clear();
        post.Platform = Platform.X;
        post.Id = id;
        post.Version = number;
        post.PostedAt = postedAt;
        post.IsRepost = status.HasOriginal;
        post.Text = XText(content.Source, content.BestText);
        post.Languages = Languages(Text(source, status.Language));
        SetAuthor(post, source, status.Author, status.AuthorId);
        _sink.Post(post);
    }

    void SetAuthor(DecodedPost post, ReadOnlyMemory<byte> source, in AuthorFields author, JsonText fallbackId)
    {
        post.AuthorId = Text(
            source,
            author.Id.IsPresent ? author.Id : author.NumericId.IsPresent ? author.NumericId : fallbackId);
        post.AuthorName = Text(source, author.Name);
        post.Location = Text(source, author.Location);
        post.Followers = author.Followers;
        post.Verified = author.Verified;
        post.AuthorSince = PostTime.TryParse(Text(source, author.CreatedAt).Span, out var since) ? since : null;
    }

    /// <summary>X's texts are HTML-escaped; offsets and emoticons count in the decoded one.</summary>
    ReadOnlyMemory<byte> XText(ReadOnlyMemory<byte> source, JsonText text)
    {
        var clean = Text(source, text);
        if (!clean.Span.Contains((byte)'&'))
            return clean;
        var target = _scratch.Reserve(HtmlEntities.MaxLength(clean.Length));
        return _scratch.Commit(HtmlEntities.Decode(clean.Span, target.Span));
    }

    /// <summary>Ids of X: decimal, positive, at most 63 bits.</summary>
    bool TryXId(ReadOnlyMemory<byte> source, JsonText text, out ReadOnlyMemory<byte> id, out long number)
    {
        id = Text(source, text);
        if (!PostTime.TryParseLong(id.Span, out number) || number <= 0)
            return false;
        id = TrimZeros(id);
        return true;
    }

    static ReadOnlyMemory<byte> TrimZeros(ReadOnlyMemory<byte> digits) =>
        digits[digits.Span.IndexOfAnyExcept((byte)'0')..];

    /// <summary>
    /// <c>{"delete":{"status":{…},"timestamp_ms":…}}</c>; also X v2 compliance's <c>{"tweet":{…},"event_at":…}</c>.
    /// </summary>
    void DecodeStatusDelete(ReadOnlyMemory<byte> json, in DeleteFields fields)
    {
        var best = fields.BestId;
        if (!best.IsPresent && fields.IsOfAnother)
        {
            _sink.Other(); // a direct message or a like: their ids are no posts'
            return;
        }
        if (!best.IsPresent || !TryXId(json, best, out var postId, out var number))
        {
            _sink.Malformed(best.IsPresent ? MalformedReason.Id : MalformedReason.Field);
            return;
        }
        var at = Text(json, fields.Time).Span;
        long? deletedAt = PostTime.TryParseLong(at, out var milliseconds) || PostTime.TryParse(at, out milliseconds)
            ? milliseconds
            : null;
        _sink.Delete(new(Platform.X, postId, IsNativeId: false, long.MaxValue, deletedAt, Snowflake.XTime(number)));
    }
}
