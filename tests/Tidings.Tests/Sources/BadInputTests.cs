using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tidings.Posts;
using Tidings.Sources;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>Whatever a record holds, it is counted once, by reason, and throws nothing.</summary>
public sealed class BadInputTests
{
    static readonly string Id = Some.XIdText(Some.Then, 1);

    static string Status(string text) => $"{{'created_at':'{Some.ThenX}','id_str':'{Id}','text':{text}}}";

    public static TheoryData<int> All => [.. Enumerable.Range(0, Samples.All.Length)];

    [Theory]
    [InlineData("nonsense", MalformedReason.Json)]
    [InlineData("{", MalformedReason.Json)]
    [InlineData("{'a':1,}", MalformedReason.Json)]
    [InlineData("{'a' 1}", MalformedReason.Json)]
    [InlineData("{/* a */}", MalformedReason.Json)]
    [InlineData("[{},]", MalformedReason.Json)]
    [InlineData("{'a':'\t'}", MalformedReason.Json)]
    [InlineData("{'a':'\\x'}", MalformedReason.Json)]
    [InlineData("{'a':'\\u12'}", MalformedReason.Json)]
    [InlineData("{'a':NaN}", MalformedReason.Json)]
    [InlineData("{'a':01}", MalformedReason.Json)]
    [InlineData("5", MalformedReason.Format)]
    [InlineData("'text'", MalformedReason.Format)]
    [InlineData("null", MalformedReason.Format)]
    [InlineData("{}", MalformedReason.Format)]
    [InlineData("{'a':{'text':'b'}}", MalformedReason.Format)]
    [InlineData("[[[[{}]]]]", MalformedReason.Format)]
    public void Decode_NoRecord_SaysWhy(string record, MalformedReason reason) => Assert.Equal(reason, Decoded.Reason(record));

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("[]")]
    [InlineData("{'statuses':[]}")]
    [InlineData("{'data':[],'meta':{'result_count':0}}")]
    public void Decode_Nothing_IsNoRecord(string record) => Assert.Empty(Decoded.All(record));

    [Fact]
    public void Decode_Nested_TenThousandDeep_IsMalformed()
    {
        foreach (var (open, close) in new[] { ("[", "]"), ("{'a':", "}"), ("{'text':[", "]}"), ("{'data':", "}"), ("{'response':", "}"), ("{'retweeted_status':", "}") })
        {
            var deep = string.Concat(Enumerable.Repeat(open, 10_000)) + "1" + string.Concat(Enumerable.Repeat(close, 10_000));
            Assert.Equal(MalformedReason.Json, Decoded.Reason(deep));
            Assert.Equal(MalformedReason.Json, Decoded.Reason($"{{'id_str':'{Id}','text':'a','created_at':'{Some.ThenX}','place':{deep}}}"));
        }
    }

    [Fact]
    public void Decode_NestedAsFarAsAllowed_IsRead()
    {
        var deep = new string('[', 126) + new string(']', 126);

        Assert.Equal("a", Decoded.Post($"{{'place':{deep},{Status("'a'")[1..]}").Text);
    }

    [Theory, MemberData(nameof(All))]
    public void Decode_CutOffAnywhere_IsOneBrokenRecord(int sample)
    {
        var record = Samples.All[sample];
        for (var length = 1; length < record.Length; length++)
            Assert.Equal([MalformedReason.Json], Decoded.All(record.AsMemory(0, length)));
    }

    [Theory, MemberData(nameof(All))]
    public void Decode_AnyValueOfAnyType_IsOneRecord(int sample)
    {
        string[] values = ["null", "5", "-1", "1.5e300", "18446744073709551616", "true", "\"\"", "\"x\"", "\"\\ud800\"", "[]", "[[]]", "[null,5,{}]", "{}", "{\"id\":{}}"];
        var json = Encoding.UTF8.GetString(Samples.All[sample]);
        foreach (var value in values)
            for (var place = 0; WithValue(json, place, value) is { } changed; place++)
            {
                var found = Decoded.All(Encoding.UTF8.GetBytes(changed));
                // A numbered or paged shape may hold more than one record or none; these samples do not, but `data` may become an array.
                Assert.True(found.Count == 1 || changed.Contains("\"data\":[", StringComparison.Ordinal), $"{found.Count} calls for {changed}");
                Assert.All(found.OfType<FoundPost>(), post => Assert.True(post.Id.Length > 0 && PostTime.IsAccepted(post.PostedAt, Some.Now), changed));
            }
    }

    [Theory, MemberData(nameof(All))]
    public void Decode_AnyKeyMissing_IsOneRecord(int sample)
    {
        var json = Encoding.UTF8.GetString(Samples.All[sample]);
        for (var place = 0; WithValue(json, place, null) is { } changed; place++)
            Assert.Single(Decoded.All(Encoding.UTF8.GetBytes(changed)));
    }

    [Theory, MemberData(nameof(All))]
    public void Decode_AnyKeyTwice_IsOneRecord(int sample)
    {
        var json = Encoding.UTF8.GetString(Samples.All[sample]);
        for (var at = json.IndexOf(",\"", StringComparison.Ordinal); at >= 0; at = json.IndexOf(",\"", at + 1, StringComparison.Ordinal))
            foreach (var key in new[] { "id", "id_str", "text", "user", "created_at", "data", "did", "kind", "commit", "event", "payload", "retweeted_status", "reblog", "uri", "delete", "Tweet" })
            {
                foreach (var value in new[] { "null", "{}", "5", "\"x\"" })
                {
                    var changed = $"{json[..at]},\"{key}\":{value}{json[at..]}";
                    if (IsJson(changed)) // the comma may stand in a string or an array
                        Assert.InRange(Decoded.All(Encoding.UTF8.GetBytes(changed)).Count, key == "data" ? 0 : 1, 1);
                }
            }
    }

    [Fact]
    public void Decode_KeyTwice_TheLastCounts() => Assert.Equal("b", Decoded.Post($"{{'text':'a',{Status("'b'")[1..]}").Text);

    [Theory]
    [InlineData(@"\ud83d\ude00", "😀")]
    [InlineData(@"\ud83d", "\ufffd")]
    [InlineData(@"\ude00", "\ufffd")]
    [InlineData(@"\ude00\ud83d", "\ufffd\ufffd")]
    [InlineData(@"\ud83d\ud83d\ude00", "\ufffd😀")]
    [InlineData(@"\ud83dx\ude00", "\ufffdx\ufffd")]
    [InlineData(@"\ud83d\u0041", "\ufffdA")]
    [InlineData(@"\ud83d\n\ude00", "\ufffd\n\ufffd")]
    [InlineData(@"a\u0000b", "a\ufffdb")]
    [InlineData(@"\uD83D\uDE00\u00E9\u20ac\uFFFF", "😀é€\uffff")]
    [InlineData(@"\\u0041\/\b\f\n\r\t", "\\u0041/\b\f\n\r\t")]
    public void Decode_Escapes_BecomeText(string escaped, string expected)
    {
        Assert.Equal(expected, Decoded.Post(Status($"'{escaped}'")).Text);
        Assert.Equal(expected, Decoded.Post(Status("'a'").Replace("'text'", $"'user':{{'id_str':'1','screen_name':'{escaped}'}},'text'", StringComparison.Ordinal)).AuthorName);
    }

    [Theory]
    [InlineData(@"\ud800")]
    [InlineData(@"\udfff\ud800")]
    [InlineData(@"t\ud800xt")]
    [InlineData(@"\u0000")]
    [InlineData(@"\u0074ext\ud800")]
    public void Decode_HalfAPairInAName_IsJustAnUnknownName(string name)
    {
        Assert.Equal("a", Decoded.Post(Status($"'a','{name}':5")).Text);
        Assert.Equal("a", Decoded.Post(Status($"'a','user':{{'{name}':'b','id_str':'1','{name}':{{}}}}")).Text);
        foreach (var sample in Samples.All)
        {
            var json = Encoding.UTF8.GetString(sample);
            for (var at = json.IndexOf('{', StringComparison.Ordinal); at >= 0; at = json.IndexOf('{', at + 1))
                if ($"{json[..(at + 1)]}\"{name}\":5,{json[(at + 1)..]}" is var changed && IsJson(changed))
                    Assert.Equal(Decoded.All(sample).Select(Kind), Decoded.All(Encoding.UTF8.GetBytes(changed)).Select(Kind));
        }
    }

    [Fact]
    public void Decode_HalfAPairInAType_IsNoRepost() =>
        Assert.False(Decoded.Post($"{{'data':{{'id':'{Id}','text':'a','referenced_tweets':[{{'type':'\\ud800','id':'5'}}]}}}}").IsRepost);

    [Fact]
    public void Decode_InvalidBytes_BecomeReplacementsAsRunesDo()
    {
        const int seed = 11;
        var random = new Random(seed);
        byte[] likely = [0x80, 0xBF, 0xC0, 0xC1, 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xED, 0xA0, 0xF0, 0x9F, 0x98, 0x80, 0xF4, 0x90, 0xF5, 0xFF, (byte)'a', (byte)' '];
        for (var round = 0; round < 5_000; round++)
        {
            var bytes = random.GetItems(likely, random.Next(1, 8));
            var record = Decoded.Utf8(Status("'@'"));
            var at = Array.LastIndexOf(record, (byte)'@');
            var post = (FoundPost)Decoded.All((byte[])[.. record[..at], .. bytes, .. record[(at + 1)..]])[0];
            Assert.True(post.Text == Mended(bytes), $"seed {seed}, round {round}: {Convert.ToHexString(bytes)} gave {post.Text}");
        }
    }

    [Theory]
    [InlineData("Thu Jan 01 00:00:00 +0000 0001")]
    [InlineData("Thu Jan 01 00:00:00 +0000 99999")]
    [InlineData("Mon Mar 20 23:59:59 +0000 2006")]
    [InlineData("Fri May 01 13:05:01 +0000 2026")]
    [InlineData("Fri May 01 12:48:00 +0000 9999")]
    [InlineData("Fri Feb 30 12:48:00 +0000 2024")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("99999-01-01T00:00:00Z")]
    [InlineData("yesterday")]
    [InlineData("")]
    public void Decode_WrongDate_IsMalformed(string date) =>
        Assert.Equal(MalformedReason.Date, Decoded.Reason(Status("'a'").Replace(Some.ThenX, date, StringComparison.Ordinal)));

    [Theory]
    [InlineData("Tue Mar 21 00:00:00 +0000 2006")]
    [InlineData("Fri May 01 13:05:00 +0000 2026")]
    public void Decode_DateOnTheEdge_IsAccepted(string date) =>
        Assert.Equal("a", Decoded.Post(Status("'a'").Replace(Some.ThenX, date, StringComparison.Ordinal)).Text);

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(0)]
    public void Decode_AnyReceipt_ThrowsNothing(long receivedAt)
    {
        foreach (var sample in Samples.All)
        {
            var sink = new CollectingSink();
            new RecordDecoder().Decode(sample, receivedAt, sink);
            Assert.Equal(receivedAt == long.MaxValue ? Decoded.All(sample).Select(Kind) : [Kind(sink.Calls[0])], sink.Calls.Select(Kind));
        }
    }

    static string Kind(object call) => call is MalformedReason reason ? reason.Name() : call.GetType().Name;

    static string Mended(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        while (!bytes.IsEmpty)
        {
            Rune.DecodeFromUtf8(bytes, out var rune, out var used);
            text.Append(rune);
            bytes = bytes[used..];
        }
        return text.ToString();
    }

    static bool IsJson(string text)
    {
        try
        {
            using var _ = System.Text.Json.JsonDocument.Parse(text);
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    /// <summary>The record with the value at one place (counted through the tree) replaced, or taken away; null behind the last place.</summary>
    static string? WithValue(string json, int place, string? value)
    {
        var root = JsonNode.Parse(json)!;
        var nodes = Below(root).Take(place + 1).ToArray();
        if (nodes.Length <= place)
            return null;
        var (parent, key) = nodes[place];
        if (parent is JsonObject children)
        {
            children.Remove(key);
            if (value is not null)
                children.Add(key, JsonNode.Parse("0")); // marks the place: a lone surrogate cannot pass through a node
        }
        else
        {
            ((JsonArray)parent)[int.Parse(key, CultureInfo.InvariantCulture)] = JsonNode.Parse("0");
        }
        if (value is null)
            return root.ToJsonString();
        Set(parent, key, "@place@");
        return root.ToJsonString().Replace("\"@place@\"", value, StringComparison.Ordinal);
    }

    static void Set(JsonNode parent, string key, string value)
    {
        if (parent is JsonObject children)
            children[key] = value;
        else
            ((JsonArray)parent)[int.Parse(key, CultureInfo.InvariantCulture)] = value;
    }

    static IEnumerable<(JsonNode Parent, string Key)> Below(JsonNode node) => node switch
    {
        JsonObject children => children.SelectMany(child => ((JsonNode)children, child.Key) is var here && child.Value is { } value ? Below(value).Prepend(here) : [here]),
        JsonArray items => items.SelectMany((item, i) => ((JsonNode)items, i.ToString(CultureInfo.InvariantCulture)) is var here && item is not null ? Below(item).Prepend(here) : [here]),
        _ => [],
    };
}
