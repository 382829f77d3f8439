using System.Runtime.InteropServices;

namespace Tidings.Storage.Queues;

/// <summary>Gives a finished file its name, unless the name is taken.</summary>
static partial class NewFile
{
    /// <summary>
    /// Moves a file to a name that must not exist; false where it does. <see cref="File.Move(string, string)"/> looks and
    /// renames in two steps, between which another process may have made the file, and filled it.
    /// </summary>
    /// <exception cref="IOException">It cannot be moved.</exception>
    public static bool TryPlace(string made, string path)
    {
        if (!OperatingSystem.IsWindows() && Link(made, path) == 0)
        {
            File.Delete(made);
            return true;
        }
        if (File.Exists(path))
            return false;
        try
        {
            File.Move(made, path, overwrite: false); // a file system without links
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);
}
