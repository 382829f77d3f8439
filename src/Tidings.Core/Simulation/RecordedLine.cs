namespace Tidings.Simulation;

/// <summary>One line as it came off the wire.</summary>
/// <param name="At">When it arrived; never earlier than the line before it.</param>
/// <param name="Utf8">Its bytes without the line end; empty for a keep-alive.</param>
public readonly record struct RecordedLine(DateTimeOffset At, ReadOnlyMemory<byte> Utf8);
