namespace Tidings.Cli.Configuration;

/// <summary>One line of <c>config show</c>, secrets masked.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">Its value: texts as they are, all else as JSON, empty where there is none.</param>
/// <param name="Source">Where it comes from: <c>default</c>, file and line, variable, or <c>command line</c>.</param>
sealed record SettingRow(string Key, string Value, string Source);
