namespace Tidings.Posts;

/// <summary>A stretch of one of the batch's lists.</summary>
public readonly record struct ListRange(int Start, int Count);
