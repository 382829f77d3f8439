using System.Buffers;
using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis;

public sealed class EntityPropertyTests
{
    const int Seeds = 40_000;

    static readonly SearchValues<byte> NotInTags = SearchValues.Create("#$@&!?./: "u8);

    [Theory]
    [InlineData(EntityProfile.X)]
    [InlineData(EntityProfile.Bluesky)]
    public void Extract_AnyBytes_GivesOrderedEntitiesOnRuneBoundaries(EntityProfile profile)
    {
        var entities = new List<Entity>();
        var found = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var text = RandomText.Make(new Random(seed), invalid: true);
            EntityExtractor.Extract(text, profile, entities);
            found += entities.Count;
            var boundaries = Boundaries(text);
            var last = 0;
            foreach (var entity in entities)
            {
                Assert.True(entity.Start >= last && entity.End <= text.Length, $"seed {seed}: {entity} after {last}");
                Assert.True(boundaries.Contains(entity.Start) && boundaries.Contains(entity.End), $"seed {seed}: {entity} cuts a rune");
                Assert.True(LooksRight(entity, text), $"seed {seed}: {entity} is '{Encoding.UTF8.GetString(entity.Of(text))}'");
                last = entity.End;
            }
        }
        Assert.True(found > Seeds / 8, $"only {found} entities");
    }

    [Fact]
    public void Extract_TwoLines_AreIndependent()
    {
        List<Entity> above = [], below = [], both = [];
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            byte[] first = RandomText.Make(random, invalid: true), second = [(byte)'\n', .. RandomText.Make(random, invalid: true)];
            EntityExtractor.Extract(first, EntityProfile.X, above);
            EntityExtractor.Extract(second, EntityProfile.X, below);
            EntityExtractor.Extract([.. first, .. second], EntityProfile.X, both);
            var expected = above.Concat(below.Select(e => e with { Start = e.Start + first.Length, End = e.End + first.Length }));
            Assert.True(expected.SequenceEqual(both), $"seed {seed}: {string.Join(' ', both)}");
        }
    }

    [Fact]
    public void Extract_EmojiInFront_ShiftsCodePointsByOne()
    {
        for (var seed = 0; seed < Seeds / 10; seed++)
        {
            var text = Encoding.UTF8.GetString(RandomText.Make(new Random(seed), invalid: false));
            var expected = Extracted.From($" {text}").Select(e => e with { Start = e.Start + 1, End = e.End + 1 });
            Assert.True(expected.SequenceEqual(Extracted.From($"😀 {text}")), $"seed {seed}: {text}");
        }
    }

    [Fact]
    public void At_AnyBytes_CountsAsRuneDecodingDoes()
    {
        for (var seed = 0; seed < Seeds / 10; seed++)
        {
            var text = RandomText.Make(new Random(seed), invalid: true);
            var cursor = new CodePointCursor(text);
            var expected = 0;
            foreach (var boundary in Boundaries(text).Order())
            {
                if (boundary % 3 == 0)
                    Assert.True(cursor.At(boundary) == expected, $"seed {seed}: byte {boundary}");
                expected++;
            }
        }
    }

    static bool LooksRight(Entity entity, byte[] text)
    {
        var name = entity.NameIn(text);
        var sign = Encoding.UTF8.GetString(entity.Of(text))[0];
        return name.Length > 0 && entity.Kind switch
        {
            EntityKind.Hashtag => sign is '#' or '＃' && name.IndexOfAny(NotInTags) < 0,
            EntityKind.Cashtag => sign == '$' && Ascii.IsValid(name) && name.Length <= 9,
            EntityKind.Mention => sign is '@' or '＠' && Ascii.IsValid(name) && name.Length <= 20 && entity.ListIn(text).Length is 0 or (>= 2 and <= 26),
            _ => name.Contains((byte)'.') && name.IndexOfAny((byte)' ', (byte)'\n') < 0,
        };
    }

    static HashSet<int> Boundaries(byte[] text)
    {
        var boundaries = new HashSet<int> { 0 };
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf8(text.AsSpan(at), out _, out var consumed);
            at += consumed;
            boundaries.Add(at);
        }
        return boundaries;
    }
}
