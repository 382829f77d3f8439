using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Tidings.Tests.Commands;

/// <summary>The tables that must not depend on order, batches or repeats, whole, as text.</summary>
static class Tables
{
    static readonly string[] Queries =
    [
        "SELECT * FROM hashtag_hour ORDER BY hour, hashtag",
        "SELECT * FROM topic_hour ORDER BY hour, topic",
        "SELECT * FROM post_hashtag ORDER BY hour, hashtag, platform, id",
        "SELECT * FROM post_topic ORDER BY hour, topic, platform, id",
        """
        SELECT platform, id, posted_at, author, author_name, followers, author_since, verified, location, lang,
          lang_guess, is_repost, blacklisted, happy, text, text_key, compound, scorer
        FROM post ORDER BY platform, id
        """,
    ];

    public static string Dump(string path)
    {
        var text = new StringBuilder();
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        foreach (var query in Queries)
        {
            using var command = connection.CreateCommand();
            command.CommandText = query;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                    text.Append(Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)).Append('|');
                text.Append('\n');
            }
            text.Append("--\n");
        }
        return text.ToString();
    }
}
