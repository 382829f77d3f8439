using System.Text;
using Tidings.Tests.Commands;

namespace Tidings.Tests.Durability;

/// <summary>
/// The recount against rows that were worked out by hand, so that it is not merely wrong in the same way as the
/// program. The program has to give the same rows.
/// </summary>
public sealed partial class OracleHandTests
{
    const string Noon = "2026-05-01T12:00:00Z";

    static readonly DateTimeOffset Day = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    static void Check(string[] lines, params string[] rows)
    {
        var oracle = new Oracle([.. lines.Select(Encoding.UTF8.GetBytes)]);
        Assert.Equal(rows, oracle.Rows);
        using var bench = new Workbench();
        Assert.Equal(0, bench.Run("replay", bench.Write("a.jsonl", lines), "--store", "sqlite:x.db").Status);
        Assert.Equal("", Oracle.Compare(rows, Oracle.Read(bench.PathOf("x.db"))));
    }

    /// <summary>A status of X at a time like <c>12:10</c>.</summary>
    static string X(
        int number, string text, string at = "12:10", string user = """{"id_str":"1","followers_count":990,"created_at":"Tue Jan 05 10:00:00 +0000 2021"}""",
        string language = "en", string more = "")
    {
        var id = XId(number, at);
        return $$"""{"created_at":"Fri May 01 {{at}}:00 +0000 2026","id_str":"{{id}}","text":"{{text}}","lang":"{{language}}","user":{{user}}{{more}}}""";
    }

    static long XId(int number, string at) => ((Time(at) - 1_288_834_974_657) << 22) + number;

    static long Time(string at) => (Day + TimeSpan.Parse(at, null)).ToUnixTimeMilliseconds();

    static string User(string id) => $$"""{"id_str":"{{id}}"}""";

    [Fact]
    public void Rows_Votes_CountAuthorsOnceAndLeaveRepostsOut() => Check(
        [
            X(1, "so good :) #Coffee #coffee", user: User("7")),
            X(2, "#COFFEE again", user: User("7")),
            X(3, "RT @a: no", user: User("8"), more: ""","retweeted_status":{"text":"no #coffee :)"}"""),
            X(4, "#coffee :)", user: User("9")),
            $$$"""{"delete":{"status":{"id_str":"{{{XId(4, "12:10")}}}"} } }""",
            X(5, "#coffee", user: "null"),
            X(6, "#coffee", user: "null"),
            X(7, "#tea :)", at: "12:59", user: User("7")),
            X(8, "#tea", at: "13:00", user: User("7")),
            X(8, "#tea", at: "13:00", user: User("7")),
            X(9, "no tag :)", user: User("7")),
        ],
        $"hashtag_hour|{Noon}|coffee|4|1|3|1",
        $"hashtag_hour|{Noon}|tea|1|1|1|1",
        "hashtag_hour|2026-05-01T13:00:00Z|tea|1|0|1|0");

    [Fact]
    public void Rows_Topic_HasFiltersInOrderAndMeans()
    {
        const string fresh = """{"id_str":"1","followers_count":990,"created_at":"Mon Mar 02 12:10:01 +0000 2026"}""";
        const string few = """{"id_str":"1","followers_count":499,"created_at":"Mon Mar 02 12:10:01 +0000 2026"}""";
        Check(
            [
                X(1, "good bitcoin"), // 1.9 / sqrt(1.9² + 15) = 0.4404; weight log10(1000) = 3
                X(2, "bad $BTC", language: "und", user: User("2")), // -2.5 / sqrt(2.5² + 15) = -0.5423; weight 1
                X(3, "bitcoin"),
                X(4, "bitcoin to the moon"),
                X(5, "Bitcoin  to the MOON https://a.example.org @you"),
                X(6, "RT", language: "de", user: few, more: ""","retweeted_status":{"text":"free bitcoin"}"""),
                X(7, "free bitcoin", language: "de", user: few),
                X(8, "free bitcoin", user: few),
                X(9, "free bitcoin", user: fresh),
                X(10, "free bitcoin"),
                X(11, "freedom from bitcoins in together, tether"),
            ],
            // mean (4404 - 5423) / 2, deviation (4404 + 5423) / 2, weighted (3 * 4404 - 5423) / 4
            $$"""topic_hour|{{Noon}}|btc|10|5|{"account_age":1,"blacklist":1,"followers":1,"language":1,"repost":1}|"""
                + """{"account_age":1,"followers":1,"language":1}|2|3|1|1|1|1|-0.05095|0.49135|0.194725""");
    }

    [Fact]
    public void Rows_OnlyNeutralOrRefused_HaveNoMean() => Check(
        [X(1, "cardano"), X(2, "ripple", language: "de"), X(3, "#BNB", language: "en-GB")],
        $"hashtag_hour|{Noon}|bnb|1|0|1|0",
        $$"""topic_hour|{{Noon}}|ada|1|1|{}|{}|0|1|1|0|1|0|||""",
        $$"""topic_hour|{{Noon}}|bnb|1|1|{}|{}|0|1|1|0|1|0|||""",
        $$"""topic_hour|{{Noon}}|xrp|1|0|{"language":1}|{}|0|0|0|0|0|0|||""");

    [Fact]
    public void Rows_SpellingsOfAHashtag_AreOneKey() => Check(
        [
            X(1, "#Straße #STRASSE #ｅｔｈ #ETH"), X(2, "#Cafe\u0301"), X(3, "#CAFÉ"), X(4, "#ΟΔΟΣ"), X(5, "#οδος"), X(6, "#2026"),
            X(7, "https://a.example.org/x#frag @a#b &amp;#x"),
        ],
        $"hashtag_hour|{Noon}|café|2|0|1|0",
        $"hashtag_hour|{Noon}|eth|1|0|1|0",
        $"hashtag_hour|{Noon}|strasse|1|0|1|0",
        $"hashtag_hour|{Noon}|straße|1|0|1|0",
        $"hashtag_hour|{Noon}|οδοσ|2|0|1|0",
        $$"""topic_hour|{{Noon}}|eth|1|1|{}|{}|0|1|1|0|1|0|||""");

    [Fact]
    public void Rows_Edits_ReplaceAtTheTimeOfTheFirst()
    {
        var (first, second, third) = (XId(1, "11:58"), XId(1, "12:03"), XId(1, "12:05"));
        Check(
            [
                $$$"""{"data":{"id":"{{{second}}}","text":"#second","created_at":"2026-05-01T12:03:00.000Z","edit_history_tweet_ids":["{{{first}}}","{{{second}}}"]}}""",
                $$$"""{"data":{"id":"{{{first}}}","text":"#first","created_at":"2026-05-01T11:58:00.000Z","edit_history_tweet_ids":["{{{first}}}"]}}""",
                $$"""{"uri":"u:1","id":"5","created_at":"2026-05-01T11:59:00.000Z","content":"<p>#one</p>"}""",
                $$"""{"uri":"u:1","id":"5","created_at":"2026-05-01T11:59:00.000Z","edited_at":"2026-05-01T14:00:00.000Z","content":"<p>#<span>two</span></p>"}""",
                """{"event":"delete","payload":"6"}""",
                """{"uri":"u:2","id":"6","created_at":"2026-05-01T11:59:00.000Z","content":"#gone"}""",
                $$$"""{"data":{"id":"{{{third + 1}}}","text":"#gone","edit_history_tweet_ids":["{{{third}}}","{{{third + 1}}}"]}}""",
                $$$"""{"delete":{"status":{"id_str":"{{{third + 1}}}"} } }""",
                $$$"""{"data":{"id":"{{{third}}}","text":"#gone","edit_history_tweet_ids":["{{{third}}}"]}}""",
            ],
            "hashtag_hour|2026-05-01T11:00:00Z|second|1|0|1|0",
            "hashtag_hour|2026-05-01T11:00:00Z|two|1|0|1|0");
    }
}
