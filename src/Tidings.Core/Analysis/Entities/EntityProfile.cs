namespace Tidings.Analysis;

/// <summary>Whose rules hold: they differ in cashtags and mentions.</summary>
public enum EntityProfile : byte
{
    /// <summary>twitter-text; used for X, Mastodon and the seed exports.</summary>
    X,

    /// <summary>
    /// As <see cref="X"/>, but cashtags by the rule of the official Bluesky client, and a mention is a whole handle,
    /// which is a domain name, where one follows.
    /// </summary>
    Bluesky,
}
