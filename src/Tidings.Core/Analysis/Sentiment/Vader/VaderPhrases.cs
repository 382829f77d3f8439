namespace Tidings.Analysis;

/// <summary>VADER's phrases of two or three words, as of vaderSentiment 3.3.2 (MIT, C.J. Hutto).</summary>
/// <remarks>
/// The tenth special phrase of the original, <c>badass</c>, is a single word. Only pairs and triples are ever looked
/// up, so that it never matches; it is left out.
/// </remarks>
static class VaderPhrases
{
    /// <summary>The valence of a special pair; null for other pairs.</summary>
    public static double? ValenceOf(VaderTerm first, VaderTerm second) => (first, second) switch
    {
        (VaderTerm.The, VaderTerm.Shit) => 3,
        (VaderTerm.The, VaderTerm.Bomb) => 3,
        (VaderTerm.Bad, VaderTerm.Ass) => 1.5,
        (VaderTerm.Bus, VaderTerm.Stop) => 0,
        (VaderTerm.Yeah, VaderTerm.Right) => -2,
        (VaderTerm.Beating, VaderTerm.Heart) => 3.1,
        (VaderTerm.Broken, VaderTerm.Heart) => -2.9,
        _ => null,
    };

    /// <summary>The valence of a special triple; null for other triples.</summary>
    public static double? ValenceOf(VaderTerm first, VaderTerm second, VaderTerm third) => (first, second, third) switch
    {
        (VaderTerm.Kiss, VaderTerm.Of, VaderTerm.Death) => -1.5,
        (VaderTerm.To, VaderTerm.Die, VaderTerm.For) => 3,
        _ => null,
    };

    /// <summary>What a dampener of two words adds, whatever word is behind it; 0 for other pairs.</summary>
    public static double BoostOf(VaderTerm first, VaderTerm second) => (first, second) switch
    {
        (VaderTerm.Just, VaderTerm.Enough) => -VaderWords.Boost,
        (VaderTerm.Kind or VaderTerm.Sort, VaderTerm.Of) => -VaderWords.Boost,
        _ => 0,
    };
}
