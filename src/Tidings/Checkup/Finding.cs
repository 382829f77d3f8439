namespace Tidings.Cli.Checkup;

/// <summary>What a check found, in words, with what mends it.</summary>
sealed record Finding(string Check, FindingState State, string Message);
