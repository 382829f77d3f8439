using System.Data;
using System.Text;
using Tidings.Configuration;
using Tidings.Queue;
using Tidings.Storage;

namespace Tidings.Tests.Storage;

/// <summary>What a database must offer to be put through <see cref="StoreContract"/>.</summary>
abstract class StoreHost : IDisposable
{
    /// <summary>For the queries of the program.</summary>
    public abstract IDbConnection Connection { get; }

    /// <summary>What its clock shows.</summary>
    public abstract DateTimeOffset Now { get; set; }

    /// <summary>Writes a batch; each second one was prepared.</summary>
    public abstract WriteResult Write(IReadOnlyList<StoreEvent> events, params IReadOnlyList<BatchHeader> headers);

    public abstract bool IsStored(BatchId id);

    public abstract void WriteDeadLetter(long receivedAt, string source, string reason, ReadOnlySpan<byte> raw);

    /// <summary>Computes the changed hours; returns how many.</summary>
    public abstract int Compute(FilterOptions? filter = null);

    /// <summary>Computes one hour.</summary>
    public abstract ComputedHour Compute(HourUtc hour);

    /// <summary>Computes one hour if it is marked.</summary>
    public abstract ComputedHour? ComputeIfDirty(HourUtc hour, long countTo = long.MaxValue);

    /// <summary>The days that are to be added up.</summary>
    public abstract IReadOnlyList<HourUtc> DirtyDays();

    /// <summary>Adds up a day.</summary>
    public abstract bool ComputeDay(HourUtc day);

    public abstract IReadOnlyList<HourUtc> CloseHours(RollupOptions options, long? oldestUnstored);

    public abstract PrunedPosts Prune(long receivedBefore);

    /// <summary>Seals a closed hour, the first step of pruning.</summary>
    public abstract bool SealClosed(HourUtc hour);

    /// <summary>Empties a sealed hour, the second step.</summary>
    public abstract (bool IsMoreLeft, int Posts) Empty(HourUtc hour, int limit);

    /// <summary>Marks all hours that are not sealed.</summary>
    public abstract void MarkAll();

    /// <summary>The start of each mark's hour, in the order of the marks.</summary>
    public abstract IReadOnlyList<long> Marks();

    /// <summary>Lets an hour be sealed, whatever its state.</summary>
    public abstract void Seal(long hour);

    public abstract void SetMeta(string key, string value);

    /// <summary>
    /// The rows of <c>post</c> without seq and received_at, <c>post_hashtag</c>, <c>post_topic</c>,
    /// <c>hashtag_hour</c>, <c>topic_hour</c> as text in key order: what a promise means by identical tables.
    /// </summary>
    public string Tables()
    {
        var text = new StringBuilder();
        foreach (var (name, sql) in TableQueries)
        {
            text.Append(name).Append(":\n");
            foreach (var row in Rows(sql))
                text.Append("  ").Append(row).Append('\n');
        }
        return text.ToString();
    }

    static readonly (string Name, string Sql)[] TableQueries =
    [
        ("post", """
            SELECT platform, id, posted_at, author, author_name, followers, author_since, verified, location, lang,
              lang_guess, is_repost, blacklisted, happy, text, text_key, compound, scorer
            FROM post ORDER BY platform, id, posted_at
            """),
        ("post_hashtag", "SELECT * FROM post_hashtag ORDER BY 1, 2, 3, 4"),
        ("post_topic", "SELECT * FROM post_topic ORDER BY 1, 2, 3, 4"),
        ("hashtag_hour", "SELECT * FROM hashtag_hour ORDER BY 1, 2"),
        ("topic_hour", "SELECT * FROM topic_hour ORDER BY 1, 2"),
    ];

    /// <summary>The rows of a query as text, columns by <c>|</c>, null as nothing.</summary>
    public abstract IReadOnlyList<string> Rows(string sql);

    /// <summary>Views that other databases do not have, all of posts or hours.</summary>
    public virtual IReadOnlyList<string> OwnViews => [];

    /// <summary>Goes on with a new writer, as after a restart.</summary>
    public abstract void Restart();

    public abstract void Clear();

    public abstract void Dispose();
}
