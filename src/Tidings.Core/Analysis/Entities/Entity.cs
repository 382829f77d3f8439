namespace Tidings.Analysis;

/// <summary>What a stretch of text is, in twitter-text's words.</summary>
public enum EntityKind : byte
{
    /// <summary><c>#tag</c> or <c>＃tag</c>.</summary>
    Hashtag,

    /// <summary><c>$BTC</c>.</summary>
    Cashtag,

    /// <summary><c>@name</c>.</summary>
    Mention,

    /// <summary>A web address, with or without its scheme.</summary>
    Url,
}

/// <summary>Whose rules hold: they differ in cashtags only.</summary>
public enum EntityProfile : byte
{
    /// <summary>twitter-text; used for X, Mastodon and the seed exports.</summary>
    X,

    /// <summary>As <see cref="X"/>, but cashtags by the rule of the official Bluesky client.</summary>
    Bluesky,
}

/// <summary>One entity in a UTF-8 text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Byte offset of its first byte; the sign (<c># $ @</c>) is included.</param>
/// <param name="End">Byte offset behind its last byte.</param>
public readonly record struct Entity(EntityKind Kind, int Start, int End)
{
    /// <summary>Its length in bytes.</summary>
    public int Length => End - Start;
}
