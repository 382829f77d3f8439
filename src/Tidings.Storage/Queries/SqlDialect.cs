using System.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Tidings.Storage.Queries;

/// <summary>What the databases say differently in otherwise equal SQL.</summary>
abstract class SqlDialect
{
    /// <summary>The dialect of a connection's database.</summary>
    /// <exception cref="ArgumentException">It is a database that Tidings does not know.</exception>
    public static SqlDialect Of(IDbConnection connection) => connection switch
    {
        SqliteConnection => SqliteDialect.Instance,
        NpgsqlConnection => PostgresDialect.Instance,
        _ => throw new ArgumentException($"no SQL is known for a {connection.GetType().Name}", nameof(connection)),
    };

    /// <summary>The folder of the migrations.</summary>
    public abstract string Name { get; }

    /// <summary>The type of a column that holds an instant.</summary>
    public abstract string TimeType { get; }

    /// <summary>An instant, as an expression that gives unix milliseconds.</summary>
    public abstract string Milliseconds(string instant);

    /// <summary>
    /// Unix milliseconds as the value of a parameter that is compared with an instant. Beyond what the database can
    /// tell they are before or after everything.
    /// </summary>
    public abstract object Time(long unixMilliseconds);

    /// <summary>True where a value is one of a parameter's, which is an array of text.</summary>
    public abstract string IsAnyOf(string value, string parameter);

    /// <summary>The start of the hour in which an instant lies.</summary>
    public abstract string HourOf(string instant);

    /// <summary>The start of the UTC day in which an hour lies.</summary>
    public abstract string DayOf(string hour);

    /// <summary>
    /// The rows of a table that belong to each row before it, as a join that looks them up by index, one after another.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="alias">What it is called in the condition and after.</param>
    /// <param name="condition">Which rows belong; names of this table need the alias.</param>
    public abstract string ForEach(string table, string alias, string condition);

    /// <summary>
    /// The post of each row of hashtags or topics before it, called <c>p</c>, as a join that looks it up by its key.
    /// </summary>
    /// <param name="row">What the row is called.</param>
    public abstract string PostOf(string row);

    /// <summary>The values of a column, in order, with spaces between; null where there are none.</summary>
    /// <param name="column">A column of text.</param>
    /// <param name="from">The table and the condition.</param>
    public abstract string Joined(string column, string from);
}
