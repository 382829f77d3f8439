namespace Tidings.Simulators;

/// <summary>When a simulator begins to play.</summary>
public enum PlaybackStart
{
    /// <summary>With the first client; at full speed it also pauses while there is none.</summary>
    FirstClient,

    /// <summary>At once, whether anybody listens or not.</summary>
    Now,
}
