namespace Tidings.Storage.Copying;

/// <summary>
/// The note in a store into which another one is being copied. It stays until the copy is checked; until then the store
/// is of no use to anybody.
/// </summary>
static class CopyNote
{
    /// <summary>The key in <c>meta</c>; the value is where the copy comes from.</summary>
    public const string Key = "copy";

    /// <summary>Refuses a store that holds an unfinished copy.</summary>
    /// <exception cref="StoreException">It does.</exception>
    public static IStore Checked(IStore store)
    {
        try
        {
            return store.GetMeta(Key) is { } from ? throw Unfinished(store.Url, from) : store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>What to do about an unfinished copy.</summary>
    public static StoreException Unfinished(StoreUrl url, string from) => new(
        $"{url} holds an unfinished copy of {from}. Copy it anew with 'tidings copy --from URL --to URL', or empty it "
        + "with 'tidings migrate --to 0 --down --store URL'.");
}
