namespace Tidings.Hours;

/// <summary>What happens to posts with equal text in one topic and hour.</summary>
public enum CopyRule : byte
{
    /// <summary>All of them are copies: none is scored.</summary>
    DropAll,

    /// <summary>The earliest is scored; ties go to the smaller platform, then id.</summary>
    KeepFirst,

    /// <summary>All are scored.</summary>
    Keep,
}

/// <summary>
/// Which posts of a topic count. The rules are predicates over what is stored, applied when an hour is computed: a refused post is still
/// there. Each post is refused for one reason at most, the first in the order of the properties here; an unknown attribute passes.
/// </summary>
public sealed record TopicFilter
{
    /// <summary>Reason <c>repost</c>: reposts are refused. Default true.</summary>
    public bool DropReposts { get; init; } = true;

    /// <summary>Reason <c>language</c>: none of the post's languages is one of these. Empty: all pass. Default en.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["en"];

    /// <summary>Whether the local guess stands in where the platform names no language. Default false.</summary>
    public bool LanguageGuess { get; init; }

    /// <summary>Reason <c>followers</c>: the author has fewer. Default 500.</summary>
    public long MinFollowers { get; init; } = 500;

    /// <summary>Reason <c>account_age</c>: the account was younger, in whole days when the post was made. Default 60.</summary>
    public int MinAccountAgeDays { get; init; } = 60;

    /// <summary>Whether blacklisted words refuse a post, reason <c>blacklist</c>. The words are matched when a post is analysed. Default true.</summary>
    public bool DropBlacklisted { get; init; } = true;

    /// <summary>What happens to copies among the accepted. Default all dropped.</summary>
    public CopyRule Copies { get; init; } = CopyRule.DropAll;

    /// <summary>Whether posts scored exactly 0 belong to mean and deviation. Default false.</summary>
    public bool IncludeNeutral { get; init; }
}
