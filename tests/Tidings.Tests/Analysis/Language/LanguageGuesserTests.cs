using System.Text;
using Tidings.Analysis;
using Tidings.Tests.Analysis.Text;

namespace Tidings.Tests.Analysis.Language;

public sealed class LanguageGuesserTests
{
    static readonly (string Language, string Text)[] Sentences =
    [
        ("en", "I don't know what to say, but this was the best evening of the year"),
        ("es", "¿Qué vamos a hacer mañana si no hay nada en la casa?"),
        ("pt", "Hoje não tenho vontade de fazer nada, só quero dormir"),
        ("fr", "C'est vraiment la dernière fois que je prends ce train"),
        ("de", "Heute war das Wetter wirklich schön und wir sind am See gewesen"),
        ("it", "Questa sera andiamo tutti insieme a vedere la partita"),
        ("tr", "Bugün hava çok güzel ama hiç dışarı çıkmak istemiyorum"),
        ("id", "Aku tidak tahu kenapa hari ini panas banget"),
        ("nl", "Vandaag is het weer lekker en ik ga met de fiets naar mijn werk"),
        ("tl", "Hindi ko alam kung bakit ang init ngayon, gusto ko nang umuwi"),
        ("pl", "Nie wiem, co dzisiaj robić, ale jutro będzie lepiej"),
        ("ca", "Avui no tinc ganes de fer res, però demà serà millor amb els amics"),
        ("sv", "Jag vet inte vad jag ska göra idag men det blir nog bra"),
        ("vi", "Hôm nay trời đẹp quá, tôi không muốn làm gì cả"),
        ("hi", "mujhe nahi pata ki aaj kya karna hai yaar"),
        ("fi", "En tiedä mitä tekisin tänään mutta huomenna on parempi"),
        ("ja", "今日はとても暑いですね"),
        ("ja", "渋谷駅前 営業中"),
        ("zh", "今天天气真好,我们去公园吧"),
        ("ko", "오늘은 날씨가 정말 좋네요 ㅋㅋㅋ"),
        ("th", "วันนี้อากาศดีมาก"),
        ("ar", "الجو جميل جدا في هذا المساء وأنا سعيدة"),
        ("fa", "امروز هوا خیلی خوب است و من می‌روم پارک"),
        ("ur", "آج موسم بہت اچھا ہے اور میں خوش ہوں"),
        ("ru", "Сегодня очень хорошая погода, и мы идём гулять"),
        ("uk", "Сьогодні дуже гарна погода, і ми йдемо гуляти"),
        ("be", "Сёння вельмі добрае надвор'е ў горадзе"),
        ("bg", "Днес времето е много хубаво и съм щастлив"),
        ("sr", "Данас је време веома лепо и ми идемо у парк"),
        ("el", "Σήμερα ο καιρός είναι πολύ καλός"),
        ("he", "היום מזג האוויר יפה מאוד"),
        ("hi", "आज मौसम बहुत अच्छा है"),
        ("ta", "இன்று வானிலை மிகவும் நன்றாக உள்ளது"),
        ("ka", "დღეს ძალიან კარგი ამინდია"),
        ("am", "ዛሬ የአየር ሁኔታው ጥሩ ነው"),
    ];

    public static TheoryData<string, string> Examples => [.. Sentences.Select(pair => (pair.Language, pair.Text))];

    static string Guess(string text) => Guess(Encoding.UTF8.GetBytes(text), SimpleEntities.Of(text));

    static string Guess(ReadOnlySpan<byte> text, ReadOnlySpan<Entity> entities) => Encoding.ASCII.GetString(LanguageGuesser.Guess(text, entities));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Guess_Sentence_GivesItsLanguage(string language, string text) => Assert.Equal(language, Guess(text));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Guess_EntitiesAndEmojiAround_ChangeNothing(string language, string text) =>
        Assert.Equal(language, Guess($"@the_person_you_were 😀 {text} #whatdoyoumean $THE https://what.example/is/this?for=you 🎉🎉"));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Guess_Capitals_ChangeNothing(string language, string text)
    {
        if (language != "tr") // whose i has another capital
            Assert.Equal(language, Guess(text.ToUpperInvariant()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n")]
    [InlineData("😀🎉 !!! 12:30 100 %")]
    [InlineData("@the_person #andtheotherone https://what.example/the/thing")]
    [InlineData("haha lol")]
    [InlineData("no")]
    [InlineData("a")]
    [InlineData("BTC")]
    [InlineData("𝐡𝐞𝐥𝐥𝐨")]
    public void Guess_NothingToGoBy_GivesNothing(string text) => Assert.Equal("", Guess(text));

    [Theory]
    [InlineData("en", "I don’t think you’re right")]
    [InlineData("en", "sooooo goooood thaaaank youuuu")]
    [InlineData("fr", "J’AI PAS ENVIE")]
    [InlineData("pt", "kkkkkkkkkkkkk")]
    [InlineData("es", "jajajajajaja")]
    [InlineData("tr", "İYİ Kİ VARSIN")]
    [InlineData("es", "man\u0303ana no hay nada")]
    [InlineData("ja", "BTSのライブ最高だった")]
    [InlineData("en", "Watching the new 진격 episode with my friends")]
    [InlineData("ar", "صباح الخير يا جماعة OK")]
    [InlineData("en", "Good morning everyone ツ")]
    public void Guess_HowPeopleWrite_IsUnderstood(string language, string text) => Assert.Equal(language, Guess(text));

    [Fact]
    public void Guess_BehindTheLimit_IsNotRead()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("this is what you get ", 100)))[..LanguageGuesser.MostBytes];
        byte[] longer = [.. text, .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("今日はとても暑いですね", 500)))];
        Assert.Equal("en", Guess(text, []));
        Assert.Equal("en", Guess(longer, []));
        Assert.Equal("ja", Guess(longer, [new(EntityKind.Url, 0, text.Length)]));
    }

    [Fact]
    public void Guess_AnyBytesAndEntities_GiveACodeOrNothing()
    {
        byte[][] pieces = [.. Sentences.SelectMany(pair => pair.Text.Split(' ')).Select(Encoding.UTF8.GetBytes), [0xC3], [0x80], [0xF0, 0x9F], [0xE2, 0x80], [(byte)'\'']];
        var codes = Sentences.Select(pair => pair.Language).Append("").ToHashSet(StringComparer.Ordinal);
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            byte[] text = [.. Enumerable.Range(0, random.Next(12)).SelectMany(_ => pieces[random.Next(pieces.Length)])];
            text = text[..random.Next(text.Length + 1)];
            if (text.Length > 0)
                text[random.Next(text.Length)] = (byte)random.Next(256);
            var entities = Enumerable.Range(0, 3).Select(_ => new Entity((EntityKind)random.Next(4), random.Next(-9, 90), random.Next(-9, 90))).ToArray();
            var guess = Guess(text, entities);
            Assert.True(codes.Contains(guess) || Guess(text, entities).Length == 2, $"seed {seed}: {guess}");
            Assert.True(guess == Guess(Repaired(text), []) || entities.Any(e => e.Start < text.Length), $"seed {seed}: {guess}");
        }
    }

    [Fact]
    public void Guess_AfterWarmUp_AllocatesNothing()
    {
        var texts = Sentences.Select(pair => Encoding.UTF8.GetBytes(pair.Text)).ToArray();
        Assert.Equal(0, Cost.LeastAllocation(() =>
        {
            foreach (var text in texts)
                LanguageGuesser.Guess(text, []);
        }));
    }

    // What invalid bytes count as.
    static byte[] Repaired(byte[] text) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));
}
