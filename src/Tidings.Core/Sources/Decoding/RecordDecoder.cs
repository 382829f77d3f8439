using System.Text.Json;
using Tidings.Posts;

namespace Tidings.Sources;

/// <summary>
/// Reads one recorded record of any known format: X v1.1 statuses and notices, X v2 stream objects and response pages,
/// Jetstream v1 events, Mastodon statuses and stream events, rows of the seed project's exports. The format is told
/// record by record.
/// </summary>
/// <remarks>
/// One instance serves one thread. Nothing that a record holds makes it throw: what cannot be used is reported by
/// reason. In the steady state it allocates nothing.
/// </remarks>
public sealed partial class RecordDecoder
{
    const int MaxNesting = 3;

    readonly DecodedPost _post = new();
    readonly TextScratch _scratch = new();
    readonly TopFields _top = new();
    SeedRowIds _seedIds = new();
    readonly DecoderOptions _options;
    long _receivedAt;
    IRecordSink _sink = null!; // set for the time of a call

    /// <summary>Makes a decoder.</summary>
    public RecordDecoder(DecoderOptions? options = null) => _options = options ?? new();

    /// <summary>
    /// Begins another file, in which equal rows of a seed export are counted by <paramref name="rowIds"/>.
    /// </summary>
    public void StartFile(SeedRowIds rowIds) => _seedIds = rowIds;

    /// <summary>
    /// Decodes one JSON value, or several behind one another; arrays and response pages count their elements.
    /// </summary>
    /// <param name="record">The bytes, without the line's end.</param>
    /// <param name="receivedAt">When it was received, unix milliseconds: later posts are refused as wrong
    /// dates.</param>
    /// <param name="sink">Takes the findings.</param>
    public void Decode(ReadOnlyMemory<byte> record, long receivedAt, IRecordSink sink)
    {
        (_receivedAt, _sink) = (receivedAt, sink);
        _scratch.Reset();
        DecodeValues(record, 0);
    }

    void DecodeValues(ReadOnlyMemory<byte> json, int nesting)
    {
        while (true)
        {
            json = TrimStart(json);
            if (json.IsEmpty)
                return;
            int used;
            try
            {
                used = DecodeValue(json, nesting);
            }
            catch (JsonException) // the reader's only way to say "broken"
            {
                _sink.Malformed(MalformedReason.Json);
                return;
            }
            json = json[used..];
        }
    }

    int DecodeValue(ReadOnlyMemory<byte> json, int nesting)
    {
        var reader = new JsonCursor(json.Span);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                DecodeObject(json, ref reader, nesting);
                break;
            case JsonTokenType.StartArray when nesting < MaxNesting:
                reader.Skip(); // proves it whole before its elements are counted
                var length = reader.BytesConsumed;
                DecodeElements(json[..length], nesting + 1);
                return length;
            default:
                _sink.Malformed(MalformedReason.Format);
                return json.Length; // a line of bare values is one broken record, not many
        }
        return reader.BytesConsumed;
    }

    /// <summary>Decodes each element of an array that is known to be well-formed.</summary>
    void DecodeElements(ReadOnlyMemory<byte> array, int nesting)
    {
        var reader = new JsonCursor(array.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = reader.TokenStartIndex;
            reader.Skip();
            DecodeValues(array[start..reader.BytesConsumed], nesting);
        }
    }

    void DecodeObject(ReadOnlyMemory<byte> json, ref JsonCursor reader, int nesting)
    {
        var top = _top;
        top.Clear();
        top.Status.Source = json;
        while (reader.ReadName(out var name))
        {
            var key = RecordKeys.Find(name);
            if (key == RecordKey.Unknown)
            {
                reader.SkipValue();
                continue;
            }
            reader.ReadValue();
            if (!top.TryRead(key, ref reader)
                && !ReadStatusProperty(key, ref reader, top.Status, mayHoldOriginal: true))
                reader.Skip();
        }
        // The whole object is known to be well-formed from here on.
        if (top.Commit.IsPresent || top.Kind.IsPresent)
            DecodeJetstream(json, top);
        else if (top.Event.IsPresent)
            DecodeMastodonEvent(json, top);
        else if (top.Data.IsPresent)
            DecodeXObject(json, top);
        else if (top.Response.IsPresent && nesting < MaxNesting)
            DecodeValues(json.Slice(top.Response.Start, top.Response.Length), nesting + 1);
        else if (top.Statuses.IsPresent && nesting < MaxNesting)
            DecodeElements(json.Slice(top.Statuses.Start, top.Statuses.Length), nesting + 1);
        else if (top.Status.Uri.IsPresent && top.Status.Content.IsPresent)
            DecodeMastodonStatus(top.Status);
        else if (top.Status.IsBareXPost)
            DecodeBareXPost(top.Status);
        else if (top.Status.BestText.IsPresent || top.Status.HasStatusKey)
            DecodeStatus(top.Status);
        else if (top.HasDelete)
            DecodeStatusDelete(json, in top.Delete);
        else if (top.SeedTweet.IsPresent && top.SeedTime.IsPresent)
            DecodeSeedRow(json);
        else if (top.Rows > 0)
            DecodeSeedRows(json);
        else if (top.IsNotice)
            _sink.Other();
        else
            _sink.Malformed(MalformedReason.Format);
    }

    static bool Is(ref JsonCursor reader, ReadOnlySpan<byte> text) =>
        RecordKeys.Plain(ref reader).SequenceEqual(text);

    static ReadOnlyMemory<byte> TrimStart(ReadOnlyMemory<byte> json)
    {
        if (json.Span is [> (byte)' ', ..])
            return json;
        var start = json.Span.IndexOfAnyExcept(" \t\r\n"u8);
        return start < 0 ? default : json[start..];
    }

    ReadOnlyMemory<byte> Text(ReadOnlyMemory<byte> source, JsonText text) =>
        text.IsPresent ? _scratch.Clean(source.Slice(text.Start, text.Length), text.IsEscaped) : default;

    bool IsAcceptedTime(long postedAt) => PostTime.IsAccepted(postedAt, _receivedAt);
}
