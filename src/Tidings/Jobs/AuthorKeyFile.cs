using System.Security.Cryptography;
using System.Text;
using Tidings.Configuration;
using Tidings.Faults;
using Tidings.Posts;
using Tidings.Storage;

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
    /// <remarks>A server has no place for it: then it lies in the working folder.</remarks>
    public static string PathOf(AppHost host, StoreUrl url) =>
        host.PathOf(url.IsFile ? url.Path + ".author-key" : "tidings.author-key");

    /// <summary>True where a store was filled with a key.</summary>
    public static bool IsNoted(IStore store) => store.GetMeta(FingerprintKey) is not null;

    /// <summary>The key of a store; made and noted for a new store.</summary>
    /// <exception cref="StoreException">It is not the key that the store was filled with.</exception>
    public static AuthorKey Open(AppHost host, IStore store, PrivacyOptions options)
    {
        var known = store.GetMeta(FingerprintKey);
        var key = options.Key is { } secret ? OfSecret(secret) : OfFile(host, store, mayMake: known is null);
        if (known is null)
            store.SetMeta(FingerprintKey, key.Fingerprint);
        else if (known != key.Fingerprint)
            throw new StoreException(
                $"{store.Url.Path} was filled with another author key (fingerprint {known}, not {key.Fingerprint}). "
                + $"Set privacy.key to the right one, put its file back at {PathOf(host, store.Url)}, or name "
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

    static AuthorKey OfFile(AppHost host, IStore store, bool mayMake)
    {
        var path = PathOf(host, store.Url);
        if (!File.Exists(path))
        {
            if (!mayMake)
                throw new StoreException(
                    $"{path} is missing, and without it authors cannot be told apart as before. Put its backup back, "
                        + "or set privacy.key.");
            store.InTransaction(() => // the store's lock keeps jobs that begin together from making two
            {
                if (!File.Exists(path))
                    Make(path);
            });
        }
        var key = new byte[AuthorKey.KeyBytes];
        return Convert.FromHexString(File.ReadAllText(path).Trim(), key, out _, out var written)
            == System.Buffers.OperationStatus.Done
            && written == key.Length
            ? new(key)
            : throw new StoreException(
                $"{path} is damaged: it must hold {2 * key.Length} hexadecimal digits. Put its backup back.");
    }

    /// <summary>Appears under its name only when it is whole and on disk.</summary>
    static void Make(string path)
    {
        var unfinished = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(unfinished, options))
        {
            var key = RandomNumberGenerator.GetBytes(AuthorKey.KeyBytes);
            file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key) + "\n"));
            file.Flush(flushToDisk: true);
        }
        FaultPoints.Reach("key.written");
        File.Move(unfinished, path);
    }
}
