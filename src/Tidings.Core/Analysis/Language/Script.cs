namespace Tidings.Analysis;

/// <summary>A writing system, as far as it tells languages apart.</summary>
enum Script : byte
{
    /// <summary>No letter, or one of a script that is not told.</summary>
    None,
    Latin,
    Cyrillic,
    Arabic,
    Han,
    Kana,
    Hangul,
    Thai,
    Devanagari,
    Greek,
    Hebrew,
    Armenian,
    Bengali,
    Gurmukhi,
    Gujarati,
    Oriya,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Lao,
    Tibetan,
    Myanmar,
    Georgian,
    Ethiopic,
    Khmer,
}
