namespace Tidings.Tests.Durability.Schedules;

/// <summary>What befalls a database while an actor uses it.</summary>
enum Trouble
{
    None,

    /// <summary>The actor dies just before it commits.</summary>
    CrashBeforeCommit,

    /// <summary>The actor dies just after it has committed.</summary>
    CrashAfterCommit,

    /// <summary>It was committed, and the actor is told that it was not.</summary>
    AnswerLost,

    /// <summary>The file cannot grow.</summary>
    Full,

    /// <summary>The file may not be written.</summary>
    ReadOnly,

    /// <summary>Somebody else holds the lock and does not let go.</summary>
    Busy,

    /// <summary>The server ends the actor's connection just before it commits.</summary>
    Cut,

    /// <summary>The server takes no more connections.</summary>
    Refused,
}
