using System.Globalization;

namespace Tidings.Storage.Queues;

/// <summary>
/// Files that are locked for as long as a process lives: the system lets go of them also after kill -9, so no clock
/// decides who is dead. They are beside the database and not the database itself, because closing a second handle of
/// a file would drop SQLite's own locks on it.
/// </summary>
static class LockFile
{
    const int LinuxWouldBlock = 11;
    const int MacWouldBlock = 35;
    const int WindowsSharing = unchecked((int)0x80070020);

    /// <summary>Takes a lock for this process alone; null where another holds it.</summary>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static FileStream? TryTake(string path, FileMode mode = FileMode.OpenOrCreate, bool deleteOnClose = false)
    {
        try
        {
            return Open(path, mode, FileAccess.ReadWrite, FileShare.None, deleteOnClose);
        }
        catch (IOException error) when (IsHeld(error))
        {
            return null;
        }
    }

    /// <summary>Takes a lock together with others of its kind; null where another holds it alone.</summary>
    /// <inheritdoc cref="TryTake" path="/exception"/>
    public static FileStream? TryShare(string path)
    {
        try
        {
            // Reading is enough and opens where writing is not allowed; it has to be there, though.
            if (!File.Exists(path))
                Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, deleteOnClose: false)
                    .Dispose();
            return Open(path, FileMode.Open, FileAccess.Read, FileShare.Read, deleteOnClose: false);
        }
        catch (IOException error) when (IsHeld(error))
        {
            return null;
        }
    }

    /// <summary>Whether a process holds the file; one that is left behind is deleted.</summary>
    public static bool IsHeldOrSweep(string path)
    {
        try
        {
            using var taken = File.Exists(path) ? TryTake(path, FileMode.Open, deleteOnClose: true) : null;
            return taken is null && File.Exists(path);
        }
        catch (FileNotFoundException)
        {
            return false; // its holder was faster
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true; // who cannot be asked is taken for alive: a claim freed too early is work done twice
        }
    }

    /// <summary>The files of a kind beside a queue, with what follows the kind in their names.</summary>
    public static IEnumerable<(string Path, string Name)> Beside(string queue, string kind)
    {
        var full = Path.GetFullPath(queue);
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(full)}.{kind}-");
        return Directory.EnumerateFiles(Path.GetDirectoryName(full)!)
            .Where(path => Path.GetFileName(path).StartsWith(prefix, StringComparison.Ordinal))
            .Select(path => (path, Path.GetFileName(path)[prefix.Length..]));
    }

    static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share, bool deleteOnClose) =>
        new(path, new FileStreamOptions
        {
            Mode = mode,
            Access = access,
            Share = share,
            Options = deleteOnClose ? FileOptions.DeleteOnClose : FileOptions.None,
            BufferSize = 0,
        });

    static bool IsHeld(IOException error) => error.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharing;
}
