namespace Tidings.Storage;

/// <summary>Computes all hours and days that changed, one transaction each.</summary>
public static class DirtyHours
{
    /// <summary>Computes every changed hour, oldest first; returns how many.</summary>
    /// <param name="rollUp">Computes one.</param>
    /// <param name="progress">Told after each hour how many are done, of how many.</param>
    /// <param name="cancellationToken">Stops between two hours.</param>
    /// <exception cref="StoreException">The database refused; the hours computed before stay.</exception>
    public static int ComputeDirty(
        this IRollUp rollUp, Action<int, int>? progress = null, CancellationToken cancellationToken = default)
    {
        var hours = rollUp.DirtyHours();
        for (var i = 0; i < hours.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rollUp.ComputeIfDirty(hours[i]);
            progress?.Invoke(i + 1, hours.Count);
        }
        return hours.Count;
    }

    /// <summary>Adds up every day that changed and is at rest, oldest first.</summary>
    /// <param name="rollUp">Adds up one.</param>
    /// <param name="cancellationToken">Stops between two days.</param>
    /// <exception cref="StoreException">The database refused; the days before stay.</exception>
    public static void ComputeDirtyDays(this IRollUp rollUp, CancellationToken cancellationToken = default)
    {
        foreach (var day in rollUp.DirtyDays())
        {
            cancellationToken.ThrowIfCancellationRequested();
            rollUp.ComputeDay(day);
        }
    }
}
