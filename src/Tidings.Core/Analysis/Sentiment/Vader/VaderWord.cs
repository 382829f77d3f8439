namespace Tidings.Analysis;

/// <summary>What is known of one lower-case word.</summary>
struct VaderWord
{
    /// <summary>Mean rating in [-4, 4] where <see cref="VaderLexicon.IsRated"/>, else 0.</summary>
    public double Valence;

    /// <summary>What the word adds to a positive word behind it: 0.293, -0.293 or, as no booster, 0.</summary>
    public double Boost;

    /// <summary>Whether the word is one of <see cref="VaderWords.Negations"/>.</summary>
    public bool Negates;

    /// <summary>Which word it is, if a rule asks for it by name.</summary>
    public VaderTerm Term;
}
