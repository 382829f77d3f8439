namespace Tidings.Simulators;

/// <summary>One line of what a simulator plays.</summary>
/// <param name="Utf8">Its bytes; they need to be valid only until the next line is asked for.</param>
/// <param name="Origin">The file it is from; empty where it is from none.</param>
/// <param name="Number">Its line there, or its number, from 1.</param>
public readonly record struct FeedLine(ReadOnlyMemory<byte> Utf8, string Origin, long Number);
