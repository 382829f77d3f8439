using System.Globalization;
using System.Text;
using Tidings.Analysis;

namespace Tidings.Simulation;

sealed partial class Composer
{
    // Beneath example.com, not example: a link ends in a top-level domain that exists, else it is none.
    static readonly string[] Hosts = ["news.example.com", "blog.example.com", "photos.example.com", "charts.example.com", "market.example.com"];

    void Fill(string slot, Draft draft)
    {
        switch (slot)
        {
            case "tag":
                Tag(draft, Spelling(_tag!));
                _tagShown = true;
                break;
            case "coin":
                CoinName(draft);
                break;
            case "price":
                draft.Append(Encoding.UTF8.GetBytes(Price(_coin.PriceAt(_second, _dice))));
                break;
            case "pct":
                draft.Append(Encoding.UTF8.GetBytes($"{Math.Min(_dice.Between(0, 9), _dice.Between(0, 14))}.{_dice.Between(1, 9)}%"));
                break;
            case "url":
                Link(draft);
                break;
            case "user":
                Mention(draft, authors.Person(_dice));
                break;
            case "n":
                draft.Append(Encoding.UTF8.GetBytes(_dice.Between(2, 60).ToString(CultureInfo.InvariantCulture)));
                break;
            case ['#', .. var text]:
                Tag(draft, text);
                break;
            default:
                throw new InvalidOperationException($"the phrases use an unknown slot '{slot}'");
        }
    }

    void CoinName(Draft draft)
    {
        var roll = _dice.Below(100);
        var symbol = _dice.Chance(150) ? _coin.Symbol.ToLowerInvariant() : _coin.Symbol;
        if (roll < 42)
            CoinSign(draft, EntityKind.Cashtag, symbol);
        else if (roll < 68)
            CoinSign(draft, EntityKind.Hashtag, _coin.Symbol != "BNB" && _dice.Chance(300) ? _coin.Names[0] : symbol);
        else
        {
            var name = roll >= 94 ? symbol : _author!.LowerCase ? _coin.Names[^1] : _dice.Pick<string>(_coin.Names);
            draft.Append(Encoding.UTF8.GetBytes(name == "BinanceCoin" ? "Binance Coin" : name));
        }
    }

    static void CoinSign(Draft draft, EntityKind kind, string text) =>
        draft.Append(kind, Encoding.UTF8.GetBytes($"{(kind == EntityKind.Cashtag ? '$' : '#')}{text}"), text);

    static void Tag(Draft draft, string text) => draft.Append(EntityKind.Hashtag, Encoding.UTF8.GetBytes($"#{text}"), text);

    // Three of four write a tag as everybody does.
    string Spelling(Hashtag tag) => _dice.Chance(750) ? tag.Spellings[0] : _dice.Pick<string>(tag.Spellings);

    void Mention(Draft draft, Author author)
    {
        var name = source switch
        {
            RecordingSource.Jetstream => Handle(author),
            _ => author.Username,
        };
        draft.Append(EntityKind.Mention, Encoding.UTF8.GetBytes($"@{name}"), name, author);
    }

    /// <summary>The author's Bluesky handle.</summary>
    public static string Handle(Author author) => $"{author.Username}.tidings.example";

    void Link(Draft draft)
    {
        var slug = Slug();
        var target = $"https://{_dice.Pick<string>(Hosts)}/{slug}";
        var shown = source == RecordingSource.X ? $"https://t.example.com/{slug}" : target; // X shortens every link
        draft.Append(EntityKind.Url, Encoding.UTF8.GetBytes(shown), target);
    }

    string Slug() => string.Create(6, _dice, static (text, dice) =>
    {
        foreach (ref var letter in text)
            letter = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"[dice.Below(56)];
    });

    string Price(long cents) => (cents, _dice.Below(3)) switch
    {
        ( >= 1_000_000, 0) => string.Create(CultureInfo.InvariantCulture, $"${cents / 100_000}.{cents / 10_000 % 10}k"),
        ( >= 10_000, 1) => string.Create(CultureInfo.InvariantCulture, $"{cents / 100}"),
        ( >= 10_000, _) => string.Create(CultureInfo.InvariantCulture, $"${cents / 100:N0}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"${cents / 100}.{cents % 100:00}"),
    };
}
