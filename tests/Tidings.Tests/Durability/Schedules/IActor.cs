namespace Tidings.Tests.Durability.Schedules;

/// <summary>Somebody who does a piece of work at a time, between whose pieces others do theirs.</summary>
interface IActor : IDisposable
{
    string Name { get; }

    /// <summary>Does the next piece; false where it had nothing to do.</summary>
    /// <exception cref="ScheduleCrashException">It died; <see cref="Crash"/> has to be called.</exception>
    bool Step();

    /// <summary>Leaves everything as it lies there. The next step begins anew, as another process would.</summary>
    void Crash();
}
