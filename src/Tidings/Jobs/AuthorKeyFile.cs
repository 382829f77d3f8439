using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tidings.Configuration;
using Tidings.Faults;
using Tidings.Posts;
using Tidings.Storage;
using Tidings.Storage.Sqlite;

namespace Tidings.Cli.Jobs;

/// <summary>
/// The key of the author pseudonyms: from <c>privacy.key</c>, or from a file beside the store that only its owner may
/// read, made once. Posts hashed with two keys could not be counted together, so the store remembers the fingerprint
/// and refuses another key.
/// </summary>
static class AuthorKeyFile
{
    const string FingerprintKey = "author_key";

    /// <summary>Where the key of a store lies when the configuration holds none.</summary>
    public static string PathOf(StoreUrl url) => url.Path + ".author-key";

    /// <summary>The key of a store; made and noted for a new store.</summary>
    /// <exception cref="StoreException">It is not the key that the store was filled with.</exception>
    public static AuthorKey Open(SqliteStore store, PrivacyOptions options)
    {
        var known = store.GetMeta(FingerprintKey);
        var key = options.Key is { } secret ? OfSecret(secret) : OfFile(PathOf(store.Url), mayMake: known is null);
        if (known is null)
            store.SetMeta(FingerprintKey, key.Fingerprint);
        else if (known != key.Fingerprint)
            throw new StoreException(
                $"{store.Url.Path} was filled with another author key (fingerprint {known}, not {key.Fingerprint}). "
                + $"Set privacy.key to the right one, put its file back at {PathOf(store.Url)}, or name "
                + "another store.");
        return key;
    }

    static AuthorKey OfSecret(Secret secret)
    {
        try
        {
            return new(Encoding.UTF8.GetBytes(secret.Reveal()));
        }
        catch (ArgumentException error)
        {
            throw new UsageException(
                $"privacy.key: {error.Message[..error.Message.IndexOf(" (Parameter", StringComparison.Ordinal)]}");
        }
    }

    static AuthorKey OfFile(string path, bool mayMake)
    {
        if (File.Exists(path))
            return Read(path);
        if (!mayMake)
            throw new StoreException(
                $"{path} is missing, and without it authors cannot be told apart as before. Put its backup back, or "
                    + "set privacy.key.");
        Make(path);
        return Read(path);
    }

    static AuthorKey Read(string path)
    {
        var key = new byte[AuthorKey.KeyBytes];
        return Convert.FromHexString(File.ReadAllText(path).Trim(), key, out _, out var written)
            == System.Buffers.OperationStatus.Done
            && written == key.Length
            ? new(key)
            : throw new StoreException(
                $"{path} is damaged: it must hold {2 * key.Length} hexadecimal digits. Put its backup back.");
    }

    /// <summary>
    /// Made whole under another name first: nobody ever reads half a key, and of two who make one at once both go on
    /// with the same.
    /// </summary>
    static void Make(string path)
    {
        var making = string.Create(CultureInfo.InvariantCulture, $"{path}.new-{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var file = new FileStream(making, options))
            {
                file.Write(Encoding.ASCII.GetBytes(
                    Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(AuthorKey.KeyBytes)) + "\n"));
                FaultPoints.Reach("key.written");
                file.Flush(flushToDisk: true);
            }
            File.Move(making, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // somebody else was faster; theirs is as good
        }
        finally
        {
            File.Delete(making);
        }
    }
}
