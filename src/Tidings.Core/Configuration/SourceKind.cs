namespace Tidings.Configuration;

/// <summary>Where posts come from.</summary>
public enum SourceKind : byte
{
    /// <summary>Bluesky, through a Jetstream service.</summary>
    Jetstream,

    /// <summary>X, through the filtered stream of its API.</summary>
    X,

    /// <summary>One Mastodon server.</summary>
    Mastodon,

    /// <summary>A recording.</summary>
    File,
}
