namespace Tidings.Tests.Durability;

/// <summary>
/// Texts of parts that stand between blanks and mean the same to a regular expression as to a careful reader.
/// </summary>
sealed class RawGrammar(Random random)
{
    static readonly string[] Fillers =
    [
        "the queue moves", "what a lovely day", "so sad", "GREAT news", "not good at all", "terrible", "I love this!",
        "very very happy", "a note", "hmm...", "R&D", "5 < 6 > 4", "🚀", "😀", "together whether", "window", "winner",
        "freedom", "gifted", "alerts", "bitcoins", "bitcoin_price", "tether", "kind of bad", "hates it??", "$5",
    ];

    static readonly string[] Hashtags =
    [
        "#btc", "#BTC", "#Bitcoin", "#eth", "#ｅｔｈ", "＃btc", "#Straße", "#STRASSE", "#Café", "#Cafe\u0301", "#CAFÉ",
        "#ΟΔΟΣ", "#οδος", "#οδοσ", "#Joy", "#joy", "#JOY", "#rain2026", "#ﬁne", "#fine", "#2026", "#cardano", "#xrp",
        "#bnb", "#adamant", "#win",
    ];

    static readonly string[] Subjects =
    [
        "bitcoin", "Bitcoin", "BITCOIN", "ethereum", "ether", "etherum", "cardano", "ripple", "binance coin",
        "Binance  Coin", "$BTC", "$btc", "$ETH", "$ada", "$XRP", "$BNB", "$BTCUSD",
    ];

    static readonly string[] Smiles =
        [":)", ":)", ":)", "thanks:)", ":))", ": )", ":(", ":blob:)", ":blob: nice", "https://pics.example.org/a(:)b"];

    static readonly string[] Blacklist = ["free", "Giveaway", "gift", "WIN", "alert", "free!"];
    static readonly string[] Decoration = ["https://news.example.org/a1", "https://pics.example.org/b2", "@maker", "@you"];

    static readonly string[] Repeated =
    [
        "bitcoin will rise", "Bitcoin will RISE", "bitcoin  will rise", "great #eth day", "Great #ETH day",
        "buy cardano now, it is awful", "#joy bitcoin", "#Joy BITCOIN",
    ];

    /// <summary>A text; with some luck the copy of another one, with other links and mentions.</summary>
    public string Text()
    {
        var parts = new List<string>();
        if (random.Next(4) == 0)
        {
            parts.Add(Of(Repeated));
        }
        else
        {
            Add(parts, Fillers, random.Next(4));
            Add(parts, Hashtags, random.Next(3));
            Add(parts, Subjects, random.Next(3) == 0 ? 2 : random.Next(2));
            Add(parts, Smiles, random.Next(3) == 0 ? 1 : 0);
            Add(parts, Blacklist, random.Next(9) == 0 ? 1 : 0);
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(parts));
        }
        for (var i = random.Next(4) == 0 ? 2 : random.Next(2); i > 0; i--)
            parts.Insert(random.Next(2) == 0 ? 0 : parts.Count, Of(Decoration));
        return string.Join(random.Next(6) == 0 ? "\n" : " ", parts);
    }

    /// <summary>A tag as Bluesky has it beside a text.</summary>
    public string Tag() => Of(["Joy", "joy", "BTC", "$BTC", "$ETH", "Rainy Day", "rainyday", "#fine", "Straße", "cardano"]);

    string Of(string[] values) => values[random.Next(values.Length)];

    void Add(List<string> parts, string[] values, int count)
    {
        while (count-- > 0)
            parts.Add(Of(values));
    }
}
