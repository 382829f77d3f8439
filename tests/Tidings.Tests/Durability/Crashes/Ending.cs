namespace Tidings.Tests.Durability.Crashes;

/// <summary>How a process of a schedule ends, where no fault ends it before.</summary>
enum Ending
{
    /// <summary>By itself: the sources end, the queue is empty.</summary>
    Natural,

    /// <summary>SIGKILL at a random instant.</summary>
    Kill,

    /// <summary>SIGTERM at a random instant: it must end well, in 10 seconds.</summary>
    Terminate,

    /// <summary>SIGTERM twice.</summary>
    TerminateTwice,
}
