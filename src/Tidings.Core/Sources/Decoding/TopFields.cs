using System.Text.Json;

namespace Tidings.Sources;

/// <summary>The top level of a record: which keys were there decides on its format.</summary>
sealed class TopFields
{
    public readonly StatusFields Status = new();
    public JsonText Data;
    public JsonText Includes;
    public JsonText Response;
    public JsonText Statuses;
    public DeleteFields Delete;
    public bool HasDelete;
    public JsonText Did;
    public JsonText Kind;
    public JsonText Commit;

    /// <summary>What the listener found out about the author, see <see cref="Live.AuthorMember"/>.</summary>
    public JsonText Tidings;
    public JsonText Event;
    public JsonText Payload;
    public bool IsPayloadObject;
    public JsonText SeedTweet;
    public JsonText SeedTime;
    public long TimeMicroseconds;
    public int Rows;
    public bool IsNotice;

    public void Clear()
    {
        Status.Clear();
        Data = Includes = Response = Statuses = Did = Kind = Commit = Tidings = Event = Payload =
            SeedTweet = SeedTime = default;
        Delete = default;
        TimeMicroseconds = 0;
        Rows = 0;
        IsNotice = IsPayloadObject = HasDelete = false;
    }

    /// <summary>Takes the value of one of the keys that stand on the top level only.</summary>
    public bool TryRead(RecordKey key, ref JsonCursor reader)
    {
        switch (key)
        {
            case RecordKey.Data: Data = Tree(ref reader); break;
            case RecordKey.Includes: Includes = Tree(ref reader); break;
            case RecordKey.Response: Response = Tree(ref reader); break;
            case RecordKey.Statuses: Statuses = Array(ref reader); break;
            case RecordKey.Delete:
                HasDelete = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
                Delete = DeleteFields.Of(ref reader);
                break;
            case RecordKey.Did: Did = JsonText.OfString(ref reader); break;
            case RecordKey.Kind: Kind = JsonText.OfString(ref reader); break;
            case RecordKey.Commit: Commit = Tree(ref reader); break;
            case RecordKey.Tidings: Tidings = Tree(ref reader); break;
            case RecordKey.Event: Event = JsonText.OfString(ref reader); break;
            case RecordKey.Payload:
                IsPayloadObject = reader.TokenType == JsonTokenType.StartObject;
                Payload = IsPayloadObject ? JsonText.OfTree(ref reader) : JsonText.OfId(ref reader);
                break;
            case RecordKey.SeedTweet: SeedTweet = JsonText.OfString(ref reader); break;
            case RecordKey.SeedTime: SeedTime = JsonText.OfString(ref reader); break;
            case RecordKey.TimeUs:
                if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var time))
                    TimeMicroseconds = time;
                reader.Skip();
                break;
            case RecordKey.Numbered when reader.TokenType == JsonTokenType.StartObject:
                Rows++;
                reader.Skip();
                break;
            case RecordKey.Notice or RecordKey.Errors:
                IsNotice = true;
                reader.Skip();
                break;
            default: return false;
        }
        return true;
    }

    static JsonText Tree(ref JsonCursor reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            return JsonText.OfTree(ref reader);
        reader.Skip();
        return default;
    }

    static JsonText Array(ref JsonCursor reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return JsonText.OfTree(ref reader);
        reader.Skip();
        return default;
    }
}
