namespace Tidings.Simulation;

/// <summary>A hashtag of the made-up world.</summary>
/// <param name="Language">Who uses it, ISO 639-1.</param>
/// <param name="Theme">Which sentences go with it.</param>
/// <param name="Spellings">The commonest first, without sign.</param>
/// <param name="Weight">How common it is beside the others of its language.</param>
/// <param name="Happy">Of 1,000 posts with it, how many carry a happy sign.</param>
/// <param name="Sad">Of 1,000 posts with it, how many complain.</param>
/// <param name="PeakHour">The story hour at which everybody talks about it; negative for none.</param>
sealed record Hashtag(string Language, string Theme, string[] Spellings, int Weight, int Happy, int Sad, int PeakHour)
{
    /// <summary>How common it is at a story second: up to seven times as common at its peak, fading over two hours.</summary>
    public int WeightAt(int second)
    {
        if (PeakHour < 0)
            return Weight;
        var distance = Math.Abs(second - PeakHour * 3600);
        return Weight + Math.Max(0, Weight * 6 * (7200 - distance) / 7200);
    }
}
