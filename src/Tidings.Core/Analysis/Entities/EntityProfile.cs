namespace Tidings.Analysis;

/// <summary>Whose rules hold: they differ in cashtags only.</summary>
public enum EntityProfile : byte
{
    /// <summary>twitter-text; used for X, Mastodon and the seed exports.</summary>
    X,

    /// <summary>As <see cref="X"/>, but cashtags by the rule of the official Bluesky client.</summary>
    Bluesky,
}
