using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Tidings.Posts;

namespace Tidings.Sources.Live;

/// <summary>
/// Reads the stamps of Jetstream events without decoding them. Allocates nothing but a buffer of its own. Serves one
/// thread.
/// </summary>
public sealed class JetstreamStampReader
{
    /// <summary>
    /// Earlier times are none: below 10^15 (September 2001) the second kind of server takes a number for a sequence
    /// number.
    /// </summary>
    public const long MinTime = 1_000_000_000_000_000;

    /// <summary>Later times are none: the year 2100.</summary>
    public const long MaxTime = 4_102_444_800_000_000;

    static readonly JsonReaderOptions Options = new() { MaxDepth = 128 };

    readonly ArrayBufferWriter<byte> _key = new(512);
    bool _isPost;

    /// <summary>False where the bytes are no event with a time.</summary>
    public bool TryRead(ReadOnlySpan<byte> json, out JetstreamStamp stamp)
    {
        stamp = default;
        _key.ResetWrittenCount();
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            var time = 0L;
            bool hasAuthor = false, hasEvent = false;
            var author = default(ByteRange);
            _isPost = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("time_us"u8))
                    time = Number(ref reader);
                else if (reader.ValueTextEquals("did"u8))
                {
                    hasAuthor |= Append(ref reader, 'd');
                    if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped)
                        author = new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                }
                else if (reader.ValueTextEquals("commit"u8))
                    hasEvent |= AppendParts(ref reader, 'c');
                else if (reader.ValueTextEquals("identity"u8))
                    hasEvent |= AppendParts(ref reader, 'i');
                else if (reader.ValueTextEquals("account"u8))
                    hasEvent |= AppendParts(ref reader, 'a');
                else
                    reader.Skip();
            }
            if (time is < MinTime or > MaxTime || reader.TokenType != JsonTokenType.EndObject || reader.Read())
                return false;
            stamp = new(time, hasAuthor && hasEvent ? Hash() : null, _isPost ? author : default);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException) // a text that is not UTF-8
        {
            return false;
        }
    }

    /// <summary>The parts that name an event; true where there is one of them.</summary>
    bool AppendParts(ref Utf8JsonReader reader, char kind)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return false;
        }
        _key.Write([(byte)kind]);
        bool isNamed = false, isPost = false, hasRecord = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var part = reader.ValueTextEquals("rev"u8) ? 'v'
                : reader.ValueTextEquals("operation"u8) ? 'o'
                : reader.ValueTextEquals("collection"u8) ? 'n'
                : reader.ValueTextEquals("rkey"u8) ? 'k'
                : reader.ValueTextEquals("cid"u8) ? 'h'
                : reader.ValueTextEquals("seq"u8) ? 's'
                : reader.ValueTextEquals("time"u8) ? 't'
                : default;
            if (part == default)
            {
                hasRecord |= reader.ValueTextEquals("record"u8);
                reader.Skip();
                continue;
            }
            var isThere = Append(ref reader, part);
            isNamed |= isThere && part is 'v' or 'h' or 's' or 't';
            isPost |= part == 'n' && isThere && reader.ValueTextEquals("app.bsky.feed.post"u8);
        }
        _isPost |= isPost && hasRecord;
        return isNamed;
    }

    /// <summary>Appends a text or a number as letter, length and bytes; false where it is neither.</summary>
    bool Append(ref Utf8JsonReader reader, char letter)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            reader.Skip();
            return false;
        }
        var raw = reader.ValueSpan;
        var target = _key.GetSpan(5 + raw.Length);
        var length = raw.Length;
        if (reader.ValueIsEscaped)
            length = reader.CopyString(target[5..]);
        else
            raw.CopyTo(target[5..]);
        target[0] = (byte)letter;
        BinaryPrimitives.WriteInt32LittleEndian(target[1..], length);
        _key.Advance(5 + length);
        return true;
    }

    UInt128 Hash()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_key.WrittenSpan, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    static long Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
            return number;
        reader.Skip();
        return 0;
    }
}
