namespace Tidings.Analysis;

/// <summary>What a stretch of text is, in twitter-text's words.</summary>
public enum EntityKind : byte
{
    /// <summary><c>#tag</c> or <c>＃tag</c>.</summary>
    Hashtag,

    /// <summary><c>$BTC</c>.</summary>
    Cashtag,

    /// <summary><c>@name</c>, <c>＠name</c>, or a list, <c>@name/list</c>.</summary>
    Mention,

    /// <summary>A web address, with or without its scheme.</summary>
    Url,
}
