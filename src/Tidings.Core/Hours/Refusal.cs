namespace Tidings.Hours;

/// <summary>Why a post does not count for its topics; the filters are tested in this order.</summary>
public enum Refusal
{
    /// <summary>It counts.</summary>
    None,

    /// <summary>A repost.</summary>
    Repost,

    /// <summary>In none of the wanted languages.</summary>
    Language,

    /// <summary>Too few followers.</summary>
    Followers,

    /// <summary>The account was too young at posting time.</summary>
    AccountAge,

    /// <summary>The text has a word of the blacklist.</summary>
    Blacklist,
}
