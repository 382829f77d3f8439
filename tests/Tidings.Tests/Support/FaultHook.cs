using Tidings.Faults;

namespace Tidings.Tests.Support;

/// <summary>
/// Hears of the named places that this thread comes by, and of what is at hand there. Other tests run beside it on
/// other threads and notice nothing.
/// </summary>
static class FaultHook
{
    [ThreadStatic]
    static Action<string, object?>? _ofThread;

    static FaultHook() => FaultPoints.Reached += static (point, subject) => _ofThread?.Invoke(point, subject);

    /// <summary>Sets who hears of the calling thread's places; null for nobody.</summary>
    public static void Set(Action<string, object?>? reached) => _ofThread = reached;
}
