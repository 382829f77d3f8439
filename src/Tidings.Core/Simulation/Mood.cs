namespace Tidings.Simulation;

/// <summary>How the writer of a made-up post feels.</summary>
enum Mood
{
    /// <summary>Complains.</summary>
    Negative,

    /// <summary>Says what is.</summary>
    Neutral,

    /// <summary>Is pleased.</summary>
    Positive,
}
