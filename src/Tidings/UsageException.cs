namespace Tidings.Cli;

/// <summary>Wrong use or configuration: one clear line for each fault, and exit status 2.</summary>
sealed class UsageException(string message) : Exception(message);
