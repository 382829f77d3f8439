namespace Tidings.Storage.Queues;

public sealed partial class SqliteQueue
{
    /// <summary>Writes sessions as they were, before their batches.</summary>
    internal void Restore(IEnumerable<SessionRow> sessions) => _database.InTransaction(() =>
    {
        foreach (var session in sessions)
            session.Write(Sql.UpsertSession, _checksum);
    });
}
