using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;
using Tidings.Posts;

namespace Tidings.Simulators;

/// <summary>An event as it is served, and where in it is what filters look at.</summary>
/// <remarks>Names are compared as they are written: no server escapes them.</remarks>
struct StoredEvent
{
    const int LongestNumber = 20;

    /// <summary>The end of the year 9999: later times are no times.</summary>
    const long LastTimeUs = 253_402_300_799_999_999;

    /// <summary>The whole event.</summary>
    public ReadOnlyMemory<byte> Json;

    /// <summary>Its <c>time_us</c>.</summary>
    public long TimeUs;

    /// <summary>The latest time of it and all before it.</summary>
    public long HighTimeUs;

    public bool IsCommit;

    /// <summary>Where the account is named; empty where none is.</summary>
    public ByteRange Did;

    /// <summary>Where a commit names its collection.</summary>
    public ByteRange Collection;

    /// <summary>Where the digits of <c>time_us</c> are.</summary>
    public ByteRange Time;

    /// <summary>Reads one; false where it is no event: broken, or without <c>kind</c> or <c>time_us</c>.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> json, out StoredEvent read)
    {
        read = new() { Json = json };
        if (!Utf8.IsValid(json.Span))
            return false;
        try
        {
            var reader = new Utf8JsonReader(json.Span);
            var hasKind = false;
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                read.ReadMember(ref reader, ref hasKind);
            return !reader.Read() && hasKind && read.Time.Length > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    void ReadMember(ref Utf8JsonReader reader, ref bool hasKind)
    {
        if (reader.ValueTextEquals("did"u8))
            Did = TextAt(ref reader);
        else if (reader.ValueTextEquals("kind"u8))
        {
            hasKind = TextAt(ref reader).Length > 0;
            IsCommit = hasKind && reader.ValueTextEquals("commit"u8);
        }
        else if (reader.ValueTextEquals("time_us"u8))
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out TimeUs)
                && TimeUs is >= 0 and <= LastTimeUs)
                Time = new((int)reader.TokenStartIndex, reader.ValueSpan.Length);
            reader.Skip();
        }
        else if (reader.ValueTextEquals("commit"u8) && reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                if (reader.ValueTextEquals("collection"u8))
                    Collection = TextAt(ref reader);
                else
                    reader.Skip();
        }
        else
            reader.Skip();
    }

    static ByteRange TextAt(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        reader.Skip();
        return default;
    }

    /// <summary>The bytes of a part of it.</summary>
    public readonly ReadOnlySpan<byte> Part(ByteRange range) => Json.Span.Slice(range.Start, range.Length);

    /// <summary>The longest that <see cref="CopyTo"/> may write.</summary>
    public readonly int CopyLength => Json.Length + LongestNumber + LongestNumber + 12;

    /// <summary>Writes it with another time and, where one is given, with a sequence number as last member.</summary>
    /// <returns>How many bytes were written, and the time's new place.</returns>
    public readonly (int Length, ByteRange Time) CopyTo(Span<byte> target, long timeUs, long? sequence)
    {
        var source = Json.Span;
        source[..Time.Start].CopyTo(target);
        Utf8Formatter.TryFormat(timeUs, target[Time.Start..], out var digits);
        var at = Time.Start + digits;
        var rest = source[(Time.Start + Time.Length)..];
        if (sequence is { } number)
        {
            var end = rest.LastIndexOf((byte)'}');
            rest[..end].CopyTo(target[at..]);
            at += end;
            ",\"cursor\":"u8.CopyTo(target[at..]);
            at += 10;
            Utf8Formatter.TryFormat(number, target[at..], out var length);
            at += length;
            rest = rest[end..];
        }
        rest.CopyTo(target[at..]);
        return (at + rest.Length, new(Time.Start, digits));
    }
}
