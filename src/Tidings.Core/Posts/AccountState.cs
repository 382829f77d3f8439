namespace Tidings.Posts;

/// <summary>What became of an account.</summary>
public enum AccountState : byte
{
    /// <summary>In use, or reinstated.</summary>
    Active,

    /// <summary>Taken down, suspended or deactivated: its posts are hidden until it is active again.</summary>
    Hidden,

    /// <summary>Deleted for good, with its posts.</summary>
    Deleted,
}
