using System.Data;
using System.Globalization;
using Dapper;
using Npgsql;

namespace Tidings.Tests.Storage;

/// <summary>The same made-up rows for any database, written as plain SQL against the tables of version 1.</summary>
static class SampleRows
{
    const long Minute = 60_000;

    /// <summary>Every table that <see cref="Fill"/> writes to.</summary>
    public static readonly string[] Tables =
    [
        "meta", "post_key", "post_alias", "post", "post_hashtag", "post_topic", "post_hidden", "author_state", "hour",
        "hashtag_hour", "topic_hour", "topic", "listening", "gap", "signal", "orders", "trade", "price_bar",
        "dirty_hour", "lease", "batch_seen", "dead_letter",
    ];

    /// <summary>Makes partitions where the database has them, and fills every table.</summary>
    public static void Fill(IDbConnection connection)
    {
        var isPostgres = connection is NpgsqlConnection;
        if (isPostgres)
            foreach (var table in (string[])["post", "post_hashtag", "post_topic"])
                connection.Execute($"""
                    CREATE TABLE {table}_p20260501_20260502 PARTITION OF {table}
                      FOR VALUES FROM ('2026-05-01T00:00Z') TO ('2026-05-02T00:00Z');
                    CREATE TABLE {table}_p20260502_20260503 PARTITION OF {table}
                      FOR VALUES FROM ('2026-05-02T00:00Z') TO ('2026-05-03T00:00Z')
                    """);
        string T(long ms) => isPostgres
            ? string.Create(CultureInfo.InvariantCulture, $"to_timestamp({ms} / 1000.0)")
            : ms.ToString(CultureInfo.InvariantCulture);
        string B(bool value) => isPostgres ? (value ? "true" : "false") : value ? "1" : "0";

        var h = Some.Hour;
        // code units and bytes order these differently: U+FF5A is less than U+1F600 in bytes, greater in UTF-16
        string[] tags = ["Z", "a", "é", "ｚ", "😀"];
        for (var i = 0; i < 40; i++)
        {
            var at = h + i % 3 * 60 * Minute + i % 4 * 20 * Minute / 2 + i * 7 % 1000;
            if (i >= 30)
                at += 24 * 60 * Minute; // the next day
            var hour = at - at % (60 * Minute);
            var isRepost = i % 9 == 0;
            string id = i % 2 == 0 ? $"{i}" : $"https://m.example/{i}", platform = i % 2 == 0 ? "x" : "mastodon";
            connection.Execute($"""
                INSERT INTO post (seq, platform, id, posted_at, received_at, author, author_name, followers, author_since,
                  verified, location, lang, lang_guess, is_repost, blacklisted, happy, text, text_key, compound, scorer)
                VALUES ({i + 1}, '{platform}', '{id}', {T(at)}, {T(at + 999)}, {i % 7 - 3},
                  {(i % 3 == 0 ? "NULL" : "'name'")}, {(i % 5 == 0 ? "NULL" : $"{i * 40}")},
                  {(i % 6 == 0 ? "NULL" : T(at - i * 6 * 86_400_000L - 1))}, {(i % 4 == 0 ? "NULL" : B(i % 8 == 1))},
                  NULL, {(i % 7) switch { 0 => "NULL", 1 => "'de'", 2 => "'de,en'", _ => "'en'" }},
                  {(i % 2 == 0 ? "'en'" : "NULL")}, {B(isRepost)}, {B(i % 11 == 0)}, {B(i % 2 == 1)},
                  'text {i} 😀', {(i % 5 == 0 ? "NULL" : $"{i - 20}")}, {(i % 10 == 0 ? "NULL" : $"{i * 37 % 200 - 100} / 100.0")},
                  'vader')
                """);
            connection.Execute($"""
                INSERT INTO post_key VALUES ('{platform}', '{id}', {T(at)}, {i}, 'live', -{i})
                """);
            foreach (var tag in (string[])[tags[i % 5], "joy"])
                connection.Execute($"""
                    INSERT INTO post_hashtag VALUES ({T(hour)}, '{tag}', '{platform}', '{id}', {i % 7 - 3}, {B(i % 2 == 1)},
                      {B(isRepost)}, '{(i % 4 < 2 ? tag : tag.ToUpperInvariant())}{(i % 5 == 0 ? "" : i % 2)}')
                    """);
            foreach (var topic in (string[])[i % 2 == 0 ? "btc" : "eth", i % 3 == 0 ? "ada" : "xrp"])
                connection.Execute(
                    $"INSERT INTO post_topic VALUES ({T(hour)}, '{topic}', '{platform}', '{id}', '#{topic}')");
        }
        for (var i = 0; i < 6; i++)
        {
            var hour = h + i % 3 * 60 * Minute + i / 3 * 24 * 60 * Minute;
            connection.Execute($"""
                INSERT INTO hour VALUES ({T(hour)}, 'closed', {(i == 5 ? "NULL" : $"{3_600_000 - i * 77} / 3600000.0")},
                  {T(hour + 1)}, NULL, NULL)
                """);
            foreach (var tag in (string[])[.. tags, "joy"])
                connection.Execute($"INSERT INTO hashtag_hour VALUES ({T(hour)}, '{tag}', {9 + i}, {i}, {8 + i}, {i})");
            foreach (var topic in (string[])["btc", "eth"])
                connection.Execute($$"""
                    INSERT INTO topic_hour VALUES ({{T(hour)}}, '{{topic}}', 15, 9,
                      '{"repost":1,"language":2,"followers":3,"account_age":4,"blacklist":5}',
                      '{{(i == 0 ? "{}" : """{"language":1,"account_age":2}""")}}', 2, 7, 1, 2, 2, 3,
                      {{(i == 1 ? "NULL" : $"0.{i}12345")}}, 0.333333, -0.1)
                    """);
        }
        connection.Execute($$"""
            INSERT INTO meta VALUES ('scorer', 'vader');
            INSERT INTO post_alias VALUES ('x', '', '99', NULL);
            INSERT INTO post_hidden VALUES ('x', 'hidden', '{"posted_at":{{h}},"happy":1}', '[]', '[]');
            INSERT INTO author_state VALUES ('bluesky', -5, 'hidden', {{h}}000);
            INSERT INTO topic VALUES ('btc', {{T(h)}}, '["#btc"]'), ('eth', {{T(h + 60 * Minute)}}, '["#eth"]');
            INSERT INTO listening VALUES ('s', {{T(h + 1)}}, {{T(h + 5)}});
            INSERT INTO gap VALUES ('s', {{T(h + 5)}}, {{T(h + 1005)}}, 'not_stored', NULL, NULL),
              ('r', {{T(h + 7)}}, {{T(h + 8)}}, 'overflow', {{T(h + 9)}}, 3);
            INSERT INTO signal VALUES ('s', 'BTCUSDT', {{T(h)}}, 'btc', 'buy', NULL, 0.5,
              '{"mean":0.25,"at":"2026-05-01T14:00:00Z","list":[1,2.50,1e-7],"é":true}', {{T(h + 3_600_123)}});
            INSERT INTO orders VALUES ('c1', 's', 'BTCUSDT', {{T(h)}}, 'buy', 1, 250, 'filled', 'e9', {{T(0)}}, {{T(0)}});
            INSERT INTO trade (client_id, symbol, side, price, quantity, funds, fee, traded_at, quote_balance, base_balance)
            VALUES ('c1', 'BTCUSDT', 'buy', 100, 2.5, 250, 0.25, {{T(h + 3_660_007)}}, 4750, 2.5),
              ('c2', 'BTCUSDT', 'sell', 100.1, 0.1, 10.01, 0.01, {{T(h + 7_260_000)}}, NULL, NULL);
            INSERT INTO price_bar VALUES ('BTCUSDT', '1h', {{T(h)}}, 1, 2, 0.5, 1.5, 1000);
            INSERT INTO dirty_hour (hour, why) VALUES ({{T(h)}}, 'test');
            INSERT INTO lease VALUES ('prune', 'me', 1, {{T(h)}});
            INSERT INTO batch_seen VALUES ('session', 2, {{T(h)}});
            """);
        connection.Execute(
            $"INSERT INTO dead_letter (received_at, source, reason, raw) VALUES ({T(h + 3)}, 's', 'date', @raw)",
            new { raw = new byte[] { 0, 255, 10 } });
    }

    /// <summary>The rows of a query as text, columns by <c>|</c>, null as nothing.</summary>
    public static IReadOnlyList<string> Rows(IDbConnection connection, string sql)
    {
        using var reader = connection.ExecuteReader(sql);
        var rows = new List<string>();
        var values = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(values);
            rows.Add(string.Join('|', values.Select(Text)));
        }
        return rows;
    }

    /// <summary>A value as both databases mean it: SQLite knows neither times nor truth values.</summary>
    static string? Text(object value) => value switch
    {
        DBNull => "",
        bool flag => flag ? "1" : "0",
        DateTime { Kind: DateTimeKind.Utc } time =>
            $"{new DateTimeOffset(time).ToUnixTimeMilliseconds()}",
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
