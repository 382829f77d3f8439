using Tidings.Cli.Jobs;

namespace Tidings.Cli.Checkup;

/// <summary>Whether the stored posts were analysed with the settings in force.</summary>
sealed class AnalysisCheck : ICheck
{
    public string Name => "analysis";

    public (FindingState State, string Message)? Look(Examination examination) => examination.Store is not { } store
        ? null
        : StoreSession.IsInForce(store, examination.Settings) || !StoreSession.IsFilled(store)
            ? (FindingState.Ok, "the stored posts were analysed with these settings")
            : (FindingState.Warning,
                "the stored posts were analysed with other settings; 'tidings rebuild' analyses them again, "
                + "as does the next start of a command that writes");
}
