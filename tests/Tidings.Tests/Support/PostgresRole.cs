using Npgsql;

namespace Tidings.Tests.Support;

/// <summary>A role of one test; it goes once nothing of its own is left.</summary>
sealed class PostgresRole(PostgresServer server, string name) : IDisposable
{
    public string Name => name;

    public string Password { get; } = PasswordOf(name);

    public static string PasswordOf(string name) => $"pass/word of {name}";

    public void Dispose()
    {
        try
        {
            server.Execute($"DROP ROLE IF EXISTS {name}");
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.DependentObjectsStillExist)
        {
            // it has rights in a database that goes later; the server ends with the tests
        }
    }
}
