using System.Text;
using Tidings.Simulation;

namespace Tidings.Tests.Simulation;

public sealed class GrammarTests
{
    [Fact]
    public void Expand_NestedRuleAndSlot_FillsBoth()
    {
        var grammar = Grammar.Parse("""
            greeting
              Good {part}, {@name}
            part: evening
            """);
        var draft = new Draft { Subject = "day", Language = "en" };

        grammar.Expand("greeting", draft, new Dice(1), (slot, into) => into.Append(Encoding.UTF8.GetBytes(slot.ToUpperInvariant())));

        Assert.Equal("Good evening, NAME", Encoding.UTF8.GetString(draft.Text));
    }

    [Fact]
    public void Expand_SeveralAlternatives_ComesUponEach()
    {
        var grammar = Grammar.Parse("mark: a | _ | c");
        var dice = new Dice(7);

        var seen = Enumerable.Range(0, 200).Select(_ =>
        {
            var draft = new Draft { Subject = "day", Language = "en" };
            grammar.Expand("mark", draft, dice, (_, _) => { });
            return Encoding.UTF8.GetString(draft.Text);
        }).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(["", "a", "c"], seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Phrases_EveryReference_IsARule() =>
        Assert.DoesNotContain(Phrases.All.References, r => !Phrases.All.Has(r));

    [Fact]
    public void Phrases_EveryHashtagTheme_HasSentencesForEveryMood() =>
        Assert.DoesNotContain(
            HashtagPool.All.SelectMany(h => new[] { $"{h.Theme}.pos", $"{h.Theme}.neu", $"{h.Theme}.neg" }),
            rule => !Phrases.All.Has(rule));
}
