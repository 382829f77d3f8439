namespace Tidings.Analysis;

/// <summary>VADER: scores by a lexicon and rules, with the very numbers of vaderSentiment 3.3.2 for Python.</summary>
/// <remarks>
/// <para>
/// The method is that of C.J. Hutto and E. Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of
/// Social Media Text" (ICWSM 2014). Where the program differs from the paper the program is followed, oddities
/// included, so that scores can be compared with anyone's.
/// </para>
/// <para>
/// The time grows with the length of the text, whatever it says. After the first texts nothing is allocated, except
/// where a text is longer than all before. Buffers of more than 64 KiB of text are given back when the next text of at
/// most 16 KiB comes. Texts of more than 50 MB may exhaust the memory.
/// </para>
/// </remarks>
public sealed partial class VaderScorer : ISentimentScorer
{
    /// <summary>A text of at most so many bytes makes the scorer give back what a giant before it has needed.</summary>
    const int OrdinaryLength = 1 << 14;

    readonly VaderLexicon _lexicon = VaderLexicon.Shared;
    readonly VaderText _text = new();
    readonly VaderValences _valences = new();

    /// <inheritdoc/>
    public string Name => "vader";

    /// <summary>How many bytes of text there is room for now.</summary>
    internal int BufferLength => _text.BufferLength;

    /// <inheritdoc/>
    public SentimentScore Score(ReadOnlySpan<byte> text)
    {
        Analyse(text);
        return Sums().ToScore();
    }

    /// <summary>Scores a text as <see cref="Score"/> does, and shows what each word adds. Allocates.</summary>
    public SentimentExplanation Explain(ReadOnlySpan<byte> text)
    {
        Analyse(text);
        var tokens = new SentimentToken[_text.Tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
            tokens[i] = new SentimentToken(_text.TextOf(_text.Tokens[i]), 0);
        for (var i = 0; i < _valences.Count; i++)
            tokens[_valences.Places[i]] = tokens[_valences.Places[i]] with { Valence = _valences.Values[i] };
        var sums = Sums();
        return new SentimentExplanation(
            sums.ToScore(), tokens, sums.Sum, sums.Emphasis, sums.Positive, sums.Negative, sums.Neutral);
    }

    VaderSums Sums() => VaderSums.Of(
        _valences.Values, _text.Tokens.Length, VaderSums.EmphasisOf(_text.Exclamations, _text.Questions));

    /// <summary>Finds the valence of each word.</summary>
    void Analyse(ReadOnlySpan<byte> text)
    {
        if (text.Length <= OrdinaryLength)
        {
            _text.Trim();
            _valences.Trim();
        }
        _text.Read(text);
        _valences.Clear();
        _mixedCase = null;
        var tokens = _text.Tokens;
        var but = -1;
        for (var i = 0; i < tokens.Length; i++)
        {
            var word = tokens[i].Word;
            if (_lexicon.IsRated(word))
            {
                var valence = ValenceAt(tokens, i);
                if (valence != 0)
                    _valences.Add(i, valence);
            }
            else if (but < 0 && tokens[i].Term == VaderTerm.But)
            {
                but = i;
            }
        }
        if (but >= 0)
            _valences.ShiftAround(but);
    }
}
