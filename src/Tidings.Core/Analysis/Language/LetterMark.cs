namespace Tidings.Analysis;

/// <summary>What a letter tells about the language within its script.</summary>
enum LetterMark : byte
{
    None,

    /// <summary>Cyrillic, not in Ukrainian and Bulgarian: <c>ы э ё</c>.</summary>
    Russian,

    /// <summary>Cyrillic, in Ukrainian (some in Belarusian) and not in Russian: <c>і ї є ґ</c>.</summary>
    Ukrainian,

    /// <summary>Cyrillic, <c>ў</c>.</summary>
    Belarusian,

    /// <summary>Cyrillic, common in Bulgarian, rare in Russian: <c>ъ</c>.</summary>
    HardSign,

    /// <summary>Cyrillic, <c>ј љ њ ћ ђ џ</c>.</summary>
    Serbian,

    /// <summary>Arabic script, not in Persian: <c>ة ي ى ك أ إ ؤ ئ</c>.</summary>
    Arabic,

    /// <summary>Arabic script, not in Arabic: <c>پ چ ژ گ ک ی</c>.</summary>
    Persian,

    /// <summary>Arabic script, not in Persian either: <c>ٹ ڈ ڑ ے ں ھ ہ ۓ</c>.</summary>
    Urdu,

    /// <summary>Han, in the form that only Japanese gives the character.</summary>
    Japanese,
}
