using System.Text.Json.Nodes;

namespace Tidings.Cli.Configuration;

/// <summary>Tries to understand a text; false where it is not acceptable.</summary>
delegate bool TryParse<T>(string text, out T value);

/// <summary>One value without parts.</summary>
sealed class ScalarFormat<T>(
    string expected, TryParse<T> tryParse, Func<T, JsonNode?> write, params SettingNodeKind[] kinds)
    : SettingFormat<T>(expected)
{
    /// <summary>Whether faults may quote what was found.</summary>
    public bool ShowsValue { get; init; } = true;

    /// <summary>The words to choose from, where there are such.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    public override bool TryRead(SettingNode node, string key, FaultList faults, out T value)
    {
        value = default!;
        var isRightKind = kinds.Contains(node.Kind)
            || (node.IsLoose && node.Kind is not (SettingNodeKind.List or SettingNodeKind.Object));
        // spaces around a value are an accident of shells and env files; inside a secret they may be meant
        var text = node.IsLoose && ShowsValue ? node.Text.Trim() : node.Text;
        if (isRightKind && tryParse(text, out value))
            return true;
        var suggestion = isRightKind && Choices.Count > 0 ? NearestKey.Of(node.Text, Choices) : null;
        faults.AddUnexpected(key, Expected, node, ShowsValue, suggestion);
        return false;
    }

    public override JsonNode? Write(T value) => write(value);
}
