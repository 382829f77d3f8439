namespace Tidings.Configuration;

/// <summary>Which scorer gives a post its compound.</summary>
public enum ScorerKind : byte
{
    /// <summary>The lexicon and rules of vaderSentiment 3.3.2.</summary>
    Vader,

    /// <summary>The trained scorer of this program.</summary>
    Tidings,
}
