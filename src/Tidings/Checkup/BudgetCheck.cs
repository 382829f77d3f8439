using System.Globalization;
using Tidings.Cli.Output;
using Tidings.Retention;

namespace Tidings.Cli.Checkup;

/// <summary>How much of the budget is used.</summary>
sealed class BudgetCheck : ICheck
{
    public string Name => "budget";

    public (FindingState State, string Message)? Look(Examination examination)
    {
        if (examination.Store is not { } store)
            return null;
        var retention = examination.Settings.Options.Retention;
        List<(FindingState State, string Message)> found = [];
        if (retention.MaxRows > 0)
            found.Add(Judge("retention.maxRows", store.Space.CountPosts(), retention.MaxRows, "rows"));
        if (retention.MaxBytes > 0)
            found.Add(Judge("retention.maxBytes", store.Space.UsedBytes(), retention.MaxBytes, "bytes"));
        return found.Count == 0
            ? (FindingState.Ok, "none is set (retention.maxRows, retention.maxBytes)")
            : (found.Max(judged => judged.State), string.Join("; ", found.Select(judged => judged.Message)));
    }

    static (FindingState State, string Message) Judge(string setting, long used, long max, string what)
    {
        var level = new Budget(max).LevelOf(used);
        var share = (100.0 * used / max).ToString("F1", CultureInfo.InvariantCulture);
        var message = $"{setting}: {Numbers.Count(used)} of {Numbers.Count(max)} {what}, {share} %";
        return level == BudgetLevel.Low
            ? (FindingState.Ok, message)
            : (used > max ? FindingState.Error : FindingState.Warning,
                $"{message}, {(int)level} % are reached. 'tidings prune' removes old posts; or raise {setting}");
    }
}
