namespace Tidings.Configuration;

/// <summary>What the program says about itself, always on standard error.</summary>
public sealed record LogOptions
{
    /// <summary>The least important messages that are logged. Default <see cref="LogVerbosity.Info"/>.</summary>
    public LogVerbosity Level { get; init; } = LogVerbosity.Info;

    /// <summary>How lines look. Default <see cref="LogFormat.Auto"/>.</summary>
    public LogFormat Format { get; init; }
}
