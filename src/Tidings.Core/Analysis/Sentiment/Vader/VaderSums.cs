namespace Tidings.Analysis;

/// <summary>The summands of a score: see <see cref="SentimentExplanation"/> for what each is.</summary>
readonly record struct VaderSums(double Sum, double Emphasis, double Positive, double Negative, int Neutral)
{
    /// <summary>
    /// Brings sums of squares on the scale from -1 to 1; approximates the greatest sum that is expected.
    /// </summary>
    const double Alpha = 15;

    /// <summary>Adds the valences up, from left to right: another order would change last digits.</summary>
    /// <param name="valences">The valences that are not 0, in the order of their words.</param>
    /// <param name="words">The number of all words.</param>
    /// <param name="emphasis">What exclamation and question marks add.</param>
    public static VaderSums Of(ReadOnlySpan<double> valences, int words, double emphasis)
    {
        double sum = 0, positive = 0, negative = 0;
        foreach (var valence in valences)
        {
            sum += valence;
            if (valence > 0)
                positive += valence + 1; // neutral words count 1 each, so rated ones count 1 and what they are rated
            else
                negative += valence - 1;
        }
        if (positive > -negative)
            positive += emphasis;
        else if (positive < -negative)
            negative -= emphasis;
        return new VaderSums(sum, emphasis, positive, negative, words - valences.Length);
    }

    /// <summary>What marks add: 0.292 for each exclamation mark up to four; 0.18 for each of two or three question
    /// marks, 0.96 for more.</summary>
    public static double EmphasisOf(int exclamations, int questions)
    {
        var byQuestions = questions switch
        {
            <= 1 => 0,
            <= 3 => questions * 0.18,
            _ => 0.96,
        };
        return (Math.Min(exclamations, 4) * 0.292) + byQuestions;
    }

    /// <summary>The rounded score; all zeros where there are no words.</summary>
    public SentimentScore ToScore()
    {
        var total = Positive - Negative + Neutral;
        if (total == 0)
            return default;
        var emphatic = Sum switch
        {
            > 0 => Sum + Emphasis,
            < 0 => Sum - Emphasis,
            _ => Sum,
        };
        var compound = Math.Clamp(emphatic / Math.Sqrt((emphatic * emphatic) + Alpha), -1, 1);
        return new SentimentScore(
            VaderRounding.ToFour(compound),
            VaderRounding.ToThree(Positive / total),
            VaderRounding.ToThree(Neutral / total),
            VaderRounding.ToThree(-Negative / total));
    }
}
