using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidings.Sources;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>
/// Damaged records of all formats. <c>TIDINGS_FUZZ_LINES</c> says how many lines the long version tries, <c>TIDINGS_FUZZ_SEED</c> with which seed.
/// </summary>
public sealed class FuzzTests
{
    const int FastLines = 100_000;
    const int LongLines = 2_000_000;

    [Theory]
    [InlineData(1)]
    public void Decode_DamagedRecords_KeepTheirPromises(int seed) => Fuzz(seed, FastLines);

    [Fact, Trait("Category", "Slow")]
    public void Decode_VeryManyDamagedRecords_KeepTheirPromises()
    {
        var lines = Setting("TIDINGS_FUZZ_LINES", 0);
        Assert.SkipUnless(lines > 0, $"the long version runs where TIDINGS_FUZZ_LINES is set, for example to {LongLines}");
        Fuzz((int)Setting("TIDINGS_FUZZ_SEED", 2), lines);
    }

    static long Setting(string name, long otherwise) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    static void Fuzz(int seed, long lines)
    {
        var random = new Random(seed);
        var mutator = new Mutator(random);
        var decoder = new RecordDecoder();
        var (posts, deletes, whole) = (0, 0, 0);
        for (var line = 0L; line < lines; line++)
        {
            var record = mutator.Next(Samples.All);
            var sink = new CheckingSink(Some.Now);
            try
            {
                decoder.Decode(record, Some.Now, sink);
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {seed}, line {line}: {error}\n{Encoding.UTF8.GetString(record)}");
            }
            Assert.True(sink.Fault is null, $"seed {seed}, line {line}: {sink.Fault}\n{Encoding.UTF8.GetString(record)}");
            var isOne = IsOneObject(record, out var mayHoldMany);
            Assert.True(sink.Calls == 1 || !isOne || mayHoldMany, $"seed {seed}, line {line}: {sink.Calls} calls\n{Encoding.UTF8.GetString(record)}");
            Assert.True(sink.Calls > 0 || mayHoldMany || IsBlank(record), $"seed {seed}, line {line}: no call\n{Encoding.UTF8.GetString(record)}");
            posts += sink.Posts;
            deletes += sink.Deletes;
            whole += isOne ? 1 : 0;
        }
        // A fuzzer that only ever makes broken JSON tries the reader of JSON and nothing else.
        Assert.True(posts > lines / 20 && deletes > lines / 200 && whole > lines / 5, $"{posts} posts, {deletes} deletes, {whole} whole of {lines}");
    }

    static bool IsBlank(ReadOnlySpan<byte> record) => !record.ContainsAnyExcept(" \t\r\n"u8);

    /// <summary>True where a line is one JSON object by the rules of an independent reader; arrays and pages hold any number of records.</summary>
    static bool IsOneObject(byte[] record, out bool mayHoldMany)
    {
        mayHoldMany = record.AsSpan().IndexOf("[]"u8) >= 0 || record.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'[', ..];
        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = 128 });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                var name = Encoding.UTF8.GetString(reader.ValueSpan);
                reader.Read();
                mayHoldMany |= reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject
                    && (name.Contains('\\', StringComparison.Ordinal) || name is "data" or "statuses" or "response" || int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                    && (reader.TokenType == JsonTokenType.StartArray || name is not "data");
                reader.Skip();
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
