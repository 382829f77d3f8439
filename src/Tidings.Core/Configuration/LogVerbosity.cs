namespace Tidings.Configuration;

/// <summary>The least important messages that are logged.</summary>
public enum LogVerbosity : byte
{
    /// <summary>Everything.</summary>
    Trace,

    /// <summary>What helps to find a fault in the program.</summary>
    Debug,

    /// <summary>What the program does.</summary>
    Info,

    /// <summary>What went wrong and mends itself.</summary>
    Warning,

    /// <summary>What failed.</summary>
    Error,

    /// <summary>What stops the program.</summary>
    Critical,
}
