namespace Tidings.Posts;

/// <summary>A stretch of the batch's bytes.</summary>
public readonly record struct ByteRange(int Start, int Length)
{
    /// <summary>True for no text.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The same bytes once others stand before them.</summary>
    internal ByteRange Behind(int others) => this with { Start = Start + others };
}
