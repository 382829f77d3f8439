using System.Globalization;

namespace Tidings.Cli.Configuration;

/// <summary>Turns <c>TIDINGS__SECTION__KEY</c> variables into the tree that a file would give.</summary>
static class EnvironmentSettings
{
    public const string Prefix = "TIDINGS__";

    /// <summary>The variable that sets a key: <c>sources[0].kind</c> is <c>TIDINGS__SOURCES__0__KIND</c>.</summary>
    public static string VariableOf(string key) => Prefix + key.ToUpperInvariant()
        .Replace("]", "", StringComparison.Ordinal)
        .Replace("[", "__", StringComparison.Ordinal)
        .Replace(".", "__", StringComparison.Ordinal);

    /// <summary>All variables with the prefix, whatever their case; an empty one counts as not set.</summary>
    public static SettingNode Read(IReadOnlyDictionary<string, string> environment, FaultList faults)
    {
        var root = new Branch();
        foreach (var (variable, value) in environment.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            if (variable.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && value.Length > 0)
                root.Plant(variable, variable[Prefix.Length..].Split("__"), value, faults);
        return root.ToNode(faults);
    }

    sealed class Branch
    {
        readonly SortedDictionary<string, Branch> _children = new(StringComparer.OrdinalIgnoreCase);
        string _variable = "the environment";
        string? _value;

        public void Plant(string variable, ReadOnlySpan<string> names, string value, FaultList faults)
        {
            if (_children.Count == 0 && _value is null)
                _variable = variable;
            if (!names.IsEmpty)
            {
                if (!_children.TryGetValue(names[0], out var child))
                    _children[names[0]] = child = new();
                child.Plant(variable, names[1..], value, faults);
            }
            else if (_value is not null)
                faults.Add(variable, $"given twice, also as {_variable}");
            else
                (_value, _variable) = (value, variable);
        }

        public SettingNode ToNode(FaultList faults)
        {
            if (_value is not null && _children.Count > 0)
                faults.Add(_variable, "given twice, whole and in parts");
            if (_value is not null)
                return new(SettingNodeKind.Text, _variable) { Text = _value, IsLoose = true };
            if (_children.Count > 0
                && _children.Keys.All(name => name.All(char.IsAsciiDigit) && name.Length is > 0 and < 7))
            {
                var items = _children.OrderBy(child => int.Parse(child.Key, CultureInfo.InvariantCulture));
                return new(SettingNodeKind.List, _variable)
                {
                    Items = [.. items.Select(child => child.Value.ToNode(faults))],
                    IsLoose = true,
                };
            }
            return new(SettingNodeKind.Object, _variable)
            {
                Members = [.. _children.Select(child => KeyValuePair.Create(child.Key, child.Value.ToNode(faults)))],
                IsLoose = true,
            };
        }
    }
}
