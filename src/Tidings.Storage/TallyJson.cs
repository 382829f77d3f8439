using System.Text;
using Tidings.Hours;

namespace Tidings.Storage;

/// <summary>The counts of a topic's hour that are stored as JSON objects: those that are 0 are left out.</summary>
static class TallyJson
{
    /// <summary>The refused posts by reason, in the order of the filters.</summary>
    public static string Refused(TopicTally tally) => Of([
        ("repost", tally.Refused(Refusal.Repost)), ("language", tally.Refused(Refusal.Language)),
        ("followers", tally.Refused(Refusal.Followers)), ("account_age", tally.Refused(Refusal.AccountAge)),
        ("blacklist", tally.Refused(Refusal.Blacklist))]);

    /// <summary>The accepted posts by the attribute that is unknown.</summary>
    public static string Unknown(TopicTally tally) => Of([
        ("language", tally.UnknownLanguage), ("followers", tally.UnknownFollowers),
        ("account_age", tally.UnknownAccountAge)]);

    static string Of(ReadOnlySpan<(string Name, long Count)> counts)
    {
        var json = new StringBuilder("{");
        foreach (var (name, count) in counts)
            if (count != 0)
                json.Append(json.Length > 1 ? "," : "").Append('"').Append(name).Append("\":").Append(count);
        return json.Append('}').ToString();
    }
}
