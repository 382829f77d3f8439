using Tidings.Configuration;

namespace Tidings.Cli.Checkup;

/// <summary>Whether the sources can be heard. They are tried side by side.</summary>
sealed class SourceCheck : ICheck
{
    /// <summary>How long a source may take until its first event; a live one has several every second.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public string Name => "sources";

    public (FindingState State, string Message)? Look(Examination examination)
    {
        var host = examination.Host;
        var probes = examination.Settings.Options.Sources.Select(source => Of(host, source)).ToList();
        if (probes.Count == 0)
            return (FindingState.Warning, "none is named (sources): there is nothing to listen to");
        using var limit = new CancellationTokenSource(Limit, host.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, host.Stop);
        var found = Task.WhenAll(probes.Select(probe => probe.ProbeAsync(stop.Token))).GetAwaiter().GetResult();
        return (found.Max(one => one.State),
            string.Join("; ", probes.Zip(found, (probe, one) => $"{probe.Source}: {one.Message}")));
    }

    static ISourceProbe Of(AppHost host, SourceOptions source) => source.Kind switch
    {
        SourceKind.Jetstream => new JetstreamProbe(source, host.Clock),
        SourceKind.File => OfFile(host, source),
        _ => new SettledProbe(
            source.Name, FindingState.Error, "listening to this kind of source is not in this version yet"),
    };

    static SettledProbe OfFile(AppHost host, SourceOptions source)
    {
        var name = source.Endpoint!.Reveal();
        if (name == "-")
            return new(source.Name, FindingState.Ok, "standard input");
        // a pipe would lose what is read from it here
        return Path.Exists(host.PathOf(name)) && !Directory.Exists(host.PathOf(name))
            ? new(source.Name, FindingState.Ok, "the file is there")
            : new(source.Name, FindingState.Error, $"{name}: there is no such file");
    }
}
