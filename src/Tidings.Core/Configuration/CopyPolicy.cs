namespace Tidings.Configuration;

/// <summary>What topic hours do with accepted posts of one topic and hour that have the same text.</summary>
public enum CopyPolicy : byte
{
    /// <summary>No member of such a group is scored.</summary>
    DropAll,

    /// <summary>The first one is scored, the others are not.</summary>
    KeepFirst,

    /// <summary>All are scored.</summary>
    Keep,
}
