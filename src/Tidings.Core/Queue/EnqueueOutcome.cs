namespace Tidings.Queue;

/// <summary>What a queue did with batches that it was given.</summary>
public enum EnqueueOutcome : byte
{
    /// <summary>They lie on disk.</summary>
    Stored,

    /// <summary>There is no space for them; none of them was taken.</summary>
    Full,
}
