namespace Tidings.Posts;

/// <summary>Where a post was made.</summary>
public enum Platform : byte
{
    /// <summary>X, formerly Twitter.</summary>
    X,

    /// <summary>Bluesky.</summary>
    Bluesky,

    /// <summary>Mastodon and what speaks its API.</summary>
    Mastodon,

    /// <summary>The exports of the seed project; posts without identity, author or language.</summary>
    Seed,
}
