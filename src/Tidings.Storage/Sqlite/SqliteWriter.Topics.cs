using System.Text.Json;
using Dapper;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteWriter
{
    long? _since; // as far as this writer has committed it

    /// <summary>
    /// Notes from which hour on each topic was looked for with its present definition. Written before the posts, in
    /// their transaction.
    /// </summary>
    void WriteTopics()
    {
        if (_batch.EarliestHour is not { } earliest || _since <= earliest.UnixMilliseconds)
            return;
        var since = earliest.UnixMilliseconds;
        foreach (var topic in _options.Topics)
            _store.Connection.Execute("""
                INSERT INTO topic (topic, since, definition) VALUES (@Name, @since, @definition)
                ON CONFLICT (topic) DO UPDATE SET
                  since = CASE WHEN definition = excluded.definition THEN min(since, excluded.since)
                    ELSE excluded.since END,
                  definition = excluded.definition
                """,
                new { topic.Name, since, definition = Definition(topic.Synonyms) });
    }

    /// <summary>To be called once they are committed: what was rolled back must be written again.</summary>
    void TopicsCommitted()
    {
        if (_batch.EarliestHour is { } earliest && !(_since <= earliest.UnixMilliseconds))
            _since = earliest.UnixMilliseconds;
    }

    /// <summary>
    /// A topic's synonyms as stored: a JSON array in ordinal order, because their order has no meaning.
    /// </summary>
    internal static string Definition(IEnumerable<string> synonyms) =>
        JsonSerializer.Serialize(synonyms.Order(StringComparer.Ordinal).ToArray(), RelaxedJson);

    static readonly JsonSerializerOptions RelaxedJson =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
