using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tidings.Configuration;

/// <summary>
/// A fingerprint of the settings that decide what the tables say: happy, topics, filters, keep and scorer. When it
/// differs from the one in the store, stored posts are analysed and hours computed again. No secret enters it.
/// </summary>
public static class ConfigurationHash
{
    // Raise it when the canonical form below changes its meaning: stores then rebuild once.
    const string Form = "tidings-configuration-1";

    /// <summary>SHA-256 (FIPS 180-4) of the canonical form, as 64 lower-case hexadecimal digits.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="presetSynonyms">
    /// The synonyms of a preset topic, so that a preset hashes like the same synonyms written out, and a preset that a
    /// new version changes gives a new hash. Null hashes presets by their name.
    /// </param>
    /// <remarks>
    /// The order of topics, synonyms, happy entries, languages and blacklisted words has no meaning and is taken out,
    /// as are repetitions; letter case is taken out of languages and blacklisted words.
    /// </remarks>
    public static string Compute(TidingsOptions options, Func<string, IEnumerable<string>>? presetSynonyms = null)
    {
        var form = new StringBuilder();
        Add(form, Form);
        AddSet(form, options.Happy);
        foreach (var topic in options.Topics.OrderBy(topic => topic.Name, StringComparer.Ordinal))
        {
            Add(form, topic.Name);
            if (topic.Synonyms is null && presetSynonyms is null)
                Add(form, "preset");
            else
                AddSet(form, topic.Synonyms ?? presetSynonyms!(topic.Name));
        }
        Add(form, "filters");
        AddFilters(form, options.Filters);
        Add(form, options.Keep.ToString());
        Add(form, options.Scorer.ToString());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form.ToString())));
    }

    static void AddFilters(StringBuilder form, FilterOptions filters)
    {
        Add(form, filters.MinFollowers.ToString(CultureInfo.InvariantCulture));
        Add(form, filters.MinAccountAgeDays.ToString(CultureInfo.InvariantCulture));
        Add(form, filters.Reposts.ToString());
        Add(form, filters.Copies.ToString());
        AddSet(form, filters.Languages.Select(language => language.ToLowerInvariant()));
        Add(form, filters.LanguageGuess ? "guess" : "given");
        AddSet(form, filters.Blacklist.Select(word => word.ToLowerInvariant()));
        Add(form, filters.IncludeNeutral ? "with neutral" : "without neutral");
    }

    static void AddSet(StringBuilder form, IEnumerable<string> items)
    {
        var set = new SortedSet<string>(items, StringComparer.Ordinal);
        form.Append(CultureInfo.InvariantCulture, $"{set.Count}[");
        foreach (var item in set)
            Add(form, item);
        form.Append(']');
    }

    // Each text goes with its length, so that no text can be taken for two others.
    static void Add(StringBuilder form, string text) =>
        form.Append(CultureInfo.InvariantCulture, $"{text.Length}:{text}\n");
}
