using System.Runtime.CompilerServices;
using System.Text;

namespace Tidings.Analysis;

/// <summary>Guesses the language of a post for which the platform names none.</summary>
/// <remarks>
/// <para>The commonest script of the letters decides; one letter of a script that needs fewer of them counts as two
/// Latin ones. Kana with Han is Japanese. Scripts of several languages are told apart by letters that only some of them
/// have, Latin script by common words, pairs of letters and accents (<see cref="LatinModel"/>) for English, Spanish,
/// Portuguese, French, German, Italian, Turkish, Indonesian, Dutch, Tagalog, Polish, Catalan, Swedish, Vietnamese,
/// Hindi in Latin letters and Finnish. Another language in Latin script mostly gets no answer, or that of a
/// relative.</para>
/// <para>Entities are passed over, and so is what lies behind the first <see cref="MostBytes"/> bytes: a post of any
/// length costs no more than a long one. How often it is right is in <c>docs/language.md</c>. It may be used by many
/// threads at once, never throws, and allocates nothing but its tables at first use.</para>
/// </remarks>
public static class LanguageGuesser
{
    /// <summary>Most bytes of a text, entities left out, that are read.</summary>
    public const int MostBytes = 2048;

    // In units of LatinLanguages: a third of a word that only one language has, and half of that before the next
    // language.
    const int LeastScore = 4 * LatinLanguages.Unit;
    const int LeastMargin = 2 * LatinLanguages.Unit;

    static readonly LatinModel Latin = new();

    /// <summary>Guesses the language of one text.</summary>
    /// <param name="text">UTF-8; may be invalid.</param>
    /// <param name="entities">The text's entities in the order of their starts; what lies in them is not read.</param>
    /// <returns>The ISO 639-1 code (<c>en</c>, also <c>id</c> and <c>he</c> where X says <c>in</c> and <c>iw</c>);
    /// empty where it is not sure.</returns>
    [SkipLocalsInit]
    public static ReadOnlySpan<byte> Guess(ReadOnlySpan<byte> text, ReadOnlySpan<Entity> entities)
    {
        Span<int> scripts = stackalloc int[Scripts.Count];
        Span<int> marks = stackalloc int[LetterMarks.Count];
        scripts.Clear();
        marks.Clear();
        LatinScores scores = default;
        var at = 0;
        var left = MostBytes;
        foreach (var entity in entities)
        {
            var start = Math.Clamp(entity.Start, at, text.Length);
            Read(Take(text[at..start], ref left), scripts, marks, ref scores);
            at = Math.Clamp(entity.End, start, text.Length);
        }
        Read(Take(text[at..], ref left), scripts, marks, ref scores);

        if (scripts[(int)Script.Kana] > 0)
            (scripts[(int)Script.Kana], scripts[(int)Script.Han]) =
                (scripts[(int)Script.Kana] + scripts[(int)Script.Han], 0);
        var script = Script.None;
        for (var i = Script.Latin; (int)i < scripts.Length; i++)
        {
            if (scripts[(int)i] > (script == Script.None ? 0 : scripts[(int)script]))
                script = i;
        }
        if (script != Script.Latin)
            return LetterMarks.Language(script, marks);
        var language = scores.Best(LeastScore, LeastMargin);
        return language < 0 ? [] : LatinLanguages.Code(language);
    }

    static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> text, ref int left)
    {
        var taken = text[..Math.Min(text.Length, left)];
        left -= taken.Length;
        return taken;
    }

    static void Read(ReadOnlySpan<byte> text, Span<int> scripts, Span<int> marks, ref LatinScores scores)
    {
        var letters = LatinLetters.OfAscii;
        for (var i = 0; i < text.Length;)
        {
            if (letters[text[i]] == LatinLetters.None)
            {
                i++;
                continue;
            }
            var word = LatinWord.Read(text, ref i, ref scores);
            if (word.Count > 0)
            {
                Latin.Weigh(word, i < text.Length && IsApostrophe(text[i..]), ref scores);
                scripts[(int)Script.Latin] += word.Count;
                continue;
            }
            if (i == text.Length || text[i] < 0x80)
                continue;
            Rune.DecodeFromUtf8(text[i..], out var rune, out var consumed);
            i += consumed;
            scores.Add(LatinLetters.Evidence(rune.Value)); // ¿ and ¡
            scripts[(int)Scripts.Of(rune.Value)] += 2;
            marks[(int)LetterMarks.Of(rune.Value)]++;
        }
    }

    static bool IsApostrophe(ReadOnlySpan<byte> text) => text[0] == (byte)'\'' || text.StartsWith("’"u8);
}
