using System.Text.Json;

namespace Tidings.Sources;

/// <summary>The fields of a delete of X as places in the record.</summary>
struct DeleteFields
{
    public JsonText IdString;
    public JsonText Id;
    public JsonText Time;

    /// <summary>True where something else than a post is deleted.</summary>
    public bool IsOfAnother;

    public readonly JsonText BestId => IdString.IsPresent ? IdString : Id;

    /// <summary>Reads the value at the reader's place; without effect where that is no object.</summary>
    public static DeleteFields Of(ref JsonCursor reader)
    {
        var fields = default(DeleteFields);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return fields;
        }
        while (reader.ReadName(out var name))
        {
            var isTime = name.SequenceEqual("timestamp_ms"u8) || name.SequenceEqual("event_at"u8);
            var isPost = name.SequenceEqual("status"u8) || name.SequenceEqual("tweet"u8)
                || name.SequenceEqual("post"u8);
            reader.ReadValue();
            if (isTime)
                fields.Time = JsonText.OfId(ref reader);
            else if (isPost && reader.TokenType == JsonTokenType.StartObject)
                fields.ReadIds(ref reader);
            else
            {
                fields.IsOfAnother |= !isPost && reader.TokenType == JsonTokenType.StartObject;
                reader.Skip();
            }
        }
        return fields;
    }

    void ReadIds(ref JsonCursor reader)
    {
        while (reader.ReadName(out var name))
        {
            var isIdString = name.SequenceEqual("id_str"u8);
            var isId = name.SequenceEqual("id"u8);
            if (!isIdString && !isId)
            {
                reader.SkipValue();
                continue;
            }
            reader.ReadValue();
            if (isIdString)
                IdString = JsonText.OfString(ref reader);
            else
                Id = JsonText.OfId(ref reader);
        }
    }
}
