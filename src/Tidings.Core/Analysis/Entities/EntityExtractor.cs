using System.Buffers;
using System.Runtime.InteropServices;

namespace Tidings.Analysis;

/// <summary>Extracts hashtags, cashtags, mentions and URLs from posts, by the rules of twitter-text 3.1.</summary>
/// <remarks>
/// Where twitter-text has tables of an old Unicode version and of the top-level domains of 2020, the runtime's Unicode
/// categories and a newer table stand. Everything else that differs is listed in <c>docs/gotchas.md</c>.
/// </remarks>
public static partial class EntityExtractor
{
    // 0xEF begins the full-width signs
    static readonly SearchValues<byte> Triggers =
        SearchValues.Create([(byte)'#', (byte)'$', (byte)'@', (byte)'.', 0xEF]);

    /// <summary>Extracts the entities of one text.</summary>
    /// <param name="text">
    /// A text in UTF-8, with HTML entities already decoded. Invalid sequences count as U+FFFD: any bytes will do.
    /// </param>
    /// <param name="profile">Whose rules hold.</param>
    /// <param name="entities">
    /// Is cleared and filled, ordered by start. Entities do not overlap (of two that would, the one that starts first
    /// stays) and lie on boundaries of runes. Give the same list again and again: then nothing is allocated.
    /// </param>
    public static void Extract(ReadOnlySpan<byte> text, EntityProfile profile, List<Entity> entities)
    {
        ArgumentNullException.ThrowIfNull(entities);
        entities.Clear();
        var urls = new UrlScanner(text, entities);

        // what the matches so far have used up, kind by kind, as the character before a sign must not lie in it
        int hashtagsUsed = 0, mentionsUsed = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var skip = text[at..].IndexOfAny(Triggers);
            if (skip < 0)
                break;
            at += skip;
            var trigger = text[at];
            if (trigger == '.')
            {
                urls.VisitDot(at);
                continue;
            }

            var sign = trigger < 0x80 ? 1 : 3;
            if (text[at..].StartsWith("＃"u8))
                trigger = (byte)'#';
            else if (text[at..].StartsWith("＠"u8))
                trigger = (byte)'@';
            if (trigger == '#' && HashtagEnd(text, at, sign, ref hashtagsUsed) is >= 0 and var hashtagEnd)
                entities.Add(new Entity(EntityKind.Hashtag, at, hashtagEnd));
            else if (trigger == '@' && MentionEnd(text, at, sign, profile, ref mentionsUsed) is >= 0 and var mentionEnd)
                entities.Add(new Entity(EntityKind.Mention, at, mentionEnd));
            else if (trigger == '$' && CashtagEnd(text, at, profile) is >= 0 and var cashtagEnd)
                entities.Add(new Entity(EntityKind.Cashtag, at, cashtagEnd));
        }
        Arrange(entities);
    }

    static int CashtagEnd(ReadOnlySpan<byte> text, int at, EntityProfile profile) =>
        profile == EntityProfile.Bluesky ? BlueskyCashtagEnd(text, at) : CashtagEnd(text, at);

    /// <summary>Brings the entities in order and drops those that overlap with one before.</summary>
    static void Arrange(List<Entity> entities)
    {
        var all = CollectionsMarshal.AsSpan(entities);
        var apart = true;
        var ordered = true;
        for (var i = 1; i < all.Length; i++)
        {
            apart &= all[i].Start >= all[i - 1].End;
            ordered &= all[i].Start >= all[i - 1].Start;
        }
        if (apart)
            return;
        if (!ordered)
            all.Sort(static (a, b) => a.Start.CompareTo(b.Start));

        var kept = 0;
        foreach (var entity in all)
        {
            if (kept == 0 || entity.Start >= all[kept - 1].End)
                all[kept++] = entity;
        }
        CollectionsMarshal.SetCount(entities, kept);
    }
}
