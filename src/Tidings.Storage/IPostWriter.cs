using Tidings.Posts;
using Tidings.Queue;

namespace Tidings.Storage;

/// <summary>
/// Writes batches of posts: one transaction each, whatever order the posts come in, and again without effect. One
/// writer serves one thread.
/// </summary>
public interface IPostWriter : IDisposable
{
    /// <summary>
    /// Stores the posts of some of the queue's batches, and in the same transaction that these batches are stored, when
    /// their sources were listened to and what they missed; marks the hours that this changes, and commits.
    /// </summary>
    /// <param name="batch">The posts of all of them.</param>
    /// <param name="headers">
    /// The batches, none for posts that no queue carried. One that is stored already changes nothing.
    /// </param>
    /// <exception cref="StoreException">
    /// The database refused, or the store is no longer that of these settings; nothing is stored.
    /// </exception>
    WriteResult Write(PostBatch batch, IReadOnlyList<BatchHeader> headers);

    /// <summary>
    /// Makes ready what does not need the database of a batch that is to be written soon; one that is not prepared is
    /// written just as well. May be called on another thread while another batch is written. One that is changed afterwards
    /// has to be prepared again.
    /// </summary>
    void Prepare(PostBatch batch);

    /// <summary>
    /// True where the store holds a batch already, so that its records need not be read again. It may be asked at any
    /// time; only a write that is being made elsewhere is not seen yet.
    /// </summary>
    /// <exception cref="StoreException">The database refused.</exception>
    bool IsStored(BatchId id);

    /// <summary>
    /// Keeps a record that could not be used, and commits. A second one of the same time, source and bytes is the same.
    /// </summary>
    /// <param name="receivedAt">When it was received, unix milliseconds.</param>
    /// <param name="source">The source's name in the settings.</param>
    /// <param name="reason">Why it could not be used.</param>
    /// <param name="raw">Its bytes.</param>
    /// <exception cref="StoreException">The database refused; nothing is stored.</exception>
    void WriteDeadLetter(long receivedAt, string source, string reason, ReadOnlySpan<byte> raw);

    /// <summary>
    /// Lets the oldest tombstones go where there are more than the bound; to be called now and then, not for every
    /// batch.
    /// </summary>
    /// <exception cref="StoreException">The database refused.</exception>
    void TrimTombstones();
}
