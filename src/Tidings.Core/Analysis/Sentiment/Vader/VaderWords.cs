namespace Tidings.Analysis;

/// <summary>VADER's short word lists and constants, as of vaderSentiment 3.3.2 (MIT, C.J. Hutto).</summary>
static class VaderWords
{
    /// <summary>What an intensifier adds; dampeners take it away.</summary>
    public const double Boost = 0.293;

    /// <summary>What capitals add in a text that has words in small letters too.</summary>
    public const double Capitals = 0.733;

    /// <summary>What a negation multiplies by.</summary>
    public const double Negation = -0.74;

    /// <summary>The words of <see cref="VaderTerm"/> in its order; reflection would take longer at start-up.</summary>
    public static ReadOnlySpan<string> Terms => (string[])
    [
        "ass", "at", "bad", "beating", "bomb", "broken", "bus", "but", "death", "die", "doubt", "enough", "for",
        "heart", "just", "kind", "kiss", "least", "never", "no", "nor", "of", "or", "right", "shit", "so", "sort",
        "stop", "the", "this", "to", "very", "without", "yeah",
    ];

    /// <summary>Intensifiers, 60.</summary>
    public static ReadOnlySpan<string> Intensifiers => (string[])
    [
        "absolutely", "amazingly", "awfully", "completely", "considerable", "considerably", "decidedly", "deeply",
        "effing", "enormous", "enormously", "entirely", "especially", "exceptional", "exceptionally", "extreme",
        "extremely", "fabulously", "flippin", "flipping", "frackin", "fracking", "frickin", "fricking", "friggin",
        "frigging", "fuckin", "fucking", "fuggin", "fugging", "fully", "greatly", "hella", "highly", "hugely",
        "incredible", "incredibly", "intensely", "major", "majorly", "more", "most", "particularly", "purely",
        "quite", "really", "remarkably", "so", "substantially", "thoroughly", "total", "totally", "tremendous",
        "tremendously", "uber", "unbelievably", "unusually", "utter", "utterly", "very",
    ];

    /// <summary>Dampeners of one word, 21; three of two words are in <see cref="VaderPhrases.BoostOf"/>.</summary>
    public static ReadOnlySpan<string> Dampeners => (string[])
    [
        "almost", "barely", "hardly", "kind-of", "kinda", "kindof", "less", "little", "marginal", "marginally",
        "occasional", "occasionally", "partly", "scarce", "scarcely", "slight", "slightly", "somewhat", "sort-of",
        "sorta", "sortof",
    ];

    /// <summary>Negations, 59. Any word with <c>n't</c> in it is one as well.</summary>
    public static ReadOnlySpan<string> Negations => (string[])
    [
        "ain't", "aint", "aren't", "arent", "can't", "cannot", "cant", "couldn't", "couldnt", "daren't", "darent",
        "despite", "didn't", "didnt", "doesn't", "doesnt", "don't", "dont", "hadn't", "hadnt", "hasn't", "hasnt",
        "haven't", "havent", "isn't", "isnt", "mightn't", "mightnt", "mustn't", "mustnt", "needn't", "neednt",
        "neither", "never", "none", "nope", "nor", "not", "nothing", "nowhere", "oughtn't", "oughtnt", "rarely",
        "seldom", "shan't", "shant", "shouldn't", "shouldnt", "uh-uh", "uhuh", "wasn't", "wasnt", "weren't", "werent",
        "without", "won't", "wont", "wouldn't", "wouldnt",
    ];
}
