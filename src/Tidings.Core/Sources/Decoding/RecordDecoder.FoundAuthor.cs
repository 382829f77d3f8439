using System.Text.Json;
using Tidings.Posts;

namespace Tidings.Sources;

public sealed partial class RecordDecoder
{
    /// <summary>Reads what the listener found out about the author and wrote into the event.</summary>
    void ReadFoundAuthor(ReadOnlyMemory<byte> json, DecodedPost post)
    {
        var reader = new JsonCursor(json.Span);
        reader.Read();
        while (reader.ReadName(out var part))
        {
            var isAuthor = part.SequenceEqual("author"u8);
            Next(ref reader);
            if (!isAuthor || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }
            while (reader.ReadName(out var name))
            {
                if (name.SequenceEqual("followersCount"u8))
                {
                    post.Followers = Count(ref reader);
                    continue;
                }
                var isSince = name.SequenceEqual("createdAt"u8);
                Next(ref reader);
                if (isSince && JsonText.OfString(ref reader) is { IsPresent: true } since)
                    post.AuthorSince = PostTime.TryParseIso(Text(json, since).Span, out var at) ? at : null;
                else if (!isSince)
                    reader.Skip();
            }
        }
    }
}
