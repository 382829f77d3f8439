using System.Text;

namespace Tidings.Simulation;

/// <summary>
/// Rules that make sentences. Written one rule after another: <c>name: first | second</c>, or <c>name</c> alone with one alternative on each
/// indented line below it. <c>{name}</c> stands for another rule, <c>{@slot}</c> for something that the caller
/// fills in, <c>_</c> for nothing.
/// </summary>
sealed class Grammar
{
    readonly Dictionary<string, Piece[][]> _rules = new(StringComparer.Ordinal);

    Grammar() { }

    /// <summary>Whether there is such a rule.</summary>
    public bool Has(string rule) => _rules.ContainsKey(rule);

    /// <summary>All names that rules refer to, for checking.</summary>
    public IEnumerable<string> References =>
        _rules.Values.SelectMany(r => r).SelectMany(a => a).Where(p => p is { Rule: not null, IsSlot: false }).Select(p => p.Rule!);

    /// <summary>Reads rules; a rule that is written again replaces the first one.</summary>
    public static Grammar Parse(params ReadOnlySpan<string> texts)
    {
        var grammar = new Grammar();
        foreach (var text in texts)
        {
            string? open = null;
            var alternatives = new List<Piece[]>();
            foreach (var line in text.Split('\n').Append(""))
            {
                if (line.StartsWith(' '))
                {
                    alternatives.Add(Cut(line.Trim()));
                    continue;
                }
                if (open is not null && alternatives.Count > 0)
                    grammar._rules[open] = [.. alternatives];
                alternatives.Clear();
                var colon = line.IndexOf(": ", StringComparison.Ordinal);
                open = colon < 0 ? line : line[..colon];
                if (colon >= 0)
                    grammar._rules[open] = [.. line[(colon + 2)..].Split('|').Select(a => Cut(a.Trim()))];
            }
        }
        return grammar;
    }

    /// <summary>Appends one sentence of the rule to the draft.</summary>
    /// <param name="rule">Its name.</param>
    /// <param name="draft">Where it goes.</param>
    /// <param name="dice">Choose the alternatives.</param>
    /// <param name="fill">Appends what belongs into a slot (its name without the <c>@</c>).</param>
    public void Expand(string rule, Draft draft, Dice dice, Action<string, Draft> fill)
    {
        foreach (var piece in dice.Pick<Piece[]>(_rules[rule]))
        {
            if (piece.Rule is null)
                draft.Append(piece.Literal);
            else if (piece.IsSlot)
                fill(piece.Rule, draft);
            else
                Expand(piece.Rule, draft, dice, fill);
        }
    }

    static Piece[] Cut(string alternative)
    {
        var pieces = new List<Piece>();
        var rest = alternative == "_" ? "" : alternative;
        while (rest.Length > 0)
        {
            var brace = rest.IndexOf('{', StringComparison.Ordinal);
            var literal = brace < 0 ? rest : rest[..brace];
            if (literal.Length > 0)
                pieces.Add(new(Encoding.UTF8.GetBytes(literal), null, false));
            if (brace < 0)
                break;
            var close = rest.IndexOf('}', brace);
            var name = rest[(brace + 1)..close];
            pieces.Add(name.StartsWith('@') ? new([], name[1..], true) : new([], name, false));
            rest = rest[(close + 1)..];
        }
        return [.. pieces];
    }

    sealed record Piece(byte[] Literal, string? Rule, bool IsSlot);
}
