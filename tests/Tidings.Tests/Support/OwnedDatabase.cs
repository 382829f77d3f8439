using Npgsql;
using Tidings.Storage;
using Tidings.Storage.Postgres;

namespace Tidings.Tests.Support;

/// <summary>
/// A database that belongs to a role without other rights, so that rights can be taken from the program: the server's
/// owner has them all.
/// </summary>
sealed class OwnedDatabase : IDisposable
{
    /// <summary>
    /// The tables with instants as unix milliseconds, as SQLite has them, so that tests ask both alike.
    /// </summary>
    const string Views = """
        CREATE SCHEMA milliseconds;
        DO $$
        DECLARE one record;
        BEGIN
          FOR one IN
            SELECT table_name, string_agg(CASE data_type
                WHEN 'timestamp with time zone'
                  THEN format('(extract(epoch FROM %1$I) * 1000)::bigint AS %1$I', column_name)
                WHEN 'jsonb' THEN format('%1$I::text AS %1$I', column_name)
                ELSE format('%I', column_name) END, ', ' ORDER BY ordinal_position) AS columns
            FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name !~ '_p[0-9]{8}_'
            GROUP BY table_name
          LOOP
            EXECUTE format('CREATE VIEW milliseconds.%I AS SELECT %s FROM public.%I',
              one.table_name, one.columns, one.table_name);
          END LOOP;
        END $$
        """;

    readonly PostgresServer _server = PostgresServer.Current;
    readonly bool _ownsRole;

    /// <summary>A new one with a role of its own.</summary>
    /// <param name="roleOptions">Such as <c>CONNECTION LIMIT 1</c>.</param>
    public OwnedDatabase(string roleOptions = "")
        : this(PostgresServer.Current.NewRole(roleOptions), null) => _ownsRole = true;

    /// <summary>A new one for a role, empty or a copy.</summary>
    public OwnedDatabase(PostgresRole role, string? template)
    {
        (Role, Database) = (role, _server.NewDatabase(template));
        _server.Execute($"ALTER DATABASE {Database.Name} OWNER TO {role.Name}");
    }

    public PostgresRole Role { get; }

    public PostgresDatabase Database { get; }

    /// <summary>As the role uses it, password included.</summary>
    public string Url => Database.UrlOf(Role);

    /// <summary>The same, read.</summary>
    public StoreUrl Store => StoreUrl.Parse(Url);

    /// <summary>Makes the views that <see cref="Connect"/> sees; the tables must be there.</summary>
    public void MakeViews() => Database.Execute(Views);

    /// <summary>A connection of the server's owner that sees instants as unix milliseconds.</summary>
    public NpgsqlConnection Connect()
    {
        var settings = Database.Store.Postgres!.ToConnectionString(poolSize: 1);
        settings.Pooling = false;
        settings.SearchPath = "milliseconds,public";
        var connection = new NpgsqlConnection(settings.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>The role may read and remove; partitions are tables too.</summary>
    public void Revoke() =>
        Database.Execute($"REVOKE INSERT, UPDATE ON ALL TABLES IN SCHEMA public FROM {Role.Name}");

    /// <summary>The role may do everything again.</summary>
    public void Grant() => Database.Execute($"GRANT ALL ON ALL TABLES IN SCHEMA public TO {Role.Name}");

    /// <summary>Changes the role, for example <c>CONNECTION LIMIT 0</c>.</summary>
    public void AlterRole(string options) => _server.Execute($"ALTER ROLE {Role.Name} {options}");

    /// <summary>Ends all connections of the role to it.</summary>
    public void Cut() => Database.Execute($"""
        SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = '{Database.Name}' AND usename = '{Role.Name}'
        """);

    public void Dispose()
    {
        PostgresPool.Forget(Store.Postgres!);
        Database.Dispose();
        if (_ownsRole)
            Role.Dispose();
    }
}
