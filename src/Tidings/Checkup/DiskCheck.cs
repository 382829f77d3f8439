using Tidings.Cli.Output;

namespace Tidings.Cli.Checkup;

/// <summary>How much space the disks have that hold our files.</summary>
sealed class DiskCheck : ICheck
{
    const long Little = 1_000_000_000;
    const long HardlyAny = 100_000_000;

    public string Name => "disk";

    public (FindingState State, string Message)? Look(Examination examination)
    {
        List<string> files = [examination.Host.PathOf(examination.Settings.QueuePath)];
        if (examination.StoreUrl is { IsFile: true } url)
            files.Add(examination.Host.PathOf(url.Path));
        var (free, folder) = files.Select(file => Path.GetDirectoryName(file)!).Distinct().Where(Directory.Exists)
            .Select(path => (new DriveInfo(path).AvailableFreeSpace, path)).DefaultIfEmpty((long.MaxValue, "")).Min();
        if (folder.Length == 0)
            return null;
        var what = $"{Numbers.Count(free / 1_000_000)} MB are free beside our files in {folder}";
        return free < HardlyAny ? (FindingState.Error, $"{what}. Make room: nothing is lost meanwhile")
            : free < Little ? (FindingState.Warning, $"{what}. Make room, or set retention.maxBytes")
            : (FindingState.Ok, what);
    }
}
