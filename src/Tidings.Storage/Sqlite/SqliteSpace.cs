using Dapper;
using Microsoft.Data.Sqlite;

namespace Tidings.Storage.Sqlite;

/// <summary>The space of an SQLite file.</summary>
/// <remarks>
/// Files of this version are made so that free pages can be cut off from their end (auto_vacuum = incremental). Older
/// files can only be copied whole (VACUUM): that holds the write lock throughout, and needs as much free space on the
/// disk as the data, twice.
/// </remarks>
sealed class SqliteSpace(SqliteStore store) : IStoreSpace
{
    /// <summary>Pages given back in one transaction: some milliseconds.</summary>
    const int StepPages = 2_000;

    /// <summary>Less that is free is not worth copying the whole file.</summary>
    public const long LeastFreeBytes = 64L << 20;

    const int Incremental = 2;

    /// <summary>Tells how much the disk of a folder has free, for tests.</summary>
    internal Func<string, long> FreeOnDisk { get; init; } = static folder => new DriveInfo(folder).AvailableFreeSpace;

    /// <summary>See <see cref="LeastFreeBytes"/>; less in tests.</summary>
    internal long LeastFree { get; init; } = LeastFreeBytes;

    SqliteConnection Connection => store.Connection;

    /// <inheritdoc/>
    public long CountPosts() => store.Read(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM post"));

    /// <inheritdoc/>
    public long UsedBytes() => store.Read(_ => (Pragma("page_count") - Pragma("freelist_count")) * Pragma("page_size"))
        + LengthOf(store.Url.Path + "-wal");

    /// <inheritdoc/>
    public long TotalBytes() => LengthOf(store.Url.Path) + LengthOf(store.Url.Path + "-wal");

    /// <inheritdoc/>
    public HourPosts? NextHour(HourUtc from) => store.Read(connection => connection.QuerySingleOrDefault<HourPosts>("""
        WITH first AS (SELECT min(posted_at) AS at FROM post WHERE posted_at >= @from),
          start AS (SELECT at - at % 3600000 AS h FROM first WHERE at IS NOT NULL)
        SELECT h AS Start, hour.state AS State,
          CASE WHEN hour.state IS NOT 'open'
            THEN (SELECT count(*) FROM post WHERE posted_at >= h AND posted_at < h + 3600000) ELSE 0 END AS Rows
        FROM start LEFT JOIN hour ON hour.hour = h
        """, new { from = from.UnixMilliseconds }));

    /// <inheritdoc/>
    public IReadOnlyList<string> OpenRecordings(long since) =>
        store.Read(connection => ListenSessionSql.OpenRecordings(connection, since));

    /// <inheritdoc/>
    public long LastReceivedIn(HourUtc hour) => store.Read(connection => connection.ExecuteScalar<long?>(
        "SELECT max(received_at) FROM post WHERE posted_at >= @h AND posted_at < @h + 3600000",
        new { h = hour.UnixMilliseconds })) ?? long.MinValue;

    /// <inheritdoc/>
    public void GiveBack(bool mayBlock, CancellationToken cancellationToken = default)
    {
        store.Read(_ =>
        {
            if (Pragma("auto_vacuum") == Incremental)
                CutOff(cancellationToken);
            else if (mayBlock && IsWorthCopying())
                Copy();
            return true;
        });
        store.TruncateLog();
    }

    void CutOff(CancellationToken cancellationToken)
    {
        while (Pragma("freelist_count") is > 0 and var free)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // It answers with a row for each page and stops where nobody reads on.
            _ = Connection.Query<long>($"PRAGMA incremental_vacuum({StepPages})").Count();
            if (Pragma("freelist_count") >= free)
                return; // a reader keeps it
        }
    }

    bool IsWorthCopying()
    {
        var (pages, free, size) = (Pragma("page_count"), Pragma("freelist_count"), Pragma("page_size"));
        return free * size > LeastFree && free * 4 > pages
            && FreeOnDisk(Path.GetDirectoryName(Path.GetFullPath(store.Url.Path))!) > 2 * (pages - free) * size;
    }

    void Copy()
    {
        try
        {
            // The copy is made beside the file, not in memory; and from then on the file gives space back in steps.
            Connection.Execute($"PRAGMA temp_store = FILE; PRAGMA auto_vacuum = {Incremental}");
            Connection.Execute("VACUUM /* one word would be taken for a procedure */");
        }
        finally
        {
            Connection.Execute("PRAGMA temp_store = MEMORY");
        }
    }

    long Pragma(string name) => Connection.ExecuteScalar<long>("PRAGMA " + name);

    static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
