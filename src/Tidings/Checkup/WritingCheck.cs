using Dapper;

namespace Tidings.Cli.Checkup;

/// <summary>Whether the store takes rows: a right may have been revoked. What it tries is taken back.</summary>
sealed class WritingCheck : ICheck
{
    sealed class TakenBackException : Exception;

    /// <summary>Asks for the rights without touching a row.</summary>
    static readonly string[] Asked =
    [
        "INSERT INTO post (platform, id, posted_at) SELECT platform, id, posted_at FROM post WHERE 1 = 0",
        "INSERT INTO dirty_hour (hour, why) SELECT hour, why FROM dirty_hour WHERE 1 = 0",
        "UPDATE hour SET state = state WHERE 1 = 0",
        "DELETE FROM post WHERE 1 = 0",
    ];

    public string Name => "writing";

    public (FindingState State, string Message)? Look(Examination examination)
    {
        if (examination.Store is not { } store)
            return null;
        try
        {
            store.InTransaction(() =>
            {
                foreach (var sql in Asked)
                    store.Connection.Execute(sql);
                store.Connection.Execute("INSERT INTO meta (key, value) VALUES ('doctor', '')");
                throw new TakenBackException();
            });
        }
        catch (TakenBackException)
        {
        }
        return (FindingState.Ok, "the store takes rows, changes and deletes");
    }
}
