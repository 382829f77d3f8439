namespace Tidings.Cli.Checkup;

/// <summary>A source of which everything is known without asking it.</summary>
sealed class SettledProbe(string source, FindingState state, string message) : ISourceProbe
{
    public string Source => source;

    public Task<(FindingState State, string Message)> ProbeAsync(CancellationToken limit) =>
        Task.FromResult((state, message));
}
