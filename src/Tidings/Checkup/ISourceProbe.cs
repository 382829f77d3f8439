namespace Tidings.Cli.Checkup;

/// <summary>Tries out whether a source can be heard.</summary>
interface ISourceProbe
{
    /// <summary>The source's name in the settings.</summary>
    string Source { get; }

    /// <summary>What came of it, in words. It throws nothing that the source or the network may cause.</summary>
    /// <param name="limit">Ends the trying; what it did not get to by then is what it tells.</param>
    Task<(FindingState State, string Message)> ProbeAsync(CancellationToken limit);
}
