namespace Tidings.Simulators;

/// <summary>How a client's connection ends, and why.</summary>
/// <param name="Kind">How.</param>
/// <param name="Code">The code of the close frame.</param>
/// <param name="Reason">The words in it, at most 123 bytes of ASCII.</param>
/// <param name="Milliseconds">How long a slow close takes.</param>
sealed record Ending(EndingKind Kind, int Code = 0, string Reason = "", long Milliseconds = 0)
{
    /// <summary>The client has gone.</summary>
    public static readonly Ending Left = new(EndingKind.Left);

    /// <summary>The server stops.</summary>
    public static readonly Ending Stopped = new(EndingKind.Close, 1001, "server is shutting down");
}
