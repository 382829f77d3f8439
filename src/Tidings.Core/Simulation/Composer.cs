using System.Globalization;
using System.Text;
using Tidings.Analysis;

namespace Tidings.Simulation;

/// <summary>Writes posts: picks what to write about, how it feels, the sentences and what is put around them.</summary>
sealed partial class Composer(RecordingSource source, AuthorPool authors)
{
    readonly int _coinShare = source switch { RecordingSource.X => 500, RecordingSource.Jetstream => 340, _ => 160 };
    readonly int _room = source switch { RecordingSource.X => 276, RecordingSource.Jetstream => 290, _ => 480 };

    Dice _dice = new(0);
    Author? _author;
    Coin _coin = Coin.All[0];
    Hashtag? _tag;
    bool _tagShown;
    int _second;

    /// <summary>Writes one post.</summary>
    /// <param name="author">Whose.</param>
    /// <param name="second">When in the story.</param>
    /// <param name="dice">Chance.</param>
    /// <param name="mentioned">Whom it answers, at its beginning; null for nobody.</param>
    public Draft Compose(Author author, int second, Dice dice, Author? mentioned = null)
    {
        (_author, _second, _dice, _tag, _tagShown) = (author, second, dice, null, false);
        if (author.Spammer)
            return Spam();
        return dice.Chance(_coinShare) ? OnCoin(mentioned) : OnTag(mentioned);
    }

    /// <summary>Appends what the author of an edited post says about it.</summary>
    public static void Explain(Draft draft, Dice dice)
    {
        draft.Space();
        draft.Append(dice.Pick<byte[]>(["(edit: typo)"u8.ToArray(), "Edit: fixed a word"u8.ToArray(), "Edit: thanks, all sorted now"u8.ToArray()]));
    }

    Draft OnTag(Author? mentioned)
    {
        var tag = HashtagPool.Pick(_author!.Language, _second, _dice);
        _tag = tag;
        var roll = _dice.Below(1000);
        var happy = roll < tag.Happy;
        var mood = roll >= 1000 - tag.Sad ? Mood.Negative : happy || roll < tag.Happy + (1000 - tag.Happy - tag.Sad) * 2 / 5 ? Mood.Positive : Mood.Neutral;
        var draft = Begin(tag.Theme, mentioned);
        if (_dice.Chance(80))
            Fill("tag", draft);
        Sentence(draft, $"{tag.Theme}{Suffix(mood)}", mood);
        More(draft, tag.Language == "en" ? "more" : tag.Theme, mood);
        Sign(draft, mood, happy);
        Trailer(draft, mood);
        if (source == RecordingSource.Jetstream && _dice.Chance(30))
            draft.HiddenTags = [HashtagPool.Pick(_author.Language, _second, _dice).Spellings[0]];
        return draft;
    }

    Draft OnCoin(Author? mentioned)
    {
        _coin = PickCoin();
        var mood = _coin.MoodAt(_second, _dice);
        var draft = Begin("coins", mentioned);
        var prefix = _author!.Language == "en" ? "coin" : $"{_author.Language}.coin";
        Sentence(draft, (prefix, _coin.Symbol, mood) switch
        {
            ("coin", "BTC", Mood.Negative) when _second is >= Coin.OutageFrom and < Coin.OutageTo && _dice.Chance(600) => "coin.out",
            ("coin", "BTC", Mood.Positive) when _second is >= Coin.OutageTo and < Coin.RecoveryTo && _dice.Chance(500) => "coin.back",
            _ => $"{prefix}{Suffix(mood)}",
        }, mood);
        if (prefix == "coin")
            More(draft, "coin.more", mood);
        Sign(draft, mood, mood == Mood.Positive && _dice.Chance(330));
        if (_dice.Chance(150) && draft.Weight < _room - 40)
            Tag(draft, _dice.Pick<string>(["crypto", "Crypto", "trading", "blockchain", "HODL", "altcoins", "charts"]));
        if (_dice.Chance(50) && draft.Weight < _room - 60)
            Fill("url", draft);
        return draft;
    }

    // A campaign keeps its words; only names and links change, so that its posts are copies of each other.
    Draft Spam()
    {
        var campaign = (_second / 3600 * 5 + _dice.Below(3) * 4) % 12;
        _coin = Coin.All[(campaign + _second / 21_600) % Coin.All.Length];
        var draft = new Draft { Subject = "coins", Language = "en" };
        Phrases.All.Expand($"spam.{campaign + 1}", draft, _dice, (slot, into) =>
        {
            if (slot == "coin")
                CoinSign(into, campaign % 2 == 0 ? EntityKind.Cashtag : EntityKind.Hashtag, _coin.Symbol);
            else if (slot == "n")
                into.Append(Encoding.UTF8.GetBytes((100 + campaign * 50).ToString(CultureInfo.InvariantCulture)));
            else
                Fill(slot, into);
        });
        return draft;
    }

    Coin PickCoin()
    {
        var left = _dice.Below(Coin.All.Sum(c => c.WeightAt(_second)));
        return Coin.All.First(c => (left -= c.WeightAt(_second)) < 0);
    }

    Draft Begin(string subject, Author? mentioned)
    {
        var draft = new Draft { Subject = subject, Language = _author!.Language };
        if (mentioned is not null)
            Mention(draft, mentioned);
        return draft;
    }

    void Sentence(Draft draft, string rule, Mood mood)
    {
        draft.Space();
        var from = draft.Text.Length;
        Phrases.All.Expand(rule, draft, _dice, Fill);
        if (_author!.LowerCase)
            draft.LowerFirst(from);
        if (draft.Text[^1] is (byte)'?' or (byte)'!')
            return;
        if (_author.Language == "ja")
            draft.Append(mood == Mood.Positive && _dice.Chance(300) ? "！"u8 : _dice.Chance(700) ? "。"u8 : ""u8);
        else
            Phrases.All.Expand($"end{Suffix(mood)}", draft, _dice, Fill);
    }

    // Further sentences: none or one, and many where the network takes long posts.
    void More(Draft draft, string rule, Mood mood)
    {
        var isLong = source != RecordingSource.Jetstream && _author!.Language == "en" && _dice.Chance(35);
        var count = isLong ? _dice.Between(6, 11) : _dice.Chance(260) ? 1 : 0;
        var room = isLong ? 900 : _room;
        while (count-- > 0 && draft.Weight < room - 120)
        {
            var text = draft.Text[^1];
            if (char.IsAsciiLetterOrDigit((char)text))
                draft.Append("."u8);
            Sentence(draft, $"{(isLong && _dice.Chance(500) ? draft.Subject == "coins" ? "coin" : draft.Subject : rule)}{Suffix(mood)}", mood);
        }
    }

    void Sign(Draft draft, Mood mood, bool happy)
    {
        if (happy)
        {
            var smile = _dice.Chance(820);
            if (smile)
                draft.Append(_dice.Chance(40) ? " :))"u8 : " :)"u8);
            if (!smile || _dice.Chance(60))
                Emoji(draft, "joy");
        }
        else if (mood == Mood.Positive && _dice.Chance(140))
            Emoji(draft, "joy");
        else if (mood == Mood.Neutral && _dice.Chance(90))
            Emoji(draft, "shrug");
        else if (mood == Mood.Negative)
        {
            var roll = _dice.Below(1000);
            if (roll < 150)
                draft.Append(" :("u8);
            else if (roll < 330)
                Emoji(draft, "gloom");
            else if (roll < 345)
                draft.Append(" :)"u8); // irony exists
        }
    }

    void Emoji(Draft draft, string rule)
    {
        draft.Space();
        Phrases.All.Expand(rule, draft, _dice, Fill);
    }

    void Trailer(Draft draft, Mood mood)
    {
        if (!_tagShown)
        {
            if (_dice.Chance(180))
                draft.Append("\n\n"u8);
            Fill("tag", draft);
        }
        for (var more = _dice.Chance(240) ? _dice.Chance(300) ? 2 : 1 : 0; more > 0 && draft.Weight < _room - 40; more--)
        {
            var other = HashtagPool.Pick(_author!.Language, _second, _dice);
            // People put tags together that go together; a tag for every mood would level the ranking.
            if (other.Theme == _tag!.Theme && other.Spellings[0] != _tag.Spellings[0] && (mood != Mood.Positive || other.Sad < 500))
                Tag(draft, Spelling(other));
        }
        if (_dice.Chance(60) && draft.Weight < _room - 60)
            Fill("url", draft);
    }

    static string Suffix(Mood mood) => mood switch { Mood.Positive => ".pos", Mood.Negative => ".neg", _ => ".neu" };
}
