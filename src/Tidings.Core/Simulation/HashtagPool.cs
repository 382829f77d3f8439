using System.Globalization;

namespace Tidings.Simulation;

/// <summary>Which hashtags there are, and how often each comes up.</summary>
static partial class HashtagPool
{
    static readonly Dictionary<string, Hashtag[]> ByLanguage = Popular
        .Split('\n')
        .Select(Read)
        .GroupBy(h => h.Language, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    static readonly string[] Themes =
        ["day", "drink", "food", "pets", "garden", "match", "move", "sun", "rain", "music", "books", "make", "work", "kind"];

    /// <summary>All popular hashtags.</summary>
    public static IEnumerable<Hashtag> All => ByLanguage.Values.SelectMany(h => h);

    /// <summary>A hashtag for a post in the language at a story second; in English one in five comes from the long tail.</summary>
    public static Hashtag Pick(string language, int second, Dice dice)
    {
        if (language == "en" && dice.Chance(200))
            return Rare(dice);
        var tags = ByLanguage[language];
        var total = 0;
        foreach (var tag in tags)
            total += tag.WeightAt(second);
        var left = dice.Below(total);
        var index = 0;
        while ((left -= tags[index].WeightAt(second)) >= 0)
            index++;
        return tags[index];
    }

    static Hashtag Rare(Dice dice)
    {
        // The smaller of two throws: the first words are commoner, so the tail is long but not flat.
        var first = Math.Min(dice.Below(FirstWords.Length), dice.Below(FirstWords.Length));
        var second = Math.Min(dice.Below(SecondWords.Length), dice.Below(SecondWords.Length));
        var mood = new Dice((ulong)(first * 1000 + second)); // a rare tag has the same nature whenever it comes up
        var text = FirstWords[first] + SecondWords[second];
        return new("en", mood.Pick<string>(Themes), [text], 1, mood.Between(40, 600), mood.Between(60, 450), -1);
    }

    static Hashtag Read(string line)
    {
        var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(cells[0], cells[1], cells[2].Split('/'), Number(3), Number(4), Number(5), cells.Length > 6 ? Number(6) : -1);

        int Number(int cell) => int.Parse(cells[cell], CultureInfo.InvariantCulture);
    }

    static string[] FirstWords { get; } = [.. "Rainy Sunny Tiny Slow Happy Quiet Sunday Summer Morning Late Cosy Wild Local Night Green Little Brave City River Old Lazy Bright Salty Golden Weekend Paper Street Harbour Garden Honest".Split(' ')];

    static string[] SecondWords { get; } = [.. "Walk Days Kitchen Club Notes Crew Thoughts Song Window Table Light Mood Stories Corner Project Market Talk Ride Garden Challenge Diary Letters Snack Bench Playlist Recipe Sketch Season Report Questions".Split(' ')];
}
