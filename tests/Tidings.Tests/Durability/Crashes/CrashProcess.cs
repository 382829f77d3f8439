namespace Tidings.Tests.Durability.Crashes;

/// <summary>One process of a life.</summary>
/// <param name="Command">The command line without store, queue and settings.</param>
/// <param name="Faults">Its <c>TIDINGS_FAULTS</c>.</param>
/// <param name="Ending">How it ends.</param>
/// <param name="Trigger">What <paramref name="DelayMilliseconds"/> counts from.</param>
/// <param name="DelayMilliseconds">When a signal is sent.</param>
sealed record CrashProcess(
    string Command, string Faults = "", Ending Ending = Ending.Natural, Trigger Trigger = Trigger.Ready,
    int DelayMilliseconds = 0)
{
    public override string ToString() =>
        $"{Command} [{Faults}] {Ending}" + (Ending == Ending.Natural ? "" : $" {Trigger}+{DelayMilliseconds}ms");
}
