using System.Runtime.InteropServices;

namespace Tidings.Cli;

/// <summary>
/// SIGTERM and SIGINT of a job that runs for long: the first asks it to stop, the second ends the process at once. What
/// was acknowledged lies on disk by then, so nothing is lost either way.
/// </summary>
sealed partial class StopSignals : IDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly PosixSignalRegistration[] _registrations;
    int _signals;

    public StopSignals() => _registrations =
        [PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle), PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle)];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _signals) > 1)
            ExitNow(128 + (context.Signal == PosixSignal.SIGINT ? 2 : 15)); // as a shell reports the signal
        _stop.Cancel();
    }

    /// <summary>Without finalisers and handlers, which could wait for what hangs.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitNow(int status);

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }
}
