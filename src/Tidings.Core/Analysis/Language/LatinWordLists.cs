namespace Tidings.Analysis;

/// <summary>Common words of each language, as people write them in posts, with and without accents.</summary>
/// <remarks>
/// Made up for this program from general knowledge. At most eight bytes a word; a word before an apostrophe is kept
/// with it (<c>don'</c>, <c>qu'</c>).
/// </remarks>
static partial class LatinWordLists
{
    /// <summary>Words that people of all languages write; they say nothing, and neither do their letters.</summary>
    public static ReadOnlySpan<byte> Neutral => "ahaha ahahaha haha hahaha hahahaha hehe hehehe lol ok xd"u8;

    /// <summary>The words of a language, parted by white space.</summary>
    /// <param name="language">Its number among <see cref="LatinLanguages"/>.</param>
    public static ReadOnlySpan<byte> Of(int language) => language switch
    {
        0 => English,
        1 => Spanish,
        2 => Portuguese,
        3 => French,
        4 => German,
        5 => Italian,
        6 => Turkish,
        7 => Indonesian,
        8 => Dutch,
        9 => Tagalog,
        10 => Polish,
        11 => Catalan,
        12 => Swedish,
        13 => Vietnamese,
        14 => Hindi,
        15 => Finnish,
        _ => throw new ArgumentOutOfRangeException(nameof(language)),
    };
}
