namespace Tidings.Configuration;

/// <summary>One parameter of a strategy.</summary>
/// <param name="Name">The strategy's own name for it.</param>
/// <param name="Value">Its value, finite.</param>
public sealed record SignalParameter(string Name, double Value);
