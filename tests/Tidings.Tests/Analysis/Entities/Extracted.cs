using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis;

/// <summary>One extracted entity as the conformance files describe it: without sign, offsets in code points.</summary>
sealed record Extracted(EntityKind Kind, string Text, string List, int Start, int End)
{
    public static Extracted[] From(string text, EntityProfile profile = EntityProfile.X) =>
        From(Encoding.UTF8.GetBytes(text), profile);

    public static Extracted[] From(byte[] text, EntityProfile profile = EntityProfile.X)
    {
        var entities = new List<Entity>();
        EntityExtractor.Extract(text, profile, entities);
        var cursor = new CodePointCursor(text);
        var extracted = new Extracted[entities.Count];
        for (var i = 0; i < extracted.Length; i++)
        {
            var entity = entities[i];
            extracted[i] = new Extracted(
                entity.Kind,
                Encoding.UTF8.GetString(entity.NameIn(text)),
                Encoding.UTF8.GetString(entity.ListIn(text)),
                cursor.At(entity.Start),
                cursor.At(entity.End));
        }
        return extracted;
    }

    /// <summary>The entities of a text with their signs, in one line: <c>#tag $BTC @name/list foo.com</c>.</summary>
    public static string Line(string text, EntityProfile profile = EntityProfile.X) =>
        string.Join(' ', From(text, profile).Select(e => e.Sign + e.Text + e.List));

    string Sign => Kind switch { EntityKind.Hashtag => "#", EntityKind.Cashtag => "$", EntityKind.Mention => "@", _ => "" };
}
