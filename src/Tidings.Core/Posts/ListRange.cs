namespace Tidings.Posts;

/// <summary>A stretch of one of the batch's lists.</summary>
public readonly record struct ListRange(int Start, int Count)
{
    /// <summary>The same entries once others stand before them.</summary>
    internal ListRange Behind(int others) => this with { Start = Start + others };
}
