namespace Tidings.Analysis;

// The rules for one rated word. They look at three words before it and two behind it.
public sealed partial class VaderScorer
{
    /// <summary>How much of a booster's strength is left one, two and three words further on.</summary>
    static ReadOnlySpan<double> BoostByDistance => [0, 1, 0.95, 0.9];

    /// <summary>Whether the text has words in capitals and others; null until a word asks.</summary>
    bool? _mixedCase;

    double ValenceAt(ReadOnlySpan<VaderToken> tokens, int i)
    {
        var term = tokens[i].Term;
        if (term == VaderTerm.Kind && TermAt(tokens, i + 1) == VaderTerm.Of)
            return 0; // "kind of" is a dampener
        var valence = _lexicon[tokens[i].Word].Valence;
        if (IsNegatedByNo(tokens, i))
            valence *= VaderWords.Negation;
        else if (term == VaderTerm.No && i + 1 < tokens.Length && _lexicon.IsRated(tokens[i + 1].Word))
            valence = 0; // "no" negates the word behind it instead

        if (IsEmphasised(tokens[i]))
            valence += valence > 0 ? VaderWords.Capitals : -VaderWords.Capitals;

        for (var distance = 1; distance <= Math.Min(i, 3); distance++)
        {
            var other = tokens[i - distance];
            if (_lexicon.IsRated(other.Word))
                continue;
            valence += BoostBy(other, distance, valence);
            valence *= NegationAt(tokens, i, distance);
            if (distance == 3)
                valence = WithPhrases(tokens, i, valence);
        }
        return IsNegatedByLeast(tokens, i) ? valence * VaderWords.Negation : valence;
    }

    /// <summary>The term of a word; <see cref="VaderTerm.None"/> beyond either end.</summary>
    static VaderTerm TermAt(ReadOnlySpan<VaderToken> tokens, int i) =>
        (uint)i < (uint)tokens.Length ? tokens[i].Term : VaderTerm.None;

    static bool IsNegatedByNo(ReadOnlySpan<VaderToken> tokens, int i)
    {
        var last = TermAt(tokens, i - 1);
        return last == VaderTerm.No
            || TermAt(tokens, i - 2) == VaderTerm.No
            || (last is VaderTerm.Or or VaderTerm.Nor && TermAt(tokens, i - 3) == VaderTerm.No);
    }

    /// <summary>"The least good" is negated; "at least good" and "very least good" are not.</summary>
    static bool IsNegatedByLeast(ReadOnlySpan<VaderToken> tokens, int i) =>
        TermAt(tokens, i - 1) == VaderTerm.Least && TermAt(tokens, i - 2) is not (VaderTerm.At or VaderTerm.Very);

    /// <summary>Whether a word is in capitals and another one of the text is not.</summary>
    bool IsEmphasised(VaderToken token) => _text.IsUpper(token) && (_mixedCase ??= HasWordNotUpper());

    bool HasWordNotUpper()
    {
        foreach (var token in _text.Tokens)
            if (!_text.IsUpper(token))
                return true;
        return false;
    }

    /// <summary>What a word before a rated one adds to its valence; 0 if it is no booster.</summary>
    double BoostBy(VaderToken booster, int distance, double valence)
    {
        var boost = _lexicon[booster.Word].Boost;
        if (boost == 0)
            return 0;
        if (valence < 0)
            boost = -boost;
        if (IsEmphasised(booster))
            boost += valence > 0 ? VaderWords.Capitals : -VaderWords.Capitals;
        return boost * BoostByDistance[distance];
    }

    /// <summary>What a negation so many words before multiplies the valence by; 1 if there is none.</summary>
    /// <remarks>
    /// At a distance of three, "so" or "this" right before the word count even without "never". The original has it so
    /// because its "and" binds closer than its "or".
    /// </remarks>
    double NegationAt(ReadOnlySpan<VaderToken> tokens, int i, int distance)
    {
        var other = tokens[i - distance];
        var term = other.Term;
        if (distance > 1)
        {
            var (second, last) = (TermAt(tokens, i - 2), TermAt(tokens, i - 1));
            var emphatic = distance == 2
                ? term == VaderTerm.Never && IsSoOrThis(last)
                : (term == VaderTerm.Never && IsSoOrThis(second)) || IsSoOrThis(last);
            if (emphatic)
                return 1.25;
            if (term == VaderTerm.Without && (last == VaderTerm.Doubt || (distance == 3 && second == VaderTerm.Doubt)))
                return 1;
        }
        return _lexicon[other.Word].Negates || _text.ContainsNt(other) ? VaderWords.Negation : 1;
    }

    static bool IsSoOrThis(VaderTerm term) => term is VaderTerm.So or VaderTerm.This;

    /// <summary>The valence of the first special phrase around the word, dampened by "sort of" and the like.</summary>
    static double WithPhrases(ReadOnlySpan<VaderToken> tokens, int i, double valence)
    {
        var (a, b, c, d) = (TermAt(tokens, i - 3), TermAt(tokens, i - 2), TermAt(tokens, i - 1), TermAt(tokens, i));
        valence = VaderPhrases.ValenceOf(c, d)
            ?? VaderPhrases.ValenceOf(b, c, d)
            ?? VaderPhrases.ValenceOf(b, c)
            ?? VaderPhrases.ValenceOf(a, b, c)
            ?? VaderPhrases.ValenceOf(a, b)
            ?? valence;
        var (e, f) = (TermAt(tokens, i + 1), TermAt(tokens, i + 2));
        valence = VaderPhrases.ValenceOf(d, e) ?? valence;
        valence = VaderPhrases.ValenceOf(d, e, f) ?? valence;
        return valence + VaderPhrases.BoostOf(a, b) + VaderPhrases.BoostOf(b, c);
    }
}
