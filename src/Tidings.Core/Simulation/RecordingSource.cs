namespace Tidings.Simulation;

/// <summary>Whose stream a made-up recording imitates.</summary>
public enum RecordingSource
{
    /// <summary>X API v2 filtered stream.</summary>
    X,

    /// <summary>Bluesky Jetstream, v1 wire.</summary>
    Jetstream,

    /// <summary>Mastodon streaming over WebSocket.</summary>
    Mastodon,
}
