using System.Text.Json.Nodes;
using Tidings.Configuration;

namespace Tidings.Cli.Configuration;

/// <summary>A strategy's parameters: an object of numbers. Which names there are is for the strategy to say.</summary>
sealed class ParametersFormat() : SettingFormat<ValueList<SignalParameter>>("an object of numbers")
{
    static readonly ScalarFormat<double> Value = Formats.Number(double.MinValue, double.MaxValue, "a number");

    public override bool TryRead(SettingNode node, string key, FaultList faults, out ValueList<SignalParameter> value)
    {
        value = [];
        if (node.Unpack(key, faults) is not { } unpacked)
            return false;
        if (unpacked.Kind != SettingNodeKind.Object)
        {
            faults.AddUnexpected(key, Expected, unpacked, showValue: true);
            return false;
        }
        var read = new List<SignalParameter>();
        foreach (var (name, member) in unpacked.Members)
            if (Value.TryRead(member, $"{key}.{name}", faults, out var number))
                read.Add(new(name, number));
        // their order has no meaning: two equal sets are to be equal
        value = [.. read.OrderBy(parameter => parameter.Name, StringComparer.Ordinal)];
        return read.Count == unpacked.Members.Count;
    }

    public override JsonNode Write(ValueList<SignalParameter> value) =>
        new JsonObject(value.Select(parameter => KeyValuePair.Create(parameter.Name, (JsonNode?)parameter.Value)));
}
