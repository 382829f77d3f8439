namespace Tidings.Cli.Checkup;

/// <summary>How a part of the program is.</summary>
enum FindingState : byte
{
    Ok,

    /// <summary>It works, and somebody should look.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Error,
}
