using System.Data.Common;
using Tidings.Queue;
using Tidings.Storage;

namespace Tidings.Cli.Checkup;

/// <summary>Runs the checks one after the other.</summary>
static class Doctor
{
    /// <summary>Every check, in an order in which each finds what it needs.</summary>
    static readonly IReadOnlyList<ICheck> Checks =
    [
        new StoreCheck(), new WritingCheck(), new AuthorKeyCheck(), new AnalysisCheck(), new QueueCheck(),
        new WorkerCheck(), new SourceCheck(), new ListeningCheck(), new ClockCheck(), new BudgetCheck(), new HoursCheck(),
        new DeadLetterCheck(), new DiskCheck(),
    ];

    const string Configuration = "configuration";

    /// <summary>What all checks found.</summary>
    /// <param name="host">The world.</param>
    /// <param name="load">Loads the settings.</param>
    public static IReadOnlyList<Finding> Examine(AppHost host, Func<Settings> load)
    {
        Settings settings;
        try
        {
            settings = load();
        }
        catch (UsageException error)
        {
            return [new(Configuration, FindingState.Error, error.Message + " Nothing else was looked at.")];
        }
        var findings = new List<Finding> { new(Configuration, FindingState.Ok, $"all settings are understood, {settings.Origin}") };
        using var examination = new Examination(host, settings);
        foreach (var check in Checks)
            if (Look(check, examination) is { } finding)
                findings.Add(finding);
        return findings;
    }

    static Finding? Look(ICheck check, Examination examination)
    {
        try
        {
            return check.Look(examination) is var (state, message) ? new(check.Name, state, message) : null;
        }
        catch (Exception error) when (
            error is StoreException or QueueException or UsageException or DbException or IOException
                or UnauthorizedAccessException)
        {
            return new(check.Name, FindingState.Error, error.Message);
        }
    }
}
