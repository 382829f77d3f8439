using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Text;

/// <summary>Entities for tests by the simplest rule that serves: a sign and what follows it, up to white space.</summary>
static class SimpleEntities
{
    public static Entity[] Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static Entity[] Of(ReadOnlySpan<byte> text)
    {
        var entities = new List<Entity>();
        for (var i = 0; i < text.Length; i++)
        {
            var rest = text[i..];
            EntityKind? kind = rest.StartsWith("http"u8) ? EntityKind.Url
                : rest.StartsWith("#"u8) || rest.StartsWith("＃"u8) ? EntityKind.Hashtag
                : rest[0] == '$' ? EntityKind.Cashtag
                : rest[0] == '@' ? EntityKind.Mention
                : null;
            if (kind is null)
                continue;
            var end = i + 1;
            while (end < text.Length && text[end] > ' ' && (kind == EntityKind.Url || text[end] is not ((byte)'.' or (byte)',')))
                end++;
            entities.Add(new(kind.Value, i, end));
            i = end - 1;
        }
        return [.. entities];
    }
}
