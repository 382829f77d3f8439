using System.Text.Json;

namespace Tidings.Sources;

public sealed partial class RecordDecoder
{
    /// <summary>Reads an author object of any format at whose start the reader stands.</summary>
    static void ReadAuthor(ref JsonCursor reader, ref AuthorFields author)
    {
        author.IsPresent = true;
        while (reader.ReadName(out var name))
        {
            switch (name.Length)
            {
                case 2 when name.SequenceEqual("id"u8):
                    Next(ref reader); author.NumericId = JsonText.OfId(ref reader); break;
                case 3 when name.SequenceEqual("url"u8):
                    Next(ref reader); author.Url = JsonText.OfString(ref reader); break;
                case 3 when name.SequenceEqual("did"u8):
                    Next(ref reader); author.Did = JsonText.OfString(ref reader); break;
                case 4 when name.SequenceEqual("acct"u8):
                    Next(ref reader); author.Handle = JsonText.OfString(ref reader); break;
                case 6 when name.SequenceEqual("id_str"u8):
                    Next(ref reader); author.Id = JsonText.OfString(ref reader); break;
                case 6 when name.SequenceEqual("active"u8): author.IsActive = Boolean(ref reader); break;
                case 6 when name.SequenceEqual("status"u8):
                    Next(ref reader); author.AccountStatus = JsonText.OfString(ref reader); break;
                case 8 when name.SequenceEqual("username"u8):
                    Next(ref reader); author.Name = JsonText.OfString(ref reader); break;
                case 8 when name.SequenceEqual("verified"u8): author.Verified = Boolean(ref reader); break;
                case 8 when name.SequenceEqual("location"u8):
                    Next(ref reader); author.Location = JsonText.OfString(ref reader); break;
                case 10 when name.SequenceEqual("created_at"u8):
                    Next(ref reader); author.CreatedAt = JsonText.OfString(ref reader); break;
                case 11 when name.SequenceEqual("screen_name"u8):
                    Next(ref reader); author.Name = JsonText.OfString(ref reader); break;
                case 14 when name.SequenceEqual("public_metrics"u8): ReadMetrics(ref reader, ref author); break;
                case 15 when name.SequenceEqual("followers_count"u8): author.Followers = Count(ref reader); break;
                default:
                    reader.ReadValue();
                    reader.Skip();
                    break;
            }
        }
    }

    static void ReadMetrics(ref JsonCursor reader, ref AuthorFields author)
    {
        reader.ReadValue();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.ReadName(out var name))
        {
            if (name.SequenceEqual("followers_count"u8))
            {
                author.Followers = Count(ref reader);
            }
            else
            {
                reader.ReadValue();
                reader.Skip();
            }
        }
    }

    static void Next(ref JsonCursor reader) => reader.ReadValue();

    static bool? Boolean(ref JsonCursor reader)
    {
        reader.ReadValue();
        var token = reader.TokenType;
        reader.Skip();
        return token switch { JsonTokenType.True => true, JsonTokenType.False => false, _ => null };
    }

    /// <summary>A count; a negative one, as some servers send for "hidden", is unknown.</summary>
    static long? Count(ref JsonCursor reader)
    {
        reader.ReadValue();
        if (reader.TokenType == JsonTokenType.Number)
            return reader.TryGetInt64(out var count) && count >= 0 ? count : null;
        reader.Skip();
        return null;
    }

    /// <summary>Language codes as lower-case primary subtags; <c>und</c> and what is no code is unknown.</summary>
    ReadOnlyMemory<byte> Languages(ReadOnlyMemory<byte> code)
    {
        var target = _scratch.Reserve(8);
        var length = PrimarySubtag(code.Span, target.Span);
        return length > 0 ? _scratch.Commit(length) : default;
    }

    /// <summary>Writes the primary subtag of a BCP 47 code in lower case; 0 where it is none.</summary>
    static int PrimarySubtag(ReadOnlySpan<byte> code, Span<byte> target)
    {
        var length = code.IndexOfAny((byte)'-', (byte)'_') is >= 0 and var dash ? dash : code.Length;
        if (length is < 2 or > 8)
            return 0;
        for (var i = 0; i < length; i++)
        {
            var lower = (byte)(code[i] | 0x20);
            if (lower is < (byte)'a' or > (byte)'z')
                return 0;
            target[i] = lower;
        }
        return target[..length].SequenceEqual("und"u8) ? 0 : length;
    }
}
