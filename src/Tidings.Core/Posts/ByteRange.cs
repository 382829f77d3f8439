namespace Tidings.Posts;

/// <summary>A stretch of the batch's bytes.</summary>
public readonly record struct ByteRange(int Start, int Length)
{
    /// <summary>True for no text.</summary>
    public bool IsEmpty => Length == 0;
}
