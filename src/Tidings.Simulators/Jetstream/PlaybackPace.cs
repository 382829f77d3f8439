namespace Tidings.Simulators;

/// <summary>How fast a simulator plays where no rate is given.</summary>
public enum PlaybackPace
{
    /// <summary>As fast as the slowest client takes it.</summary>
    Full,

    /// <summary>With the distances between the recorded times.</summary>
    Recorded,
}
