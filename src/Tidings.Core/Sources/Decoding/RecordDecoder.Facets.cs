using System.Text.Json;
using Tidings.Posts;

namespace Tidings.Sources;

public sealed partial class RecordDecoder
{
    /// <summary>
    /// Takes the hashtags of rich-text facets. Anybody can write any facet: one whose range lies outside the text,
    /// inside a rune or over an earlier one is dropped.
    /// </summary>
    void ReadFacets(ReadOnlyMemory<byte> record, JsonText facets, DecodedPost post)
    {
        if (!facets.IsPresent)
            return;
        var source = record.Slice(facets.Start, facets.Length);
        var reader = new JsonCursor(source.Span);
        reader.Read();
        _facets.Clear();
        while (_facets.Count < MaxTags && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                ReadFacet(ref reader);
            else
                reader.Skip();
        }
        _facets.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        var end = 0;
        foreach (var facet in _facets)
        {
            if (facet.Start < end || !IsInside(post.Text.Span, facet.Start, facet.End))
                continue;
            end = facet.End;
            if (facet.Tag.IsPresent)
                AddTag(post, Text(source, facet.Tag));
        }
    }

    static bool IsInside(ReadOnlySpan<byte> text, int start, int end) =>
        start >= 0 && start < end && end <= text.Length && IsBoundary(text, start) && IsBoundary(text, end);

    static bool IsBoundary(ReadOnlySpan<byte> text, int at) => at == text.Length || (text[at] & 0xC0) != 0x80;

    void ReadFacet(ref JsonCursor reader)
    {
        int start = -1, end = -1;
        var tag = default(JsonText);
        while (reader.ReadName(out var name))
        {
            var isIndex = name.SequenceEqual("index"u8);
            var isFeatures = name.SequenceEqual("features"u8);
            reader.ReadValue();
            if (isIndex && reader.TokenType == JsonTokenType.StartObject)
                ReadIndex(ref reader, ref start, ref end);
            else if (isFeatures && reader.TokenType == JsonTokenType.StartArray)
                tag = ReadFeatures(ref reader);
            else
                reader.Skip();
        }
        _facets.Add(new(start, end, tag));
    }

    static void ReadIndex(ref JsonCursor reader, ref int start, ref int end)
    {
        while (reader.ReadName(out var name))
        {
            var isStart = name.SequenceEqual("byteStart"u8);
            var isEnd = name.SequenceEqual("byteEnd"u8);
            reader.ReadValue();
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var place))
            {
                if (isStart)
                    start = place;
                else if (isEnd)
                    end = place;
            }
            reader.Skip();
        }
    }

    /// <summary>The tag among a facet's features; links and mentions have other keys.</summary>
    static JsonText ReadFeatures(ref JsonCursor reader)
    {
        var tag = default(JsonText);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }
            while (reader.ReadName(out var name))
            {
                var isTag = name.SequenceEqual("tag"u8);
                reader.ReadValue();
                if (isTag && !tag.IsPresent)
                    tag = JsonText.OfString(ref reader);
                else
                    reader.Skip();
            }
        }
        return tag;
    }
}
