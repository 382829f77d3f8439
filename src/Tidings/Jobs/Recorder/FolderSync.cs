using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Tidings.Cli.Jobs.Recorder;

/// <summary>Puts the names in a folder on disk: those of new files, and of renamed ones.</summary>
static partial class FolderSync
{
    /// <summary>Returns when the names are safe from a loss of power. Windows keeps them by itself.</summary>
    /// <exception cref="IOException">The folder is away, or the disk failed.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(folder, 0); // O_RDONLY
        if (handle < 0)
            throw Failure(folder);
        try
        {
            if (Sync(handle) != 0)
                throw Failure(folder);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    static IOException Failure(string folder) =>
        new($"{folder}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
