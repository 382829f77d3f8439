using System.Data;
using System.Globalization;
using Dapper;
using Npgsql;
using Tidings.Storage;
using Tidings.Storage.Copying;
using Tidings.Storage.Postgres;
using Tidings.Storage.Queries;
using Tidings.Tests.Support;

namespace Tidings.Tests.Storage.Copying;

/// <summary>Places for stores of one test, and what is in them.</summary>
sealed class CopyPlaces : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly List<PostgresDatabase> _databases = [];
    int _files;

    public ManualClock Clock { get; } = new();

    /// <summary>A place where no store is yet.</summary>
    public StoreUrl New(bool isPostgres)
    {
        if (!isPostgres)
            return new(Path.Combine(_folder.Path, $"{++_files}.db"));
        _databases.Add(PostgresServer.Current.NewDatabase());
        return _databases[^1].Store;
    }

    /// <summary>A store with rows in every table, and values at the edges.</summary>
    public StoreUrl NewFilled(bool isPostgres)
    {
        var url = New(isPostgres);
        using var store = Stores.OpenForWriting(url, Clock);
        SampleRows.Fill(store.Connection);
        Edges(store.Connection);
        return url;
    }

    public IReadOnlyList<CopiedTable> Copy(StoreUrl from, StoreUrl to, Action<string, long, long>? progress = null) =>
        new StoreCopy(from, to, Clock) { Progress = progress }.Run(TestContext.Current.CancellationToken);

    /// <summary>The URL of a database with its password.</summary>
    public string SecretUrlOf(StoreUrl url) => _databases.Single(database => database.Store == url).Url;

    /// <summary>Does something with a store's tables, whatever its state.</summary>
    public T With<T>(StoreUrl url, Func<IDbConnection, T> use)
    {
        using var store = Stores.OpenExisting(url, Clock);
        return use(store.Connection);
    }

    public int Execute(StoreUrl url, string sql) => With(url, connection => connection.Execute(sql));

    public long Number(StoreUrl url, string sql) => With(url, connection => connection.ExecuteScalar<long>(sql));

    /// <summary>Every row of every table that is copied, as text in an order of its own.</summary>
    public IReadOnlyList<string> Rows(StoreUrl url) => With(url, connection => CopyTables.All
        .SelectMany(table => RowsOf(connection, table).Order(StringComparer.Ordinal))
        .ToList());

    static List<string> RowsOf(IDbConnection connection, CopyTable table)
    {
        using var reader = connection.ExecuteReader($"SELECT {table.ColumnList} FROM {table.Name}{table.Condition}");
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(table.Name + ": " + string.Join(
                '|', table.Columns.Select((column, i) => Text(reader.GetValue(i), column.Kind))));
        return rows;
    }

    static string Text(object value, CopyKind kind) => value switch
    {
        DBNull => "null",
        bool flag => flag ? "1" : "0",
        DateTime time => PostgresTime.Milliseconds(time).ToString(CultureInfo.InvariantCulture),
        string json when kind == CopyKind.Json => CanonicalJson.Of(json),
        string text => $"'{text}'",
        byte[] bytes => Convert.ToHexString(bytes),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    static void Edges(IDbConnection connection)
    {
        var isPostgres = connection is NpgsqlConnection;
        string T(long ms) => isPostgres
            ? string.Create(CultureInfo.InvariantCulture, $"'epoch'::timestamptz + {ms} * interval '1 millisecond'")
            : ms.ToString(CultureInfo.InvariantCulture);
        var (yes, no) = isPostgres ? ("true", "false") : ("1", "0");
        var h = Some.Hour;
        connection.Execute($$"""
            INSERT INTO post (seq, platform, id, posted_at, received_at, author, author_name, followers, author_since,
              verified, location, lang, lang_guess, is_repost, blacklisted, happy, text, text_key, compound, scorer)
            VALUES (900, 'bluesky', 'did:plc:x/3k', {{T(h + 1)}}, {{T(h + 17_777)}}, {{long.MinValue}}, '', {{long.MaxValue}},
                {{T(-86_400_001)}}, {{no}}, '', '', NULL, {{yes}}, {{no}}, {{yes}}, '', {{long.MinValue}}, -0.0, NULL),
              (901, 'seed', 'ä|''"\\' , {{T(h + 2)}}, {{T(h + 3)}}, {{long.MaxValue}}, '🧑‍🚀', 0, NULL, NULL, 'عمّان', 'de,en', 'ja',
                {{no}}, {{yes}}, {{no}}, '👩‍👩‍👧‍👦 line
            break	tab', {{long.MaxValue}}, 1e-300, 'vader');
            INSERT INTO post_hidden VALUES ('bluesky', 'h', '{"seq": 950, "posted_at": {{h}}, "author": {{long.MinValue}},
              "compound": 0.0, "followers": null, "text": "\"😀\" \u00e9 \\ /", "happy": 0}',
              '[{"hashtag": "é", "spelling": "É"}]', '[]');
            INSERT INTO post_alias VALUES ('mastodon', 'm.example', '1', 'https://m.example/1'), ('x', '', '', '');
            INSERT INTO gap VALUES ('', {{T(-1)}}, {{T(-62_000_000_001)}}, '', {{T(1)}}, {{long.MaxValue}});
            INSERT INTO author_state VALUES ('x', {{long.MaxValue}}, 'deleted', {{long.MinValue}});
            INSERT INTO listen_session VALUES (41, 's1', 'a', {{yes}}, {{T(h)}}, 7, {{T(h + 9)}}, NULL),
              (42, 's2', 'a', {{no}}, {{T(h + 1)}}, 0, {{T(h + 1)}}, 12);
            INSERT INTO day VALUES ({{T(h - h % Some.Day)}});
            INSERT INTO dirty_day (day) VALUES ({{T(h - h % Some.Day)}});
            INSERT INTO hashtag_day VALUES ({{T(h - h % Some.Day)}}, 'é', {{long.MaxValue}}, 0, 1, 0);
            INSERT INTO price_bar VALUES ('B', '1m', {{T(1)}}, 0.1, 1e300, -0.30000000000000004, 5e-324, 0);
            INSERT INTO meta VALUES ('author_key', 'fingerprint'), ('empty', '')
            """);
        if (isPostgres) // SQLite has seen what was inserted; a sequence has not
            connection.Execute("""
                SELECT setval('post_seq', 901), setval(pg_get_serial_sequence('listen_session', 'n'), 42)
                """);
        foreach (var raw in (byte[][])[[], new byte[300_000]])
            connection.Execute(
                $"INSERT INTO dead_letter (received_at, source, reason, raw) VALUES ({T(-1_001)}, '', '', @raw)",
                new { raw });
    }

    public void Dispose()
    {
        _databases.ForEach(database => database.Dispose());
        _folder.Dispose();
    }
}
