namespace Tidings.Configuration;

/// <summary>Which posts are stored.</summary>
public enum KeepPolicy : byte
{
    /// <summary>Posts that have a hashtag or name a topic; others are only counted.</summary>
    Relevant,

    /// <summary>Every post.</summary>
    All,
}
