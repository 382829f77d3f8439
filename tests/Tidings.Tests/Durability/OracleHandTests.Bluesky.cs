using System.Globalization;
using System.Text;

namespace Tidings.Tests.Durability;

public sealed partial class OracleHandTests
{
    /// <summary>A TID of a time like <c>12:10</c>.</summary>
    static string Tid(string at)
    {
        var bits = Convert.ToString((Time(at) * 1000) << 10, 2).PadLeft(65, '0');
        return string.Concat(Enumerable.Range(0, 13)
            .Select(i => "234567abcdefghijklmnopqrstuvwxyz"[Convert.ToInt32(bits.Substring(i * 5, 5), 2)]));
    }

    static string Commit(string operation, string key, string at, string text = "", string? createdAt = null, string did = "did:plc:a") =>
        $$$"""{"did":"{{{did}}}","time_us":{{{Time(at)}}}000,"kind":"commit","commit":{"rev":"{{{Tid(at)}}}","operation":"{{{operation}}}","collection":"app.bsky.feed.post","rkey":"{{{Tid(key)}}}","record":{"text":"{{{text}}}","createdAt":"{{{createdAt ?? Iso(Time(at))}}}"} } }""";

    static string Account(string at, string rest, string did = "did:plc:a") =>
        $$$"""{"did":"{{{did}}}","time_us":{{{Time(at)}}}000,"kind":"account","account":{{{{rest}}}}}""";

    static string Iso(long at) =>
        DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    static string Clock(int hour) => $"2026-05-01T{hour:D2}:00:00Z";

    [Fact]
    public void Rows_CreatedAt_CountsWhereTheRevMakesItPlausible() => Check(
        [
            Commit("create", "12:00", "12:30", "#a", "2026-05-01T10:30:00Z"),
            Commit("create", "12:01", "12:30", "#b", "2026-04-30T12:29:59Z"),
            Commit("create", "12:02", "12:57", "#c", "2026-05-01T13:02:00Z"),
            Commit("create", "12:03", "12:57", "#d", "2026-05-01T13:02:01Z"),
            Commit("create", "12:04", "12:57", "#e", "soon"),
        ],
        $"hashtag_hour|{Clock(10)}|a|1|0|1|0",
        $"hashtag_hour|{Clock(12)}|b|1|0|1|0",
        $"hashtag_hour|{Clock(12)}|d|1|0|1|0",
        $"hashtag_hour|{Clock(12)}|e|1|0|1|0",
        $"hashtag_hour|{Clock(13)}|c|1|0|1|0");

    [Fact]
    public void Rows_LivesOfAKey_FollowTheRevs() => Check(
        [
            Commit("update", "11:59", "13:10", "#updated :)"),
            Commit("create", "11:59", "12:10", "#made"),
            Commit("create", "11:00", "14:10", "#anew"), // the delete of the first one comes late
            Commit("create", "11:00", "11:01", "#old"),
            Commit("delete", "11:00", "13:00"),
            Commit("delete", "10:00", "10:30"),
            Commit("create", "10:00", "10:10", "#gone"),
            Commit("create", "10:01", "10:10", "#gone"),
            Commit("update", "10:01", "10:20", "nothing"),
            Commit("update", "10:02", "13:20", "#unseen", "2026-05-01T13:20:00Z"), // the making was not seen: the key tells
        ],
        $"hashtag_hour|{Clock(10)}|unseen|1|0|1|0",
        $"hashtag_hour|{Clock(12)}|updated|1|1|1|1",
        $"hashtag_hour|{Clock(14)}|anew|1|0|1|0");

    [Fact]
    public void Rows_Accounts_HideAndComeBack() => Check(
        [
            Account("12:30", "\"active\":true", "did:plc:back"),
            Commit("create", "12:00", "12:10", "#a", did: "did:plc:back"),
            Account("12:20", "\"active\":false,\"status\":\"takendown\"", "did:plc:back"),
            Account("12:20", "\"active\":false,\"status\":\"deactivated\"", "did:plc:away"),
            Commit("create", "12:00", "12:40", "#a", did: "did:plc:away"),
            Account("12:20", "\"active\":false,\"status\":\"deleted\"", "did:plc:gone"),
            Account("12:21", "\"active\":true", "did:plc:gone"),
            Commit("create", "12:00", "12:40", "#a", did: "did:plc:gone"),
            Commit("create", "12:00", "12:40", "#a", did: "did:plc:slow"),
            Account("12:50", "\"active\":false,\"status\":\"throttled\"", "did:plc:slow"),
        ],
        $"hashtag_hour|{Noon}|a|2|0|2|0");

    /// <summary>A mention on Bluesky is a handle, which is a domain, whole.</summary>
    [Fact]
    public void Rows_BlueskyMentions_AreWholeHandles() => Check(
        [
            Commit("create", "12:00", "12:10", "bitcoin from @you.cardano.example.org today"),
            Commit("create", "12:01", "12:10", "bitcoin from @me.other.example.com today"),
        ],
        $$"""topic_hour|{{Noon}}|btc|2|2|{}|{"account_age":2,"followers":2,"language":2}|2|0|0|0|0|0|||""");

    [Fact]
    public void Rows_SkippedLines_AreNotCounted()
    {
        byte[][] lines = [.. new[] { X(1, "#a"), X(2, "#a :)"), X(3, "#b") }.Select(Encoding.UTF8.GetBytes)];

        Assert.Equal([$"hashtag_hour|{Noon}|a|1|1|1|1"], new Oracle(lines, skip: index => index != 1).Rows);
        Assert.Empty(new Oracle(lines, receivedAt: Day).Rows); // all from later on
    }

    [Fact]
    public void Compare_Differences_AreNamedInOrder()
    {
        Assert.Equal("", Oracle.Compare(["a|1|x|5"], ["a|1|x|5"]));
        Assert.Equal("- a|1|x|5\n+ a|1|x|6\n+ b|1|y|1", Oracle.Compare(["a|1|x|5"], ["b|1|y|1", "a|1|x|6"]));
        Assert.Equal("+ a", Oracle.Compare(["a"], ["a", "a"]));
        Assert.EndsWith("\nand 5 more", Oracle.Compare([], [.. Enumerable.Range(10, 25).Select(i => $"t|{i}|x")]), StringComparison.Ordinal);
    }
}
