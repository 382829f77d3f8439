using Tidings.Queue;

namespace Tidings.Storage.Queues;

/// <summary>
/// The lock that all who have a queue open share, and that a repair takes alone: it exchanges the file under its name.
/// </summary>
static class QueuePresence
{
    /// <summary>The lock file beside a queue. It stays, as that of <see cref="ListenLock"/> does.</summary>
    public static string FileOf(string path) => path + ".lock";

    /// <summary>The name of a repaired queue until it takes the damaged one's.</summary>
    public static string RepairedFile(string path) => path + ".repaired";

    /// <summary>Joins the others who have it open.</summary>
    /// <exception cref="QueueException">It is being repaired, or was not repaired to the end.</exception>
    public static FileStream Enter(string path)
    {
        FileStream? entered;
        try
        {
            entered = LockFile.TryShare(FileOf(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw QueueErrors.Refused(path, error);
        }
        if (entered is null)
            throw new QueueException($"{path} is being repaired. Try again when that is done.") { IsPassing = true };
        if (!File.Exists(RepairedFile(path)))
            return entered;
        entered.Dispose();
        throw new QueueException($"The repair of {path} was interrupted. Run 'tidings queue repair' again.");
    }

    /// <summary>Takes the queue alone.</summary>
    /// <exception cref="QueueException">Somebody has it open; the message says who.</exception>
    public static FileStream EnterAlone(string path)
    {
        try
        {
            var users = Users(path);
            if (users.Count == 0 && LockFile.TryTake(FileOf(path)) is { } entered)
                return entered;
            throw new QueueException(
                $"{path} is in use by {(users.Count > 0 ? string.Join(", ", users) : "another process")}. "
                + "Stop it first, then run 'tidings queue repair' again.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw QueueErrors.Refused(path, error);
        }
    }

    static List<string> Users(string path)
    {
        var users = new List<string>();
        foreach (var (file, name) in LockFile.Beside(path, SqliteQueue.ConsumerKind))
            if (LockFile.IsHeldOrSweep(file))
                users.Add($"a worker (process {name.Split('-')[0]})");
        foreach (var (file, _) in LockFile.Beside(path, ListenLock.Kind))
        {
            using var taken = LockFile.TryTake(file, FileMode.Open);
            if (taken is null)
                users.Add("a listener");
        }
        return users;
    }
}
