using Tidings.Cli.Output;

namespace Tidings.Cli.Checkup;

/// <summary>How much space the disks have that hold our files.</summary>
sealed class DiskCheck : ICheck
{
    const long Little = 1_000_000_000;
    const long HardlyAny = 100_000_000;

    /// <summary>The share of a disk that should stay free: file systems slow down below it.</summary>
    const double LittleShare = 0.05;

    public string Name => "disk";

    public (FindingState State, string Message)? Look(Examination examination)
    {
        List<string> files = [examination.Host.PathOf(examination.Settings.QueuePath)];
        if (examination.StoreUrl is { IsFile: true } url)
            files.Add(examination.Host.PathOf(url.Path));
        var found = files.Select(file => Path.GetDirectoryName(file)!).Distinct().Where(Directory.Exists).Select(Judge)
            .ToList();
        return found.Count == 0
            ? null
            : (found.Max(one => one.State), string.Join("; ", found.Select(one => one.Message)));
    }

    static (FindingState State, string Message) Judge(string folder)
    {
        var disk = new DriveInfo(folder);
        var (free, share) = (disk.AvailableFreeSpace, disk.AvailableFreeSpace / (double)Math.Max(disk.TotalSize, 1));
        var what = $"{Numbers.Count(free / 1_000_000)} MB ({Numbers.Percent(share)}) are free in {folder}";
        return free < HardlyAny ? (FindingState.Error, $"{what}. Make room: nothing is lost meanwhile")
            : free < Little || share < LittleShare
                ? (FindingState.Warning, $"{what}. Make room, or set retention.maxBytes")
            : (FindingState.Ok, what);
    }
}
