namespace Tidings.Cli.Output;

/// <summary>A value that is JSON already.</summary>
readonly record struct RawJson(string Json);
