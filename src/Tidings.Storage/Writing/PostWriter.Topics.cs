using System.Text.Json;
using Tidings.Posts;
using Tidings.Queue;

namespace Tidings.Storage.Writing;

public abstract partial class PostWriter
{
    long? _since; // as far as this writer has committed it

    /// <summary>
    /// Notes from which hour on each topic was looked for with its present definition. Written before the posts, in
    /// their transaction.
    /// </summary>
    void WriteTopics()
    {
        if (_earliestHour is not { } earliest || _since <= earliest.UnixMilliseconds)
            return;
        var since = earliest.UnixMilliseconds;
        foreach (var topic in Options.Topics)
            WriteTopic(topic.Name, since, Definition(topic.Synonyms));
    }

    /// <summary>
    /// Writes a topic: with the same definition the earlier hour stands, with another one the given hour.
    /// </summary>
    private protected abstract void WriteTopic(string topic, long since, string definition);

    /// <summary>To be called once they are committed: what was rolled back must be written again.</summary>
    void TopicsCommitted()
    {
        if (_earliestHour is { } earliest && !(_since <= earliest.UnixMilliseconds))
            _since = earliest.UnixMilliseconds;
    }

    /// <summary>The first hour of which anything was seen: a post, or that its source was listened to.</summary>
    static HourUtc? EarliestHour(PostBatch batch, IReadOnlyList<BatchHeader> headers)
    {
        var earliest = batch.EarliestHour;
        foreach (var header in headers)
            if (header.ListeningSince is { } since && HourUtc.OfUnixMilliseconds(since) is var hour
                && !(earliest?.HoursSinceEpoch <= hour.HoursSinceEpoch))
                earliest = hour;
        return earliest;
    }

    /// <summary>
    /// A topic's synonyms as stored: a JSON array in ordinal order, because their order has no meaning.
    /// </summary>
    internal static string Definition(IEnumerable<string> synonyms) =>
        JsonSerializer.Serialize(synonyms.Order(StringComparer.Ordinal).ToArray(), RelaxedJson);

    static readonly JsonSerializerOptions RelaxedJson =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
