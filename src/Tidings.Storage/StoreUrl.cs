namespace Tidings.Storage;

/// <summary>Where a store is: <c>sqlite:PATH</c>.</summary>
/// <param name="Path">The database file.</param>
public sealed record StoreUrl(string Path)
{
    const string Sqlite = "sqlite:";

    /// <summary>True where it is a file of this machine.</summary>
    public bool IsFile { get; init; } = true;

    /// <summary>Reads a store's URL.</summary>
    /// <exception cref="StoreException">It is none that this version knows.</exception>
    public static StoreUrl Parse(string url)
    {
        if (url.StartsWith("postgres:", StringComparison.OrdinalIgnoreCase)
            || url.StartsWith("postgresql:", StringComparison.OrdinalIgnoreCase))
            throw new StoreException(
                "PostgreSQL is not in this version yet. Use 'sqlite:FILE', for example --store sqlite:tidings.db.");
        if (!url.StartsWith(Sqlite, StringComparison.OrdinalIgnoreCase) || url.Length == Sqlite.Length)
            throw new StoreException("The store must be 'sqlite:FILE', for example --store sqlite:tidings.db.");
        var path = url[Sqlite.Length..];
        return new(path.StartsWith("//", StringComparison.Ordinal) ? path[2..] : path);
    }

    /// <summary>The URL again.</summary>
    public override string ToString() => Sqlite + Path;
}
