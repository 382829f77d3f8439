using System.Data.Common;
using Microsoft.Data.Sqlite;
using Tidings.Storage.Copying;
using Tidings.Storage.Postgres;
using Tidings.Storage.Sqlite;

namespace Tidings.Storage;

/// <summary>Opens stores by their URLs.</summary>
public static class Stores
{
    /// <summary>How long a statement waits for another writer where nothing else is said.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Opens a store for writing; makes it and brings its schema up to date where needed.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="clock">Tells the times that are stored.</param>
    /// <param name="patience">
    /// How long a statement waits for another writer; <see cref="Patience"/> where null. A job that tries again by
    /// itself waits less, so that it can be stopped.
    /// </param>
    /// <exception cref="StoreException">
    /// It cannot be written, is no store of ours, is of a newer version, or holds an unfinished copy.
    /// </exception>
    public static IStore OpenForWriting(StoreUrl url, TimeProvider clock, TimeSpan? patience = null) =>
        CopyNote.Checked(url.IsFile
            ? SqliteStore.OpenForWriting(url, clock, patience ?? Patience)
            : PostgresStore.OpenForWriting(url, clock, patience ?? Patience));

    /// <summary>Opens a store that exists, for reading.</summary>
    /// <exception cref="StoreException">
    /// There is none, it is of another version, or it holds an unfinished copy.
    /// </exception>
    public static IStore OpenForReading(StoreUrl url, TimeProvider clock) => CopyNote.Checked(
        url.IsFile ? SqliteStore.OpenForReading(url, clock) : PostgresStore.OpenForReading(url, clock));

    /// <summary>Opens a store that exists, whatever its schema's version.</summary>
    /// <exception cref="StoreException">There is none, or it is another program's.</exception>
    public static IStore OpenExisting(StoreUrl url, TimeProvider clock) =>
        url.IsFile ? SqliteStore.OpenExisting(url, clock) : PostgresStore.OpenExisting(url, clock);

    /// <summary>Opens a store, making its file where that is missing, without touching its schema.</summary>
    /// <exception cref="StoreException">It cannot be made, or is another program's.</exception>
    public static IStore OpenOrCreate(StoreUrl url, TimeProvider clock) =>
        url.IsFile ? SqliteStore.OpenOrCreate(url, clock) : PostgresStore.OpenExisting(url, clock);

    /// <summary>A database's error in words, with what can be done about it.</summary>
    /// <param name="error">What the database's driver threw.</param>
    /// <param name="url">The store.</param>
    public static StoreException Explain(DbException error, StoreUrl url) => error switch
    {
        SqliteException sqlite => SqliteStore.Explain(sqlite, url),
        _ => PostgresErrors.Explain(error, url),
    };
}
