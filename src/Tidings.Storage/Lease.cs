using System.Globalization;
using Dapper;

namespace Tidings.Storage;

/// <summary>
/// The right to do a job that must run once in a cluster: a row <c>lease</c> that its owner renews. Whoever takes it
/// from another raises its epoch; work that was begun under the earlier one is refused when it wants to commit. One
/// instance serves one thread.
/// </summary>
/// <param name="store">Where the row is.</param>
/// <param name="name">The job.</param>
/// <param name="owner">Who takes it: unique among all processes.</param>
/// <param name="clock">Tells when a lease has run out.</param>
public sealed class Lease(IStore store, string name, string owner, TimeProvider clock)
{
    /// <summary>The epoch under which it is held; null where it is not.</summary>
    public long? Epoch { get; private set; }

    /// <summary>True once <see cref="Check"/> found it with another owner, or under another epoch.</summary>
    public bool IsLost { get; private set; }

    /// <summary>
    /// Takes the lease, or renews it. Returns its epoch; null where another owner's has not run out. An owner who comes
    /// back, and whom nobody has followed, keeps the epoch.
    /// </summary>
    /// <param name="duration">From now until others may take it.</param>
    /// <exception cref="StoreException">The database refused.</exception>
    public long? TryTake(TimeSpan duration)
    {
        Epoch = null;
        long? taken = null;
        store.InTransaction(() => taken = store.Connection.QuerySingleOrDefault<long?>($"""
            INSERT INTO lease (name, owner, epoch, until)
            VALUES (@name, @owner, 1, {Time("until")})
            ON CONFLICT (name) DO UPDATE SET
              owner = excluded.owner,
              epoch = lease.epoch + CASE WHEN lease.owner = excluded.owner THEN 0 ELSE 1 END,
              until = excluded.until
            WHERE lease.owner = excluded.owner OR lease.until < {Time("now")}
            RETURNING epoch
            """, new { name, owner, now = Now, until = Until(duration) }));
        return Epoch = taken;
    }

    /// <summary>Puts off its end; false where another owner has taken it meanwhile.</summary>
    /// <exception cref="StoreException">The database refused.</exception>
    public bool Renew(TimeSpan duration)
    {
        var isHeld = false;
        store.InTransaction(() => isHeld = store.Connection.Execute(
            $"UPDATE lease SET until = {Time("until")} WHERE name = @name AND owner = @owner AND epoch = @epoch",
            new { name, owner, epoch = Epoch ?? -1, until = Until(duration) }) > 0);
        if (!isHeld)
            Epoch = null;
        return isHeld;
    }

    /// <summary>Lets others take it at once. The row stays, so that epochs go on rising.</summary>
    /// <exception cref="StoreException">The database refused.</exception>
    public void Release()
    {
        if (Epoch is not { } epoch)
            return;
        Epoch = null;
        store.InTransaction(() => store.Connection.Execute(
            $"UPDATE lease SET until = {Time("never")} WHERE name = @name AND owner = @owner AND epoch = @epoch",
            new { name, owner, epoch, never = 0L }));
    }

    /// <summary>
    /// To be called in each transaction of the work that it guards: until that commits nobody takes the lease. One that
    /// has run out, and that nobody took, still holds.
    /// </summary>
    /// <exception cref="StoreException">It is not held any more.</exception>
    public void Check()
    {
        // A row lock where readers do not keep writers out.
        var held = store.Connection.QuerySingleOrDefault<long?>(
            "SELECT epoch FROM lease WHERE name = @name AND owner = @owner" + (store.Url.IsFile ? "" : " FOR SHARE"),
            new { name, owner });
        IsLost = Epoch is null || held != Epoch;
        if (IsLost)
            throw new StoreException(
                $"{store.Url}: another process does '{name}' since (lease of epoch "
                + $"{Epoch?.ToString(CultureInfo.InvariantCulture) ?? "none"}); nothing was changed.")
            {
                Failure = StoreFailure.Passing,
            };
    }

    long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    long Until(TimeSpan duration) => Now + (long)duration.TotalMilliseconds;

    /// <summary>A parameter of unix milliseconds as the column holds it.</summary>
    string Time(string parameter) => store.Url.IsFile
        ? "@" + parameter
        : $"(timestamptz 'epoch' + @{parameter} * interval '1 millisecond')";
}
