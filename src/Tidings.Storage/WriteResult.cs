namespace Tidings.Storage;

/// <summary>What became of the posts of a batch. They add up to the posts in it.</summary>
public record struct WriteResult
{
    /// <summary>Stored for the first time.</summary>
    public long Kept { get; set; }

    /// <summary>A higher version replaced what was stored.</summary>
    public long Updated { get; set; }

    /// <summary>Known already, or older than what is stored.</summary>
    public long Repeated { get; set; }

    /// <summary>Without hashtag and topic: not stored.</summary>
    public long Irrelevant { get; set; }

    /// <summary>For an hour that is sealed: not applied.</summary>
    public long Late { get; set; }

    /// <summary>Refused by a tombstone.</summary>
    public long RefusedDeleted { get; set; }

    /// <summary>Adds another batch's counts.</summary>
    public void Add(in WriteResult other)
    {
        Kept += other.Kept;
        Updated += other.Updated;
        Repeated += other.Repeated;
        Irrelevant += other.Irrelevant;
        Late += other.Late;
        RefusedDeleted += other.RefusedDeleted;
    }
}
