using System.Data.Common;
using Dapper;
using Tidings.Storage.Postgres;
using Tidings.Storage.Sqlite;

namespace Tidings.Storage.Copying;

/// <summary>
/// Copies a store into an empty one, of the same kind or the other. The source may be written meanwhile; what comes in
/// after the beginning is not copied. The target is marked until every row was read back and found equal.
/// </summary>
public sealed class StoreCopy
{
    readonly StoreUrl _from;
    readonly StoreUrl _to;
    readonly TimeProvider _clock;
    readonly Dictionary<CopyTable, (long Rows, long Checksum)> _expected = [];

    /// <summary>A copy between two places.</summary>
    /// <exception cref="StoreException">They are the same.</exception>
    public StoreCopy(StoreUrl from, StoreUrl to, TimeProvider clock)
    {
        (_from, _to, _clock) = (Whole(from), Whole(to), clock);
        if (_from.ToString() == _to.ToString())
            throw new StoreException($"--from and --to both name {_to}. A copy needs another place.");
    }

    /// <summary>Told now and then: the step, the rows done, and all of them.</summary>
    public Action<string, long, long>? Progress { get; init; }

    /// <summary>Copies, checks, and lets the target be used.</summary>
    /// <returns>
    /// Every table. Where one of them is not equal, another program wrote into the target meanwhile, and it stays
    /// marked.
    /// </returns>
    /// <exception cref="StoreException">
    /// The source cannot be read, or the target is not empty or cannot be written. What was begun stays marked; the
    /// next run begins anew.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was asked to stop; the same holds.</exception>
    public IReadOnlyList<CopiedTable> Run(CancellationToken cancellationToken)
    {
        using var source = Explained(_from, () => OpenSource(_from, isFinished: true));
        using var target = OpenTarget();
        Begin(target);
        Explained(_from, () => Fill(source, target, cancellationToken));
        source.Dispose(); // its old state keeps the source from tidying up
        var tables = Explained(_to, () => Check(cancellationToken));
        if (tables.All(table => table.IsEqual))
            target.Store.InTransaction(() => target.Store.Connection.Execute(
                "DELETE FROM meta WHERE key = @Key", new { CopyNote.Key }));
        return tables;
    }

    static StoreUrl Whole(StoreUrl url) => url.IsFile ? new(Path.GetFullPath(url.Path)) : url;

    CopySource OpenSource(StoreUrl url, bool isFinished)
    {
        if (isFinished)
            Stores.OpenForReading(url, _clock).Dispose();
        return url.IsFile
            ? new SqliteCopySource(SqliteStore.OpenForReading(url, _clock))
            : new PostgresCopySource(PostgresStore.OpenForReading(url, _clock));
    }

    CopyTarget OpenTarget() => _to.IsFile
        ? new SqliteCopyTarget(SqliteStore.OpenForWriting(_to, _clock))
        : new PostgresCopyTarget(PostgresStore.OpenForWriting(_to, _clock, Stores.Patience));

    /// <summary>Marks the target, once it is sure that nothing in it can get lost.</summary>
    void Begin(CopyTarget target)
    {
        if (target.Store.GetMeta(CopyNote.Key) == _from.ToString())
            target.Empty();
        target.Store.InTransaction(() =>
        {
            var connection = target.Store.Connection;
            if (target.Store.GetMeta(CopyNote.Key) is { } other)
                throw CopyNote.Unfinished(_to, other);
            foreach (var table in CopyTables.All.Where(table => table.Condition.Length == 0))
                if (connection.ExecuteScalar<long>(
                    $"SELECT count(*) FROM (SELECT 1 FROM {table.Name} LIMIT 1) AS found") > 0)
                    throw new StoreException(
                        $"{_to} is not empty: there are rows in {table.Name}. Copy into another store, or remove all "
                        + "that this one holds with 'tidings migrate --to 0 --down --store URL'.");
            connection.Execute($"DELETE FROM meta WHERE key NOT IN {CopyTables.OwnKeys}");
            connection.Execute(
                "INSERT INTO meta (key, value) VALUES (@Key, @origin)",
                new { CopyNote.Key, origin = _from.ToString() });
        });
    }

    bool Fill(CopySource source, CopyTarget target, CancellationToken cancellationToken)
    {
        var all = CopyTables.All.Sum(source.Count);
        var done = 0L;
        foreach (var table in CopyTables.All)
        {
            var sum = (Rows: 0L, Checksum: 0L);
            foreach (var batch in source.Read(table))
            {
                cancellationToken.ThrowIfCancellationRequested();
                target.Write(batch);
                sum = (sum.Rows + batch.Rows, unchecked(sum.Checksum + batch.Checksum()));
                Progress?.Invoke("copying", done += batch.Rows, all);
            }
            _expected.Add(table, sum);
            if (table.Numbered is not null)
                target.SetLastNumber(table, source.LastNumber(table));
        }
        target.Analyze();
        return true;
    }

    /// <summary>Reads the target back, as whoever opens it next will.</summary>
    List<CopiedTable> Check(CancellationToken cancellationToken)
    {
        using var copy = OpenSource(_to, isFinished: false);
        var all = _expected.Values.Sum(sum => sum.Rows);
        var done = 0L;
        var tables = new List<CopiedTable>();
        foreach (var table in CopyTables.All)
        {
            var sum = (Rows: 0L, Checksum: 0L);
            foreach (var batch in copy.Read(table))
            {
                cancellationToken.ThrowIfCancellationRequested();
                sum = (sum.Rows + batch.Rows, unchecked(sum.Checksum + batch.Checksum()));
                Progress?.Invoke("checking", done += batch.Rows, all);
            }
            tables.Add(new(table.Name, sum.Rows, _expected[table].Rows, sum == _expected[table]));
        }
        return tables;
    }

    /// <summary>What reading a store throws, in words; writing explains itself.</summary>
    static T Explained<T>(StoreUrl url, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DbException error)
        {
            throw Stores.Explain(error, url);
        }
    }
}
