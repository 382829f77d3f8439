using System.Globalization;

namespace Tidings.Analysis;

/// <summary>
/// Letters that tell languages of one script apart, and what follows from how many of each were read.
/// </summary>
static class LetterMarks
{
    // Characters that Japan simplified in its own way: neither the old forms nor China's simplified ones.
    const string JapaneseForms =
        "気円広駅図対売読続鉄転働込峠畑辻枠実検権関沢桜県栄営厳戦単弾払拝抜拠拡挙暁歩歯毎渉渋渓満滝瀬焼猟獣覚観訳証豊銭録闘隣霊頼顔駆髪麺黒齢楽様帰発応団圧囲塩変処専巻帯従徳恵悪択捜収勧勲労両価仮";

    const int FirstHan = 0x4E00, LastHan = 0x9FFF, FirstOther = 0x400, LastOther = 0x6FF;

    static readonly LetterMark[] Others = MakeOthers();
    static readonly ulong[] Japanese = MakeJapanese();

    /// <summary>How many kinds of marks there are.</summary>
    public static int Count { get; } = Enum.GetValues<LetterMark>().Length;

    /// <summary>What the letter tells.</summary>
    public static LetterMark Of(int codePoint)
    {
        if (codePoint is >= FirstOther and <= LastOther)
            return Others[codePoint - FirstOther];
        if (codePoint is < FirstHan or > LastHan)
            return LetterMark.None;
        var place = codePoint - FirstHan;
        return (Japanese[place >> 6] & (1UL << place)) != 0 ? LetterMark.Japanese : LetterMark.None;
    }

    /// <summary>The language of a text that is mostly in one script other than Latin.</summary>
    /// <param name="script">That script.</param>
    /// <param name="marks">How many letters of each mark were read.</param>
    public static ReadOnlySpan<byte> Language(Script script, scoped ReadOnlySpan<int> marks) => script switch
    {
        Script.Cyrillic => Cyrillic(marks),

        // Persian has most of Urdu's other letters, so the few of its own decide, unless it is Arabic with a quotation.
        Script.Arabic when marks[(int)LetterMark.Urdu] * 2 > marks[(int)LetterMark.Arabic] => "ur"u8,
        Script.Arabic when marks[(int)LetterMark.Persian] > marks[(int)LetterMark.Arabic] => "fa"u8,
        Script.Han when marks[(int)LetterMark.Japanese] > 0 => "ja"u8,
        _ => Scripts.Language(script),
    };

    static ReadOnlySpan<byte> Cyrillic(scoped ReadOnlySpan<int> marks)
    {
        if (marks[(int)LetterMark.Serbian] > 0)
            return "sr"u8;
        if (marks[(int)LetterMark.Belarusian] > 0)
            return "be"u8;
        if (marks[(int)LetterMark.Russian] > 0)
            return "ru"u8;
        if (marks[(int)LetterMark.Ukrainian] > 0)
            return "uk"u8;
        return marks[(int)LetterMark.HardSign] > 0 ? "bg"u8 : "ru"u8;
    }

    static LetterMark[] MakeOthers()
    {
        var marks = new LetterMark[LastOther - FirstOther + 1];
        foreach (var (letters, mark) in ((string, LetterMark)[])
        [
            ("ыэё", LetterMark.Russian), ("іїєґ", LetterMark.Ukrainian), ("ў", LetterMark.Belarusian),
            ("ъ", LetterMark.HardSign), ("јљњћђџ", LetterMark.Serbian),
            ("ةيىكأإؤئ", LetterMark.Arabic), ("پچژگکی", LetterMark.Persian), ("ٹڈڑےںھہۓ", LetterMark.Urdu),
        ])
        {
            foreach (var letter in letters + letters.ToUpper(CultureInfo.InvariantCulture))
                marks[letter - FirstOther] = mark;
        }
        return marks;
    }

    static ulong[] MakeJapanese()
    {
        var bits = new ulong[(LastHan - FirstHan + 64) / 64];
        foreach (var character in JapaneseForms)
            bits[(character - FirstHan) >> 6] |= 1UL << (character - FirstHan);
        return bits;
    }
}
