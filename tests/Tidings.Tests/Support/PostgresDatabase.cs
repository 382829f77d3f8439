using Npgsql;
using Tidings.Storage;
using Tidings.Storage.Postgres;

namespace Tidings.Tests.Support;

/// <summary>A database of one test; disposing of it ends every connection to it and removes it.</summary>
sealed class PostgresDatabase(PostgresServer server, string name) : IDisposable
{
    public string Name => name;

    /// <summary>The store's URL as the owner uses it, password included.</summary>
    public string Url { get; } = server.UrlOf(name);

    /// <summary>The same, read.</summary>
    public StoreUrl Store => StoreUrl.Parse(Url);

    /// <summary>The URL for a limited role.</summary>
    public string UrlOf(PostgresRole role) => server.UrlOf(name, role.Name, role.Password);

    /// <summary>Runs statements as the owner.</summary>
    public void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Reads one value as the owner; default where there is none.</summary>
    public T? Read<T>(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar() is T value ? value : default;
    }

    public void Dispose()
    {
        PostgresPool.Forget(Store.Postgres!);
        server.Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    /// <summary>What Npgsql takes, without pooling, so that nothing of the test's own stays open.</summary>
    string ConnectionString
    {
        get
        {
            var settings = Store.Postgres!.ToConnectionString(poolSize: 1);
            settings.Pooling = false;
            return settings.ToString();
        }
    }
}
