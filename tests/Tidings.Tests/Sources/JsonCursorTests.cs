using System.Text;
using System.Text.Json;
using Tidings.Sources;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>Our reader of JSON against the platform's, token for token.</summary>
public sealed class JsonCursorTests
{
    const string Broken = "broken";

    [Theory]
    [InlineData("{}"), InlineData("[]"), InlineData("[{}]"), InlineData(" \t\r\n{ \"a\" : [ 1 , \"b\" , true , null , false ] } \n")]
    [InlineData("{,}"), InlineData("{\"a\":1,}"), InlineData("[1,]"), InlineData("[,1]"), InlineData("{\"a\"}"), InlineData("{\"a\":}")]
    [InlineData("{\"a\" 1}"), InlineData("{1:2}"), InlineData("{a:2}"), InlineData("[1 2]"), InlineData("[1:2]"), InlineData("{\"a\":1:2}")]
    [InlineData("[1}"), InlineData("{]"), InlineData("[}"), InlineData("{\"a\":1]"), InlineData("[[]"), InlineData("{\"a\":{}"), InlineData("[]]")]
    [InlineData(""), InlineData(" "), InlineData("]"), InlineData("}"), InlineData(","), InlineData(":"), InlineData("\uFEFF{}")]
    [InlineData("nul"), InlineData("nulls"), InlineData("[nulls]"), InlineData("[tru]"), InlineData("[True]"), InlineData("[falsee]"), InlineData("true")]
    [InlineData("[0]"), InlineData("[-0]"), InlineData("[01]"), InlineData("[-]"), InlineData("[-01]"), InlineData("[1.]"), InlineData("[.5]"), InlineData("[1.5]")]
    [InlineData("[1e5]"), InlineData("[1E+5]"), InlineData("[1e-5]"), InlineData("[1e]"), InlineData("[1e+]"), InlineData("[1.5e5]"), InlineData("[1a]"), InlineData("[+1]")]
    [InlineData("12"), InlineData("12a"), InlineData("12 "), InlineData("[1/]"), InlineData("[1//x\n]"), InlineData("[1"), InlineData("{\"a\":1"), InlineData("-1")]
    [InlineData("\"a"), InlineData("\"a\\\""), InlineData("[\"\\n\\t\\r\\b\\f\\/\\\\\\\"\"]"), InlineData("[\"\\x\"]"), InlineData("[\"\\u12\"]"), InlineData("[\"\\u12g4\"]")]
    [InlineData("[\"\\u12aF\"]"), InlineData("[\"\\ud800\"]"), InlineData("[\"a\nb\"]"), InlineData("[\"a\tb\"]"), InlineData("[\"\u007f\"]"), InlineData("{\"a\\u0062\":1}")]
    public void Read_ByHand_IsAsThePlatformReads(string json) => Compare(Encoding.UTF8.GetBytes(json));

    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 70)];

    [Theory, MemberData(nameof(Lengths))]
    public void Read_StringOfAnyLength_EndsAtItsQuote(int length)
    {
        foreach (var special in (string[])["", "\\\"", "\\u00e9", "\u0001", "\u001f", "\u00e9", "\\"])
            for (var at = 0; at <= length; at++)
            {
                var text = new string('x', at) + special + new string('y', length - at);
                Compare(Encoding.UTF8.GetBytes($"{{\"{text}\":\"{text}\"}}"));
                Compare(Encoding.UTF8.GetBytes($"[[\"{text}\"],\"{text}"));
            }
    }

    [Theory]
    [InlineData(127), InlineData(128), InlineData(129), InlineData(300)]
    public void Read_Nested_HasTheSameBound(int depth)
    {
        Compare(Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth)));
        Compare(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth)));
    }

    [Fact]
    public void Read_ObjectsAndArraysInEachOther_EndAsTheyBegan()
    {
        const int seed = 7;
        var random = new Random(seed);
        for (var depth = 1; depth <= JsonCursor.MaxDepth; depth++)
        {
            var isObject = Enumerable.Range(0, depth).Select(_ => random.Next(2) == 0).ToList();
            var opening = string.Concat(isObject.Select(it => it ? "{\"a\":" : "["));
            var closing = isObject.Select(it => it ? '}' : ']').Reverse().ToArray();
            var wrong = (char[])[.. closing];
            var at = random.Next(depth);
            wrong[at] = wrong[at] == '}' ? ']' : '}';
            Compare(Encoding.UTF8.GetBytes($"{opening}1{new string(closing)}"), $"seed {seed}: ");
            Compare(Encoding.UTF8.GetBytes($"{opening}1{new string(wrong)}"), $"seed {seed}: ");
        }
    }

    [Fact]
    public void Read_DamagedRecords_IsAsThePlatformReads()
    {
        const int seed = 5;
        var mutator = new Mutator(new Random(seed));
        for (var line = 0; line < 30_000; line++)
            Compare(mutator.Next(Samples.All), $"seed {seed}, line {line}: ");
    }

    static void Compare(byte[] json, string what = "")
    {
        for (var skipEvery = 0; skipEvery <= 3; skipEvery++)
        {
            var expected = ByPlatform(json, skipEvery);
            var actual = ByCursor(json, skipEvery);
            // Where it is broken, when that is noticed is of no meaning: nothing of the record is used.
            Assert.True(
                expected[^1] == Broken ? actual[^1] == Broken : expected.SequenceEqual(actual),
                $"{what}{Encoding.UTF8.GetString(json)}\nexpected {string.Join(' ', expected)}\nbut was {string.Join(' ', actual)}");
        }
    }

    static List<string> ByPlatform(byte[] json, int skipEvery)
    {
        var tokens = new List<string>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonCursor.MaxDepth });
        try
        {
            while (reader.Read())
            {
                tokens.Add(reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                    ? $"{reader.TokenType} {reader.TokenStartIndex} {reader.ValueIsEscaped} {Convert.ToHexString(reader.ValueSpan)}"
                    : $"{reader.TokenType} {reader.TokenStartIndex} {Number(reader.TokenType, reader.ValueSpan, reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : null)}");
                if (skipEvery > 0 && tokens.Count % skipEvery == 0 && reader.TokenType != JsonTokenType.PropertyName)
                {
                    reader.Skip();
                    tokens.Add($"{reader.TokenType} {reader.BytesConsumed}");
                }
            }
        }
        catch (JsonException)
        {
            tokens.Add(Broken);
        }
        return tokens;
    }

    static List<string> ByCursor(byte[] json, int skipEvery)
    {
        var tokens = new List<string>();
        var reader = new JsonCursor(json);
        try
        {
            while (reader.Read())
            {
                tokens.Add(reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                    ? $"{reader.TokenType} {reader.TokenStartIndex} {reader.ValueIsEscaped} {Convert.ToHexString(reader.ValueSpan)}"
                    : $"{reader.TokenType} {reader.TokenStartIndex} {Number(reader.TokenType, reader.ValueSpan, reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : null)}");
                if (skipEvery > 0 && tokens.Count % skipEvery == 0 && reader.TokenType != JsonTokenType.PropertyName)
                {
                    reader.Skip();
                    tokens.Add($"{reader.TokenType} {reader.BytesConsumed}");
                }
            }
        }
        catch (JsonException)
        {
            tokens.Add(Broken);
        }
        return tokens;
    }

    static string Number(JsonTokenType type, ReadOnlySpan<byte> digits, long? value) =>
        type == JsonTokenType.Number ? $"{Encoding.UTF8.GetString(digits)} {value}" : "";
}
