using Tidings.Posts;
using Tidings.Queue;

namespace Tidings.Storage.Writing;

/// <summary>
/// What writing posts means, the same for every database: versions, deletes, accounts, batches, listening and gaps. A
/// database adds how single rows are found and changed.
/// </summary>
/// <remarks>The rules of versions and deletes themselves are <see cref="PostLedger"/>'s.</remarks>
public abstract partial class PostWriter : IPostWriter
{
    readonly HashSet<long> _touchedHours = [];
    readonly Dictionary<long, bool> _isSealed = [];
    HourUtc? _earliestHour;
    WriteResult _result;

    private protected PostWriter(IngestOptions options) => Options = options;

    private protected IngestOptions Options { get; }

    /// <summary>What is being written.</summary>
    private protected PostBatch Batch { get; private set; } = null!; // set for the time of a write

    /// <summary>Which of its posts.</summary>
    private protected int PostIndex { get; private set; }

    /// <summary>Where it is written, for messages.</summary>
    private protected abstract StoreUrl Url { get; }

    /// <summary>The time in unix milliseconds.</summary>
    private protected abstract long Now { get; }

    /// <inheritdoc/>
    public WriteResult Write(PostBatch batch, IReadOnlyList<BatchHeader> headers)
    {
        Batch = batch;
        _earliestHour = EarliestHour(batch, headers);
        InTransaction(() =>
        {
            _result = default; // a database may begin anew
            _touchedHours.Clear();
            _isSealed.Clear(); // another process may have sealed hours since
            CheckConfiguration();
            WriteTopics();
            foreach (ref readonly var account in Batch.Accounts)
                WriteAccount(account);
            Load();
            for (PostIndex = 0; PostIndex < Batch.Posts.Length; PostIndex++)
                WritePost(Batch.Posts[PostIndex]);
            WriteDeletes();
            Flush();
            foreach (var header in headers)
                Note(header);
            InsertMarks(_touchedHours, "write");
        });
        TopicsCommitted();
        return _result;
    }

    /// <inheritdoc/>
    public virtual void Prepare(PostBatch batch)
    {
    }

    /// <summary>Runs a piece of work as one transaction that no other writer's comes between, maybe several times.</summary>
    private protected abstract void InTransaction(Action work);

    /// <summary>Called before the posts: what the ledger says about them may be read all at once.</summary>
    private protected virtual void Load()
    {
    }

    /// <summary>Called behind the posts and deletes: what was held back is to be written.</summary>
    private protected virtual void Flush()
    {
    }

    private protected abstract string? ReadConfiguration();

    /// <summary>Refuses to write into a store that another process has given other settings.</summary>
    private protected void CheckConfiguration()
    {
        if (Options.ConfigurationHash is { } hash && ReadConfiguration() != hash)
            throw new StoreException(
                $"{Url.Path} was taken over with other settings by another process; restart this one.");
    }

    /// <summary>Appends a mark for each hour.</summary>
    private protected abstract void InsertMarks(IReadOnlyCollection<long> hours, string why);

    /// <summary>Marks the hour of an instant; a sealed one stands, whatever becomes of its posts.</summary>
    private protected void Touch(long postedAt)
    {
        if (!IsSealed(postedAt))
            _touchedHours.Add(HourUtc.OfUnixMilliseconds(postedAt).UnixMilliseconds);
    }

    private protected bool IsSealed(long postedAt)
    {
        var hour = HourUtc.OfUnixMilliseconds(postedAt).UnixMilliseconds;
        if (!_isSealed.TryGetValue(hour, out var isSealed))
            _isSealed[hour] = isSealed = ReadSealed(hour);
        return isSealed;
    }

    /// <summary>Notes what is known of an hour, so that it is not asked for.</summary>
    private protected void KnowSealed(long hour, bool isSealed) => _isSealed[hour] = isSealed;

    private protected abstract bool ReadSealed(long hour);

    /// <inheritdoc/>
    public abstract bool IsStored(BatchId id);

    /// <inheritdoc/>
    public abstract void WriteDeadLetter(long receivedAt, string source, string reason, ReadOnlySpan<byte> raw);

    /// <inheritdoc/>
    public abstract void TrimTombstones();

    /// <inheritdoc/>
    public abstract void Dispose();
}
