using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tidings.Tests;

/// <summary>
/// What a piece of work costs, told apart from what else the machine is doing: processor time of this thread where the
/// system counts it, and the least of many runs, because noise only ever adds.
/// </summary>
static partial class Cost
{
    const int Runs = 7;
    const int Attempts = 12;

    /// <summary>How long code may take to get warm.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Below this the clock and the caches weigh more than the work.</summary>
    static readonly TimeSpan Trifle = TimeSpan.FromMilliseconds(1);

    /// <summary>How many times as long the second work takes as the first; the best of several attempts.</summary>
    /// <param name="once">The work on a text.</param>
    /// <param name="twice">The work on a text of double length.</param>
    /// <param name="goodEnough">Ends the attempts.</param>
    public static double Ratio(Action once, Action twice, double goodEnough = 2.5)
    {
        var ratio = double.MaxValue;
        for (var attempt = 0; attempt < Attempts && ratio > goodEnough; attempt++)
        {
            var slower = Least(twice);
            if (slower < Trifle)
                return 1;
            ratio = Math.Min(ratio, slower / Least(once));
        }
        return ratio;
    }

    /// <summary>The least time of several runs, which end early at <paramref name="goodEnough"/>.</summary>
    public static TimeSpan Least(Action work, TimeSpan goodEnough = default, int runs = Runs)
    {
        var least = TimeSpan.MaxValue;
        for (var run = 0; run < runs && least > goodEnough; run++)
        {
            var start = Now();
            work();
            var time = Now() - start;
            least = time < least ? time : least;
        }
        return least;
    }

    /// <summary>
    /// The least bytes that the work allocates once it is warm: what the compiler's first version of the code allocates
    /// goes away with the later ones, which are made in the background, and a pool that the collector trims adds some at
    /// times.
    /// </summary>
    public static long LeastAllocation(Action work)
    {
        var least = long.MaxValue;
        var start = Stopwatch.GetTimestamp();
        while (least > 0 && Stopwatch.GetElapsedTime(start) < Patience)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    static TimeSpan Now() => OperatingSystem.IsLinux() && ReadClock(ThreadCpuTime, out var time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / 100)
        : Stopwatch.GetElapsedTime(0);

    /// <summary>CLOCK_THREAD_CPUTIME_ID of Linux.</summary>
    const int ThreadCpuTime = 3;

    struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out TimeSpec time);
}
