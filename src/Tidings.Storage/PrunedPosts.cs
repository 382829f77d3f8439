namespace Tidings.Storage;

/// <summary>What pruning removed.</summary>
/// <param name="Hours">Hours that were sealed.</param>
/// <param name="Posts">Posts that were removed, hidden ones included.</param>
public readonly record struct PrunedPosts(int Hours, long Posts);
