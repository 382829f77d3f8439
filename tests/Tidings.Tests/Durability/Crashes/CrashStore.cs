using System.Data;

namespace Tidings.Tests.Durability.Crashes;

/// <summary>The store of a schedule, and what other programs and people do to it.</summary>
abstract class CrashStore : IDisposable
{
    /// <summary>As the command line names it.</summary>
    public abstract string Url { get; }

    /// <summary>Its file; empty where it is none.</summary>
    public virtual string Path => "";

    /// <summary>Grows with each write.</summary>
    public abstract long Size { get; }

    /// <summary>A connection from outside that sees instants as unix milliseconds.</summary>
    public abstract IDbConnection Connect();

    /// <summary>Whether it is sound; empty where it is.</summary>
    public abstract string Damage();

    /// <summary>Nobody reaches it until the answer is disposed of.</summary>
    public abstract IDisposable? TakeAway();

    /// <summary>It takes nothing new until the answer is disposed of; null where nothing can be forbidden.</summary>
    public abstract IDisposable? MakeReadOnly(FaultTally tally);

    /// <summary>
    /// Another program holds its write lock until the answer is disposed of; null where it is not made yet.
    /// </summary>
    public abstract IDisposable? Lock(ChildProcess witness);

    public abstract void Dispose();
}
