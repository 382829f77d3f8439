namespace Tidings.Simulation;

/// <summary>The people and the bots of one network.</summary>
sealed class AuthorPool
{
    const long Day = 24L * 3600 * 1000;

    /// <summary>How every account name begins.</summary>
    public static IReadOnlyList<string> First { get; } =
        [.. "mossy quiet sunny tiny salty rusty misty amber lucky noisy sleepy fuzzy jolly brisk dusty plain witty chalky windy nutty silly merry woolly pale calm swift bold odd snug zesty".Split(' ')];

    /// <summary>What follows in every account name, before an optional number.</summary>
    public static IReadOnlyList<string> Second { get; } =
        [.. "kettle otter teapot heron pebble turnip badger lamp button muffin puffin ladder acorn wagon cactus radish spoon walrus carrot biscuit marble pickle violin anchor thistle bucket sparrow mitten waffle tulip".Split(' ')];

    // Commonest first; Jetstream and Mastodon use the same shares.
    static readonly string[] Languages =
        [.. "en en en en en en en en en en en en en en en en en en en en en en en en en en en en en ja ja ja es es es pt pt de de fr id tr ar".Split(' ')];

    static readonly string[] Servers = ["tidings.example", "tidings.example", "harbour.example", "meadow.example", "tower.example", "knit.example"];

    readonly Author[] _people;
    readonly Author[] _spammers;
    readonly Author?[] _talking = new Author?[10];

    public AuthorPool(RecordingSource source, int people, int spammers, long now, Dice dice)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        _people = [.. Enumerable.Range(0, people).Select(_ => Make(source, false, now, names, dice))];
        _spammers = [.. Enumerable.Range(0, spammers).Select(_ => Make(source, true, now, names, dice))];
    }

    /// <summary>A person: two in five just said something; of the others, the earlier in the pool, the more talkative.</summary>
    public Author Person(Dice dice)
    {
        var slot = dice.Below(_talking.Length);
        if (dice.Chance(400) && _talking[slot] is { } again)
            return again;
        return _talking[slot] = _people[Math.Min(dice.Below(_people.Length), dice.Below(_people.Length))];
    }

    /// <summary>The person with a number.</summary>
    public Author Person(int number) => _people[number];

    /// <summary>A bot.</summary>
    public Author Spammer(Dice dice) => dice.Pick<Author>(_spammers);

    static Author Make(RecordingSource source, bool spammer, long now, HashSet<string> names, Dice dice)
    {
        string name;
        do
        {
            name = First[dice.Below(First.Count)] + Second[dice.Below(Second.Count)];
            if (spammer || dice.Chance(700))
                name += dice.Below(spammer ? 10_000 : 100).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        while (name.Length > 15 || !names.Add(name));

        var young = spammer ? dice.Chance(750) : dice.Chance(50);
        var age = young ? dice.Between(2, 58) : dice.Between(70, 4300);
        var createdAt = (now - age * Day) / 1000 * 1000 - dice.Below(24) * 3_600_000L;
        if (source == RecordingSource.Mastodon)
            createdAt -= createdAt % Day; // as Mastodon shows it
        return new()
        {
            Username = name,
            Language = spammer ? "en" : dice.Pick<string>(Languages),
            CreatedAt = createdAt,
            Id = 900_000_000 + (ulong)names.Count, // short, as the ids of old accounts are
            Did = MakeDid(dice),
            Server = dice.Pick<string>(Servers),
            Followers = young ? dice.Below(400) : Followers(source, spammer, dice),
            Verified = !young && dice.Chance(50),
            Spammer = spammer,
            LowerCase = !spammer && dice.Chance(220),
        };
    }

    // Every fifth X account and more than half of the Mastodon ones stay below the 500 followers that the preset asks for.
    static int Followers(RecordingSource source, bool spammer, Dice dice)
    {
        if (spammer)
            return dice.Between(500, 2_000);
        var share = dice.Below(1000) + (source == RecordingSource.X ? 100 : -150);
        return share switch
        {
            < 130 => dice.Below(50),
            < 330 => dice.Between(50, 499),
            < 830 => dice.Between(50, 500) * 10,
            < 1050 => dice.Between(50, 500) * 100,
            _ => dice.Between(50, 900) * 1000,
        };
    }

    // 24 characters of base 32 after the method; they say that nobody stands behind it.
    static string MakeDid(Dice dice) => string.Create(32, dice, static (text, dice) =>
    {
        "did:plc:tidingssamplemadeupmadeup".AsSpan(0, 32).CopyTo(text);
        for (var i = 25; i < text.Length; i++)
            text[i] = "abcdefghijklmnopqrstuvwxyz234567"[dice.Below(32)];
    });
}
