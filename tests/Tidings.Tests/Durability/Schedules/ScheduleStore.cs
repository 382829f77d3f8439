using System.Data;
using Tidings.Cli;
using Tidings.Cli.Jobs;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>The store of a schedule.</summary>
abstract class ScheduleStore : IDisposable
{
    /// <summary>The settings of the jobs that use it.</summary>
    public abstract Settings Settings { get; }

    /// <summary>Looks into it from outside; instants are unix milliseconds.</summary>
    public abstract IDbConnection Reader { get; }

    /// <summary>Whether it is a server, which does not know a file's troubles.</summary>
    public virtual bool IsServer => false;

    /// <summary>A trouble of it that takes seconds.</summary>
    public virtual Trouble SlowTrouble => Trouble.Busy;

    /// <summary>Called before each use.</summary>
    public virtual void Prepare(StoreLink link)
    {
    }

    /// <summary>What can befall the one that a link leads to.</summary>
    public abstract ITroubles TroublesOf(StoreLink link);

    public abstract void Dispose();
}
