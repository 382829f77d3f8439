namespace Tidings.Cli.Jobs;

/// <summary>A record that could not be used.</summary>
sealed record MalformedRecord(string File, long Line, string Reason);
