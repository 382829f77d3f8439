using Npgsql;
using Tidings.Tests.Support;

namespace Tidings.Tests.Storage.Postgres;

/// <summary>Databases of one test, and connections to them, closed and removed together.</summary>
sealed class PostgresConnections : IDisposable
{
    readonly List<PostgresDatabase> _databases = [];
    readonly List<NpgsqlConnection> _connections = [];

    /// <summary>A new, empty database.</summary>
    public PostgresDatabase NewDatabase()
    {
        _databases.Add(PostgresServer.Current.NewDatabase());
        return _databases[^1];
    }

    /// <summary>An open connection to a new, empty database.</summary>
    public NpgsqlConnection Connect() => Connect(NewDatabase());

    /// <summary>An open connection of its own.</summary>
    public NpgsqlConnection Connect(PostgresDatabase database) => Connect(database.Url);

    /// <summary>An open connection of its own, by the store's URL.</summary>
    public NpgsqlConnection Connect(string url, string timeZone = "UTC")
    {
        var settings = Tidings.Storage.StoreUrl.Parse(url).Postgres!.ToConnectionString(poolSize: 1);
        settings.Pooling = false;
        settings.Timezone = timeZone;
        var connection = new NpgsqlConnection(settings.ToString());
        _connections.Add(connection);
        connection.Open();
        return connection;
    }

    public void Dispose()
    {
        _connections.ForEach(connection => connection.Dispose());
        _databases.ForEach(database => database.Dispose());
    }
}
