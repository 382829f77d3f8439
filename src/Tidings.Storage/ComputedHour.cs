namespace Tidings.Storage;

/// <summary>What the computing of an hour found.</summary>
/// <param name="Posts">
/// Kept posts in it, or as many as were to be counted, where it has more; 0 for a sealed hour, which is not computed.
/// </param>
/// <param name="IsChanged">Any of its numbers differs from what stood there.</param>
public readonly record struct ComputedHour(long Posts, bool IsChanged);
