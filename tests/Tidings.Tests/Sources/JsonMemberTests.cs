using System.Text;
using System.Text.Json;
using Tidings.Sources;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>Objects read member by member, some of them passed over, against the platform's reader.</summary>
public sealed class JsonMemberTests
{
    const string Broken = "broken";

    [Theory]
    [InlineData("{}"), InlineData("[]"), InlineData("1"), InlineData(""), InlineData(" { } "), InlineData("{]"), InlineData("{,}"), InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1}"), InlineData(" {\t\"a\" :\r\n1 , \"b\" : [ {\"c\":{}} ] , \"d\":\"e\"} "), InlineData("{\"a\":1]"), InlineData("{\"a\":1"), InlineData("{\"a\":")]
    [InlineData("{\"a\""), InlineData("{\"a"), InlineData("{\"a\"1}"), InlineData("{\"a\":1 \"b\":2}"), InlineData("{\"a\":1,,\"b\":2}"), InlineData("{\"a\":nul}"), InlineData("{\"a\":01}")]
    [InlineData("{\"\\u0061\":1,\"b\\\\\":\"\\\"\",\"\":{\"\":[]}}"), InlineData("{\"a\":[1,{\"b\":2}],\"c\":{\"d\":[{}]}}"), InlineData("{\"a\":{\"b\":[}]}"), InlineData("[{\"a\":1},{\"b\":{}}]")]
    [InlineData("{\"a\":-1.5e+3,\"b\":0,\"c\":-0,\"d\":12345678901234567890123456789012345678901234567890}")]
    public void Read_ByHand_IsAsThePlatformReads(string json) => Compare(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void Read_DamagedRecords_IsAsThePlatformReads()
    {
        const int seed = 6;
        var mutator = new Mutator(new Random(seed));
        for (var line = 0; line < 20_000; line++)
            Compare(mutator.Next(Samples.All), $"seed {seed}, line {line}: ");
    }

    [Fact]
    public void Read_StringsOfManyEscapes_EndWhereThePlatformEndsThem()
    {
        const int seed = 8;
        var random = new Random(seed);
        for (var line = 0; line < 40_000; line++)
        {
            var text = EscapedTexts.Next(random, random.Next(1, 40));
            Compare([.. "{\"a\":\""u8, .. text, .. "\",\"b\":[1,\""u8, .. text, .. random.Next(2) == 0 ? "\"]}"u8 : "\"]} "u8], $"seed {seed}, line {line}: ");
            Compare([.. "{\""u8, .. text, .. "\":\""u8, .. text], $"seed {seed}, line {line}: ");
        }
    }

    static void Compare(byte[] json, string what = "")
    {
        for (var skipEvery = 1; skipEvery <= 4; skipEvery++)
        {
            var (expected, actual) = (ByPlatform(json, skipEvery), ByCursor(json, skipEvery));
            Assert.True(
                expected[^1] == Broken ? actual[^1] == Broken : expected.SequenceEqual(actual),
                $"{what}{Encoding.UTF8.GetString(json)}\nexpected {string.Join(' ', expected)}\nbut was {string.Join(' ', actual)}");
        }
    }

    static List<string> ByPlatform(byte[] json, int skipEvery)
    {
        var (found, names) = (new List<string> { "start" }, 0);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonCursor.MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                {
                    found.Add($"{reader.TokenType} {reader.TokenStartIndex} {reader.ValueSpan.Length}");
                    continue;
                }
                var isTooLong = reader.ValueSpan.Length > 6 * RecordKeys.LongestName; // to be of interest
                found.Add(!reader.ValueIsEscaped ? Convert.ToHexString(reader.ValueSpan) : isTooLong ? "" : "escaped");
                if (++names % skipEvery == 0)
                {
                    reader.Read();
                    reader.Skip();
                }
            }
        }
        catch (JsonException)
        {
            found.Add(Broken);
        }
        return found;
    }

    static List<string> ByCursor(byte[] json, int skipEvery)
    {
        var (found, names) = (new List<string> { "start" }, 0);
        var reader = new JsonCursor(json);
        try
        {
            if (reader.Read())
                ReadAll(ref reader, json, found, skipEvery, ref names);
            while (reader.Read())
                found.Add("more");
        }
        catch (JsonException)
        {
            found.Add(Broken);
        }
        return found;
    }

    static void ReadAll(ref JsonCursor reader, byte[] json, List<string> found, int skipEvery, ref int names)
    {
        var type = reader.TokenType;
        found.Add(Token(ref reader));
        if (type == JsonTokenType.StartObject)
        {
            while (reader.ReadName(out var name))
            {
                found.Add(name.IsEmpty || name.Overlaps(json) ? Convert.ToHexString(name) : "escaped");
                if (++names % skipEvery == 0)
                {
                    reader.SkipValue();
                    continue;
                }
                reader.ReadValue();
                ReadAll(ref reader, json, found, skipEvery, ref names);
            }
            found.Add(Token(ref reader));
        }
        else if (type == JsonTokenType.StartArray)
        {
            Assert.False(reader.ReadName(out _), "An array has no names.");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                ReadAll(ref reader, json, found, skipEvery, ref names);
            found.Add(Token(ref reader));
        }
    }

    static string Token(ref JsonCursor reader) =>
        $"{reader.TokenType} {reader.TokenStartIndex} {reader.ValueSpan.Length}";
}
