using System.Security.Cryptography;
using System.Text;
using Tidings.Queue;

namespace Tidings.Storage.Queues;

/// <summary>Sees to it that a source is listened to by one process at a time.</summary>
public static class ListenLock
{
    internal const string Kind = "listen";

    /// <summary>
    /// Takes a source until the result is disposed or the process ends, however it ends; null where another process (or
    /// another part of this one) listens to it into the same queue.
    /// </summary>
    /// <param name="path">The queue's file.</param>
    /// <param name="source">The source's name in the settings, any text.</param>
    /// <exception cref="QueueException">The lock file beside the queue cannot be written.</exception>
    /// <remarks>
    /// The file stays where it is: deleting it would let one process lock the old and another a new one.
    /// </remarks>
    public static IDisposable? TryLockSource(string path, string source)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)).AsSpan(0, 16));
        var file = $"{path}.{Kind}-{name}";
        try
        {
            return LockFile.TryTake(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new QueueException($"{file} cannot be written: {error.Message}", error) { IsPassing = true };
        }
    }

    /// <summary>
    /// Takes a folder that is recorded into until the result is disposed or the process ends; null where another process
    /// has it.
    /// </summary>
    /// <exception cref="IOException">The lock file in it cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static IDisposable? TryLockFolder(string folder) => LockFile.TryTake(Path.Combine(folder, ".record-lock"));
}
