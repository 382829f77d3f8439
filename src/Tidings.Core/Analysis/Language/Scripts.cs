namespace Tidings.Analysis;

/// <summary>
/// The scripts of letters, by Unicode's blocks: near enough for a guess, and one look into a small table.
/// </summary>
static class Scripts
{
    const int BlockBits = 4;

    // Every range below begins and ends with a block of 16 code points.
    static readonly Script[] Blocks = MakeBlocks();

    /// <summary>How many there are.</summary>
    public static int Count { get; } = Enum.GetValues<Script>().Length;

    /// <summary>
    /// The script of a letter; other code points of its blocks, such as Arabic digits, may count as letters too.
    /// </summary>
    public static Script Of(int codePoint) => codePoint <= 0xFFFF ? Blocks[codePoint >> BlockBits]
        : codePoint is >= 0x20000 and <= 0x323AF ? Script.Han
        : Script.None;

    /// <summary>
    /// The language of a script that is used for one above all: its ISO 639-1 code; empty for Latin and for none.
    /// </summary>
    public static ReadOnlySpan<byte> Language(Script script) => script switch
    {
        Script.Cyrillic => "ru"u8,
        Script.Arabic => "ar"u8,
        Script.Han => "zh"u8,
        Script.Kana => "ja"u8,
        Script.Hangul => "ko"u8,
        Script.Thai => "th"u8,
        Script.Devanagari => "hi"u8,
        Script.Greek => "el"u8,
        Script.Hebrew => "he"u8,
        Script.Armenian => "hy"u8,
        Script.Bengali => "bn"u8,
        Script.Gurmukhi => "pa"u8,
        Script.Gujarati => "gu"u8,
        Script.Oriya => "or"u8,
        Script.Tamil => "ta"u8,
        Script.Telugu => "te"u8,
        Script.Kannada => "kn"u8,
        Script.Malayalam => "ml"u8,
        Script.Sinhala => "si"u8,
        Script.Lao => "lo"u8,
        Script.Tibetan => "bo"u8,
        Script.Myanmar => "my"u8,
        Script.Georgian => "ka"u8,
        Script.Ethiopic => "am"u8,
        Script.Khmer => "km"u8,
        _ => [],
    };

    static Script[] MakeBlocks()
    {
        var blocks = new Script[0x10000 >> BlockBits];
        foreach (var (first, last, script) in ((int, int, Script)[])
        [
            (0x00C0, 0x024F, Script.Latin), (0x1E00, 0x1EFF, Script.Latin),
            (0x0370, 0x03FF, Script.Greek), (0x1F00, 0x1FFF, Script.Greek),
            (0x0400, 0x052F, Script.Cyrillic), (0x0530, 0x058F, Script.Armenian), (0x0590, 0x05FF, Script.Hebrew),
            (0x0600, 0x06FF, Script.Arabic), (0x0750, 0x077F, Script.Arabic), (0xFB50, 0xFDFF, Script.Arabic),
            (0xFE70, 0xFEFF, Script.Arabic),
            (0x0900, 0x097F, Script.Devanagari), (0x0980, 0x09FF, Script.Bengali), (0x0A00, 0x0A7F, Script.Gurmukhi),
            (0x0A80, 0x0AFF, Script.Gujarati), (0x0B00, 0x0B7F, Script.Oriya), (0x0B80, 0x0BFF, Script.Tamil),
            (0x0C00, 0x0C7F, Script.Telugu), (0x0C80, 0x0CFF, Script.Kannada), (0x0D00, 0x0D7F, Script.Malayalam),
            (0x0D80, 0x0DFF, Script.Sinhala), (0x0E00, 0x0E7F, Script.Thai), (0x0E80, 0x0EFF, Script.Lao),
            (0x0F00, 0x0FFF, Script.Tibetan), (0x1000, 0x109F, Script.Myanmar), (0x10A0, 0x10FF, Script.Georgian),
            (0x1C90, 0x1CBF, Script.Georgian), (0x1200, 0x139F, Script.Ethiopic), (0x1780, 0x17FF, Script.Khmer),
            (0x1100, 0x11FF, Script.Hangul), (0x3130, 0x318F, Script.Hangul), (0xAC00, 0xD7AF, Script.Hangul),
            (0x3040, 0x30FF, Script.Kana), (0x31F0, 0x31FF, Script.Kana), (0xFF60, 0xFF9F, Script.Kana),
            (0x3400, 0x9FFF, Script.Han), (0xF900, 0xFAFF, Script.Han),
        ])
            blocks.AsSpan(first >> BlockBits, ((last - first) >> BlockBits) + 1).Fill(script);
        return blocks;
    }
}
