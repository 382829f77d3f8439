namespace Tidings.Sources;

/// <summary>Tells property names apart by length first, then by bytes.</summary>
static class RecordKeys
{
    /// <summary>No name that is looked for has more bytes.</summary>
    public const int LongestName = 32;

    /// <summary>
    /// The name or text at the reader's place without escapes, half a surrogate pair included.
    /// </summary>
    public static ReadOnlySpan<byte> Plain(ref JsonCursor reader) =>
        reader.ValueIsEscaped ? Unescaped(reader.ValueSpan) : reader.ValueSpan;

    /// <summary>
    /// Nobody escapes what is looked for here, but JSON allows it: rare enough to allocate. Empty where it is too long
    /// to be known.
    /// </summary>
    public static ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> json)
    {
        if (json.Length > 6 * LongestName)
            return default;
        var plain = new byte[3 * json.Length];
        return plain.AsSpan(0, JsonEscapes.Undo(json, plain));
    }

    public static RecordKey Find(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 2: return name.SequenceEqual("id"u8) ? RecordKey.Id : Digits(name);
            case 3:
                return name.SequenceEqual("uri"u8) ? RecordKey.Uri
                    : name.SequenceEqual("did"u8) ? RecordKey.Did : Digits(name);
            case 4:
                return name.SequenceEqual("text"u8) ? RecordKey.Text
                    : name.SequenceEqual("user"u8) ? RecordKey.User
                    : name.SequenceEqual("lang"u8) ? RecordKey.Lang
                    : name.SequenceEqual("data"u8) ? RecordKey.Data
                    : name.SequenceEqual("meta"u8) ? RecordKey.Notice
                    : name.SequenceEqual("kind"u8) ? RecordKey.Kind
                    : name.SequenceEqual("Time"u8) ? RecordKey.SeedTime : Digits(name);
            case 5:
                return name.SequenceEqual("event"u8) ? RecordKey.Event
                    : name.SequenceEqual("limit"u8) ? RecordKey.Notice
                    : name.SequenceEqual("Tweet"u8) ? RecordKey.SeedTweet : Digits(name);
            case 6:
                return name.SequenceEqual("id_str"u8) ? RecordKey.IdStr
                    : name.SequenceEqual("delete"u8) ? RecordKey.Delete
                    : name.SequenceEqual("errors"u8) ? RecordKey.Errors
                    : name.SequenceEqual("commit"u8) ? RecordKey.Commit
                    : name.SequenceEqual("reblog"u8) ? RecordKey.Reblog
                    : name.SequenceEqual("author"u8) ? RecordKey.Author : Digits(name);
            case 7:
                return name.SequenceEqual("content"u8) ? RecordKey.Content
                    : name.SequenceEqual("account"u8) ? RecordKey.Account
                    : name.SequenceEqual("time_us"u8) ? RecordKey.TimeUs
                    : name.SequenceEqual("payload"u8) ? RecordKey.Payload
                    : name.SequenceEqual("tidings"u8) ? RecordKey.Tidings
                    : name.SequenceEqual("warning"u8) ? RecordKey.Notice : Digits(name);
            case 8:
                return name.SequenceEqual("statuses"u8) ? RecordKey.Statuses
                    : name.SequenceEqual("language"u8) ? RecordKey.Language
                    : name.SequenceEqual("includes"u8) ? RecordKey.Includes
                    : name.SequenceEqual("response"u8) ? RecordKey.Response : Digits(name);
            case 9:
                return name.SequenceEqual("full_text"u8) ? RecordKey.FullText
                    : name.SequenceEqual("edited_at"u8) ? RecordKey.EditedAt
                    : name.SequenceEqual("author_id"u8) ? RecordKey.AuthorId
                    : name.SequenceEqual("note_post"u8) ? RecordKey.NoteTweet
                    : name.SequenceEqual("scrub_geo"u8) ? RecordKey.Notice : Digits(name);
            case 10:
                return name.SequenceEqual("created_at"u8) ? RecordKey.CreatedAt
                    : name.SequenceEqual("disconnect"u8) ? RecordKey.Notice
                    : name.SequenceEqual("note_tweet"u8) ? RecordKey.NoteTweet : RecordKey.Unknown;
            case 11:
                return name.SequenceEqual("user_id_str"u8) ? RecordKey.UserIdStr : RecordKey.Unknown;
            case 13:
                return name.SequenceEqual("user_withheld"u8) ? RecordKey.Notice : RecordKey.Unknown;
            case 14:
                return name.SequenceEqual("extended_tweet"u8) ? RecordKey.ExtendedTweet : RecordKey.Unknown;
            case 15:
                return name.SequenceEqual("status_withheld"u8) ? RecordKey.Notice : RecordKey.Unknown;
            case 16:
                return name.SequenceEqual("retweeted_status"u8) ? RecordKey.RetweetedStatus
                    : name.SequenceEqual("referenced_posts"u8) ? RecordKey.Referenced : RecordKey.Unknown;
            case 17:
                return name.SequenceEqual("referenced_tweets"u8) ? RecordKey.Referenced : RecordKey.Unknown;
            case 21:
                return name.SequenceEqual("edit_history_post_ids"u8) ? RecordKey.EditHistory
                    : name.SequenceEqual("in_reply_to_status_id"u8) ? RecordKey.InReplyTo : RecordKey.Unknown;
            case 22:
                return name.SequenceEqual("edit_history_tweet_ids"u8) ? RecordKey.EditHistory : RecordKey.Unknown;
            default:
                return Digits(name);
        }
    }

    /// <summary>The seed project's exports number their rows: <c>{"0": {…}, "1": {…}}</c>.</summary>
    static RecordKey Digits(ReadOnlySpan<byte> name) =>
        name.Length is > 0 and < 10 && !name.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            ? RecordKey.Numbered
            : RecordKey.Unknown;
}
