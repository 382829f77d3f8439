namespace Tidings.Cli.Configuration;

/// <summary>One configured value, from whatever layer, before anybody has asked whether it makes sense.</summary>
sealed record SettingNode(SettingNodeKind Kind, string Place)
{
    /// <summary>The text of a text, number (as written) or boolean (<c>true</c>, <c>false</c>).</summary>
    public string Text { get; init; } = "";

    public IReadOnlyList<SettingNode> Items { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, SettingNode>> Members { get; init; } = [];

    /// <summary>
    /// Whether it comes from the environment or the command line, where all is text: a number, list or object may
    /// then be written as text.
    /// </summary>
    public bool IsLoose { get; init; }

    /// <summary>
    /// What was found, for a fault. The value itself is shown only where <paramref name="showValue"/> allows it.
    /// </summary>
    public string Describe(bool showValue) => Kind switch
    {
        SettingNodeKind.Null => "null",
        SettingNodeKind.Boolean => Text,
        SettingNodeKind.Number => showValue ? $"the number {Text}" : "a number",
        SettingNodeKind.List => "a list",
        SettingNodeKind.Object => "an object",
        _ when Text.Length == 0 => "an empty text",
        _ when !showValue => "another text",
        _ => Text.Length > 40 ? $"'{Text[..40]}…'" : $"'{Text}'",
    };

    /// <summary>
    /// This, or what its text says where it is loose text that begins like JSON; null where that cannot be read.
    /// </summary>
    public SettingNode? Unpack(string key, FaultList faults) =>
        IsLoose && Kind == SettingNodeKind.Text && Text.AsSpan().TrimStart() is ['[' or '{', ..]
            ? JsonSettings.ParseInline(Text, Place, key, faults)
            : this;
}
