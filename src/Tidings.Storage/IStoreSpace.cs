namespace Tidings.Storage;

/// <summary>What a store takes up, and how it gives space back.</summary>
public interface IStoreSpace
{
    /// <summary>Rows of <c>post</c>, counted.</summary>
    /// <exception cref="StoreException">The database refused.</exception>
    long CountPosts();

    /// <summary>Bytes that the tables take up, without what is free to be used again.</summary>
    /// <exception cref="StoreException">The database refused.</exception>
    long UsedBytes();

    /// <summary>Bytes that the database takes up where it lies, with what is free in it.</summary>
    /// <exception cref="StoreException">The database refused.</exception>
    long TotalBytes();

    /// <summary>The first hour that holds posts, from an hour on; null where there is none.</summary>
    /// <exception cref="StoreException">The database refused.</exception>
    HourPosts? NextHour(HourUtc from);

    /// <summary>The sessions of recordings that are not stored to their ends, whoever stores them.</summary>
    /// <param name="since">
    /// Those of which nothing is stored that was read since then are left out, unix milliseconds.
    /// </param>
    /// <exception cref="StoreException">The database refused.</exception>
    IReadOnlyList<string> OpenRecordings(long since);

    /// <summary>When the last of an hour's posts was received, unix milliseconds; reads all of them.</summary>
    /// <exception cref="StoreException">The database refused.</exception>
    long LastReceivedIn(HourUtc hour);

    /// <summary>
    /// Gives back what removed rows left free, in steps that other writers hardly notice, and does what else the
    /// database leaves to be done now and then. Does nothing where the database does so by itself.
    /// </summary>
    /// <param name="mayBlock">
    /// Whether it may keep all writers waiting while it copies the whole store, where there is no other way and it is
    /// worth it.
    /// </param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <exception cref="StoreException">The database refused; what was given back before stays so.</exception>
    void GiveBack(bool mayBlock, CancellationToken cancellationToken = default);
}
