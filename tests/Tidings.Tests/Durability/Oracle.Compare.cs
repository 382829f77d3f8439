using System.Data;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Tidings.Tests.Durability;

sealed partial class Oracle
{
    const int MostDifferences = 20;

    /// <summary>The rows of both tables of a SQLite store, as <see cref="Rows"/> writes them.</summary>
    public static IReadOnlyList<string> Read(string databasePath)
    {
        using var connection = new SqliteConnection($"Data Source={databasePath};Pooling=False");
        connection.Open();
        return Read(connection);
    }

    /// <summary>The same of any store, whose instants are unix milliseconds.</summary>
    public static IReadOnlyList<string> Read(IDbConnection connection)
    {
        var rows = Select(
            connection, "hashtag_hour",
            "SELECT hour, hashtag, posts, happy, authors, happy_authors FROM hashtag_hour");
        rows.AddRange(Select(
            connection, "topic_hour",
            """
            SELECT hour, topic, posts, accepted, refused, unknown, copies, scored, zero, negative, neutral, positive,
              mean, stddev, weighted_mean
            FROM topic_hour WHERE posts > 0
            """));
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    static List<string> Select(IDbConnection connection, string table, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            var cells = Enumerable.Range(1, reader.FieldCount - 1).Select(column => Cell(reader, column));
            rows.Add(Row(table, reader.GetInt64(0), [.. cells]));
        }
        return rows;
    }

    static object Cell(IDataReader reader, int column) => reader.GetValue(column) switch
    {
        double number => Number((decimal)number),
        string text when reader.GetName(column) is "refused" or "unknown" => SortedJson(text),
        DBNull => "",
        var value => value,
    };

    static string SortedJson(string json)
    {
        var counts = JsonSerializer.Deserialize<Dictionary<string, long>>(json)!;
        return Json(counts.SelectMany(pair => Enumerable.Repeat(pair.Key, (int)pair.Value)));
    }

    /// <summary>
    /// The differences, the first twenty: <c>-</c> a row that is missing, <c>+</c> one that should not be there; a row
    /// with other numbers is both. Empty where there are none.
    /// </summary>
    public static string Compare(IReadOnlyList<string> expected, IReadOnlyList<string> found)
    {
        // A row twice is one too many.
        var missing = Numbered(expected).Except(Numbered(found)).Select(row => (row.Text, Sign: '-'));
        var surplus = Numbered(found).Except(Numbered(expected)).Select(row => (row.Text, Sign: '+'));
        var all = missing.Concat(surplus)
            .OrderBy(row => Key(row.Text), StringComparer.Ordinal).ThenBy(row => row.Sign == '+')
            .Select(row => $"{row.Sign} {row.Text}").ToList();
        if (all.Count > MostDifferences)
        {
            var rest = string.Create(CultureInfo.InvariantCulture, $"and {all.Count - MostDifferences} more");
            all = [.. all.Take(MostDifferences), rest];
        }
        return string.Join('\n', all);

        static string Key(string row) => string.Join('|', row.Split('|').Take(3));

        static IEnumerable<(string Text, int Number)> Numbered(IEnumerable<string> rows) =>
            rows.GroupBy(row => row).SelectMany(group => group.Select((row, i) => (row, i)));
    }
}
