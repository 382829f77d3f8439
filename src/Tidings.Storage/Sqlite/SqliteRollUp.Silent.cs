using Dapper;
using Tidings.Hours;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteRollUp
{
    /// <summary>
    /// Adds the topics that were looked for in an hour and not found, where it was listened to: silence that was heard
    /// is a number too.
    /// </summary>
    void AddSilent(long h, List<(string Topic, TopicTally Tally)> tallies)
    {
        if (!IsHeard(h))
            return;
        var known = store.Connection.Query<string>("SELECT topic FROM topic WHERE since <= @h ORDER BY topic", new { h });
        foreach (var topic in known.Except(tallies.Select(counted => counted.Topic)).ToList())
            tallies.Add((topic, new()));
    }
}
