using System.Runtime.InteropServices;

namespace Tidings.Cli.Jobs;

/// <summary>Threads whose work may wait for that of others on the same machine.</summary>
static partial class BackgroundThread
{
    const int Process = 0; // PRIO_PROCESS of setpriority(2); on Linux a thread counts as one
    const int Niceness = 10;

    /// <summary>
    /// Lets all others go first, a database on the same machine among them: of two busy processors the one that stores
    /// must not wait for those that prepare. For the rest of the calling thread's life; without effect elsewhere than on
    /// Linux, where the runtime has no priorities of threads.
    /// </summary>
    public static void GiveWay()
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(Process, 0, Niceness); // refused: it goes on as it was
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int niceness);
}
