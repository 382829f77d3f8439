using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Tidings.Queue;

namespace Tidings.Storage.Queues;

public sealed partial class SqliteQueue
{
    internal const string ConsumerKind = "consumer";

    string? _owner;
    FileStream? _ownerLock;
    string? _trouble;

    /// <inheritdoc/>
    public void Tell(string? trouble)
    {
        if (trouble == _trouble)
            return;
        Join();
        WriteConsumer(trouble);
        _trouble = trouble;
    }

    /// <summary>Who works on this queue, and what keeps them; the oldest first.</summary>
    /// <exception cref="QueueException">The queue cannot be read.</exception>
    public IReadOnlyList<QueueConsumer> Consumers()
    {
        var consumers = new List<QueueConsumer>();
        _database.Explained(() =>
        {
            var select = Sql.SelectConsumers;
            while (select.Step())
                consumers.Add(new()
                {
                    Owner = Encoding.UTF8.GetString(select.GetText(0)),
                    IsAlive = true,
                    StartedAt = select.GetInteger(1),
                    Trouble = select.IsNull(2) ? null : Encoding.UTF8.GetString(select.GetText(2)),
                    TroubleSince = select.IsNull(3) ? null : select.GetInteger(3),
                });
            select.Reset();
        });
        return consumers.ConvertAll(consumer => consumer with { IsAlive = IsAlive(consumer.Owner) });
    }

    /// <summary>Sweepers are rare: losing a name to one twice is rarer.</summary>
    const int MostTries = 8;

    string ConsumerFile(string owner) => $"{Path}.{ConsumerKind}-{owner}";

    /// <summary>
    /// Makes this instance an owner of claims: first its lock, then its row, so that a row without a held lock is
    /// always a dead one's.
    /// </summary>
    string Join()
    {
        if (_owner is not null)
            return _owner;
        var owner = NewOwner();
        FileStream? taken = null;
        try
        {
            foreach (var (file, _) in LockFile.Beside(Path, ConsumerKind))
                LockFile.IsHeldOrSweep(file); // what processes left behind that were killed
            for (var tries = 0; ; tries++)
            {
                taken = LockFile.TryTake(ConsumerFile(owner), FileMode.CreateNew, deleteOnClose: true);
                if (taken is not null && File.Exists(ConsumerFile(owner)))
                    break;
                // Somebody swept it before it was locked: once more, under another name.
                taken?.Dispose();
                if (tries == MostTries)
                    throw new IOException("the lock file of this consumer was taken away");
                owner = NewOwner();
            }
            (_owner, _ownerLock) = (owner, taken);
            WriteConsumer(_trouble);
            return owner;
        }
        catch (Exception error)
        {
            taken?.Dispose();
            (_owner, _ownerLock) = (null, null);
            if (error is IOException or UnauthorizedAccessException)
                throw QueueErrors.Refused(ConsumerFile(owner), error);
            throw;
        }
    }

    static string NewOwner() =>
        string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Guid.NewGuid():N}");

    void WriteConsumer(string? trouble)
    {
        var now = Now;
        _database.InTransaction(() => Sql.UpsertConsumer
            .Text(1, Encoding.UTF8.GetBytes(_owner!)).Integer(2, now)
            .TextOrNull(3, Encoding.UTF8.GetBytes(trouble ?? "")).Integer(4, trouble is null ? null : now)
            .Run());
    }

    /// <summary>
    /// Gives everything back. Where the file refuses, closing the lock does it too: then the others find a dead owner.
    /// </summary>
    void Leave()
    {
        if (_owner is null)
            return;
        try
        {
            var owner = Encoding.UTF8.GetBytes(_owner);
            _database.InTransaction(() =>
            {
                Sql.FreeOwner.Text(1, owner).Run();
                Sql.DeleteConsumer.Text(1, owner).Run();
            });
        }
        catch (Exception error) when (error is QueueException or SqliteException)
        {
            // see above
        }
        _ownerLock?.Dispose();
        (_owner, _ownerLock) = (null, null);
    }
}
