namespace Tidings.Posts;

/// <summary>What an arriving version changes.</summary>
public enum ArrivalOutcome : byte
{
    /// <summary>It becomes the stored post.</summary>
    Store,

    /// <summary>It is the highest version but not relevant: the post is taken away and a stub stays.</summary>
    Stub,

    /// <summary>Known already, or older than what is stored.</summary>
    Repeated,

    /// <summary>Older than what is stored, but it knows the event time better.</summary>
    Retime,

    /// <summary>A tombstone refuses it.</summary>
    RefusedDeleted,
}
