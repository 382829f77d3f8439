using Tidings.Storage.Postgres;
using static Tidings.Storage.Copying.CopyKind;

namespace Tidings.Storage.Copying;

/// <summary>
/// The tables of a store that are copied, small ones first. Left out are <c>lease</c>, which belongs to running
/// programs, and <c>schema_migration</c>.
/// </summary>
static class CopyTables
{
    /// <summary>Of the store itself, and so not copied: its schema, and the note of a copy that is not finished.</summary>
    public const string OwnKeys = "('schema', '" + CopyNote.Key + "')";

    public static readonly IReadOnlyList<CopyTable> All =
    [
        new("meta", [new("key", Text), new("value", Text)])
        {
            Condition = $" WHERE key NOT IN {OwnKeys} AND key <> '{PostgresWriter.LastWriterKey}'",
        },
        new("topic", [new("topic", Text), new("since", Time), new("definition", Text)]),
        new("author_state",
            [new("platform", Text), new("author", Integer), new("state", Text), new("at", Integer)]),
        new("listening", [new("source", Text), new("from_at", Time), new("to_at", Time)]),
        new("gap",
        [
            new("source", Text), new("from_at", Time), new("to_at", Time), new("reason", Text), new("filled_at", Time),
            new("filled_posts", Integer),
        ]),
        new("listen_session",
        [
            new("n", Integer), new("session", Text), new("source", Text), new("is_live", Flag), new("started_at", Time),
            new("stored_through", Integer), new("heard_until", Time), new("last_number", Integer),
        ]) { Numbered = "n" },
        new("batch_seen", [new("session", Text), new("number", Integer), new("received_at", Time)]),
        new("dirty_hour", [new("n", Integer), new("hour", Time), new("why", Text)]) { Numbered = "n" },
        new("dead_letter",
        [
            new("n", Integer), new("received_at", Time), new("source", Text), new("reason", Text), new("raw", Bytes),
        ]) { Numbered = "n" },
        new("signal",
        [
            new("strategy", Text), new("symbol", Text), new("hour", Time), new("topic", Text), new("decision", Text),
            new("reason", Text), new("strength", Real), new("inputs", Json), new("decided_at", Time),
        ]),
        new("orders",
        [
            new("client_id", Text), new("strategy", Text), new("symbol", Text), new("hour", Time), new("side", Text),
            new("quantity", Real), new("funds", Real), new("state", Text), new("exchange_id", Text),
            new("created_at", Time), new("updated_at", Time),
        ]),
        new("trade",
        [
            new("id", Integer), new("client_id", Text), new("symbol", Text), new("side", Text), new("price", Real),
            new("quantity", Real), new("funds", Real), new("fee", Real), new("traded_at", Time),
            new("quote_balance", Real), new("base_balance", Real),
        ]) { Numbered = "id" },
        new("price_bar",
        [
            new("symbol", Text), new("resolution", Text), new("opened_at", Time), new("open", Real), new("high", Real),
            new("low", Real), new("close", Real), new("volume", Real),
        ]),
        new("hour",
        [
            new("hour", Time), new("state", Text), new("coverage", Real), new("closed_at", Time),
            new("revised_at", Time), new("sealed_at", Time),
        ]),
        new("hashtag_hour",
        [
            new("hour", Time), new("hashtag", Text), new("posts", Integer), new("happy", Integer),
            new("authors", Integer), new("happy_authors", Integer),
        ]),
        new("day", [new("day", Time)]),
        new("dirty_day", [new("n", Integer), new("day", Time)]) { Numbered = "n" },
        new("hashtag_day",
        [
            new("day", Time), new("hashtag", Text), new("posts", Integer), new("happy", Integer),
            new("authors", Integer), new("happy_authors", Integer),
        ]),
        new("topic_hour",
        [
            new("hour", Time), new("topic", Text), new("posts", Integer), new("accepted", Integer),
            new("refused", Json), new("unknown", Json), new("copies", Integer), new("scored", Integer),
            new("zero", Integer), new("negative", Integer), new("neutral", Integer), new("positive", Integer),
            new("mean", Real), new("stddev", Real), new("weighted_mean", Real),
        ]),
        new("post_hidden",
        [
            new("platform", Text), new("id", Text), new("post", Json), new("hashtags", Json), new("topics", Json),
        ]),
        new("post_alias", [new("platform", Text), new("server", Text), new("native_id", Text), new("id", Text)]),
        new("post_key",
        [
            new("platform", Text), new("id", Text), new("posted_at", Time), new("version", Integer),
            new("state", Text), new("origin", Integer),
        ]),
        new("post",
        [
            new("seq", Integer), new("platform", Text), new("id", Text), new("posted_at", Time),
            new("received_at", Time), new("author", Integer), new("author_name", Text), new("followers", Integer),
            new("author_since", Time), new("verified", Flag), new("location", Text), new("lang", Text),
            new("lang_guess", Text), new("is_repost", Flag), new("blacklisted", Flag), new("happy", Flag),
            new("text", Text), new("text_key", Integer), new("compound", Real), new("scorer", Text),
        ]) { Numbered = "seq", PartitionedBy = 3 },
        new("post_hashtag",
        [
            new("hour", Time), new("hashtag", Text), new("platform", Text), new("id", Text), new("author", Integer),
            new("happy", Flag), new("is_repost", Flag), new("spelling", Text),
        ]) { PartitionedBy = 0 },
        new("post_topic",
        [
            new("hour", Time), new("topic", Text), new("platform", Text), new("id", Text), new("keyword", Text),
        ]) { PartitionedBy = 0 },
    ];
}
