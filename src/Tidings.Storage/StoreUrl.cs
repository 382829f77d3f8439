using Tidings.Storage.Postgres;

namespace Tidings.Storage;

/// <summary>Where a store is: <c>sqlite:PATH</c> or <c>postgres://…</c>.</summary>
/// <param name="Path">The database file; for PostgreSQL the address without password, to be shown.</param>
public sealed record StoreUrl(string Path)
{
    const string Sqlite = "sqlite:";

    /// <summary>The server and the database there; null for SQLite.</summary>
    public PostgresAddress? Postgres { get; init; }

    /// <summary>True where it is a file of this machine.</summary>
    public bool IsFile => Postgres is null;

    /// <summary>Reads a store's URL.</summary>
    /// <exception cref="StoreException">It is none that this version knows.</exception>
    public static StoreUrl Parse(string url)
    {
        if (PostgresUrlParser.Knows(url))
            return Of(PostgresAddress.Parse(url));
        if (!url.StartsWith(Sqlite, StringComparison.OrdinalIgnoreCase) || url.Length == Sqlite.Length)
            throw new StoreException(
                "The store must be 'sqlite:FILE' or 'postgres://USER:PASSWORD@HOST/DATABASE', "
                + "for example --store sqlite:tidings.db.");
        var path = url[Sqlite.Length..];
        return new(path.StartsWith("//", StringComparison.Ordinal) ? path[2..] : path);
    }

    /// <summary>The URL of a PostgreSQL database.</summary>
    public static StoreUrl Of(PostgresAddress address) => new(address.ToString()) { Postgres = address };

    /// <summary>The URL again; for PostgreSQL without password.</summary>
    public override string ToString() => Postgres is null ? Sqlite + Path : Path;
}
