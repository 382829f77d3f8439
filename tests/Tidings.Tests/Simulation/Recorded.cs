using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Tidings.Simulation;

namespace Tidings.Tests.Simulation;

/// <summary>The bundled recordings, made once for all tests.</summary>
static class Recorded
{
    static readonly Dictionary<RecordingSource, RecordedLine[]> Made =
        Enum.GetValues<RecordingSource>().ToDictionary(s => s, s => new RecordingGenerator(new()).Lines(s).ToArray());

    public static RecordedLine[] Lines(RecordingSource source) => Made[source];

    /// <summary>All lines that are JSON objects.</summary>
    public static IEnumerable<JsonElement> Objects(RecordingSource source) =>
        Lines(source).Where(l => l.Utf8.Length > 0 && IsJson(l.Utf8)).Select(l => JsonDocument.Parse(l.Utf8).RootElement);

    /// <summary>X posts, without those inside of others.</summary>
    public static IEnumerable<JsonElement> XPosts => Objects(RecordingSource.X).Where(o => o.TryGetProperty("data", out _));

    /// <summary>Jetstream commits of posts that are not deletes.</summary>
    public static IEnumerable<JsonElement> SkyPosts => Objects(RecordingSource.Jetstream).Where(o =>
        o.GetProperty("kind").ValueEquals("commit") && o.GetProperty("commit") is var commit
        && commit.GetProperty("collection").ValueEquals("app.bsky.feed.post") && commit.TryGetProperty("record", out _));

    /// <summary>Mastodon statuses of one kind of event.</summary>
    public static IEnumerable<JsonElement> Toots(string name) => Objects(RecordingSource.Mastodon)
        .Where(o => o.GetProperty("event").ValueEquals(name))
        .Select(o => JsonDocument.Parse(o.GetProperty("payload").GetString()!).RootElement);

    /// <summary>Everything as it stands in the files.</summary>
    public static byte[] Bytes(RecordingSource source, IEnumerable<RecordedLine> lines)
    {
        using var target = new MemoryStream();
        RecordingWriter.Write(target, source, lines, TestContext.Current.CancellationToken);
        return target.ToArray();
    }

    public static string Text(RecordingSource source) => Encoding.UTF8.GetString(Bytes(source, Lines(source)));

    public static byte[] Unpack(Stream packed)
    {
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Decompress))
            gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    public static bool IsJson(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var _ = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
