namespace Tidings.Configuration;

/// <summary>
/// Which posts count in topic hours. Posts are refused when hours are computed and stay stored, so that a changed
/// filter changes past hours too. The defaults are the preset <c>seed</c>. An attribute that is unknown passes.
/// </summary>
public sealed record FilterOptions
{
    /// <summary>Least followers of the author, 0 or more; exactly this many pass. Default 500.</summary>
    public long MinFollowers { get; init; } = 500;

    /// <summary>Least age of the account at posting time, in whole days, 0 to 36,500. Default 60.</summary>
    public int MinAccountAgeDays { get; init; } = 60;

    /// <summary>Whether reposts count. Default <see cref="RepostPolicy.Drop"/>.</summary>
    public RepostPolicy Reposts { get; init; }

    /// <summary>Which of equal texts are scored. Default <see cref="CopyPolicy.DropAll"/>.</summary>
    public CopyPolicy Copies { get; init; }

    /// <summary>
    /// Primary language subtags that pass, in lower case; empty lets every language pass. Default <c>en</c>.
    /// </summary>
    public ValueList<string> Languages { get; init; } = ["en"];

    /// <summary>
    /// Whether a guessed language counts where the platform names none; else such posts pass. Default false.
    /// </summary>
    public bool LanguageGuess { get; init; }

    /// <summary>
    /// Whole words that refuse a post, whatever their case. Default <c>giveaway free gift win alert</c>.
    /// </summary>
    public ValueList<string> Blacklist { get; init; } = ["giveaway", "free", "gift", "win", "alert"];

    /// <summary>
    /// Whether posts with a compound of exactly 0 enter the mean and the deviation; most such posts hold no word that
    /// the scorer knows, and they pull the mean to 0. Default false.
    /// </summary>
    public bool IncludeNeutral { get; init; }
}
