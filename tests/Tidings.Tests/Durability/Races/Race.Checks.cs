using Dapper;
using Tidings.Storage;
using Tidings.Tests.Storage;

namespace Tidings.Tests.Durability.Races;

sealed partial class Race
{
    /// <summary>What an hour held when it had just been sealed.</summary>
    /// <param name="Ids">Its posts.</param>
    /// <param name="Tables">All of its tables.</param>
    /// <param name="Hours">Only those of the hour's numbers.</param>
    sealed record Capture(IReadOnlyList<string> Ids, string Tables, string Hours);

    static readonly (string Name, string Query)[] PostTables =
    [
        ("post", """
            SELECT platform, id, posted_at, author, author_name, followers, author_since, verified, location, lang,
              lang_guess, is_repost, blacklisted, happy, text, text_key, compound, 'vader'
            FROM post WHERE posted_at >= {0} AND posted_at < {1} ORDER BY platform, id, posted_at
            """),
        ("post_hashtag", "SELECT * FROM post_hashtag WHERE hour >= {0} AND hour < {1} ORDER BY 1, 2, 3, 4"),
        ("post_topic", "SELECT * FROM post_topic WHERE hour >= {0} AND hour < {1} ORDER BY 1, 2, 3, 4"),
    ];

    static readonly (string Name, string Query)[] HourTables =
    [
        ("hashtag_hour", "SELECT * FROM hashtag_hour WHERE hour >= {0} AND hour < {1} ORDER BY 1, 2"),
        ("topic_hour", "SELECT * FROM topic_hour WHERE hour >= {0} AND hour < {1} ORDER BY 1, 2"),
    ];

    void Check(RaceRound round)
    {
        _rollUp.ComputeDirty();
        if (_rollUp.DirtyHours() is [var marked, ..])
            _failures.Enqueue($"the hour {marked} is still marked");
        CheckDays(round);
        _rollUp.ComputeDirtyDays();
        CheckDays(round);
        Expect("the hours in which posts change", Truth.Tables(round.Changing, new()),
            Tables(_store, [.. PostTables, .. HourTables], round.First, round.Sealed));
        var left = Read(_store, round.Sealed);
        if (_capture is not { } capture)
        {
            Expect("the hour that was not sealed", Truth.Tables(round.Created, new()), left.Tables);
            return;
        }
        SealedRounds++;
        LatePosts += _late;
        Expect("the hour when it was sealed",
            Truth.Tables([.. round.Created.Where(post => capture.Ids.Contains(post.Id))], new()), capture.Tables);
        Expect("the sealed hour at last", capture.Hours, left.Hours);
        if (left.Ids.Except(capture.Ids).ToList() is { Count: > 0 } added)
            _failures.Enqueue($"posts were added to the sealed hour: {string.Join(' ', added)}");
        if (_late != round.Created.Count - capture.Ids.Count)
            _failures.Enqueue($"{_late} posts were late, of {round.Created.Count} the hour has {capture.Ids.Count}");
    }

    /// <summary>Added up or not, the days of a round have what their hours have.</summary>
    void CheckDays(RaceRound round)
    {
        var from = round.First.UnixMilliseconds - round.First.UnixMilliseconds % Storage.Some.Day;
        var (expected, found) = _store.Read(connection =>
            DaySums.Of(connection, new(from, from + 2 * Storage.Some.Day)));
        Expect("the days", expected, found);
    }

    void Expect(string what, string expected, string found)
    {
        if (expected != found)
            _failures.Enqueue($"{what}, expected:\n{expected}\nfound:\n{found}");
    }

    Capture Read(IStore store, HourUtc hour) => new(
        store.Read(connection => SampleRows.Rows(connection, Of(
            "SELECT id FROM post WHERE posted_at >= {0} AND posted_at < {1}", hour, hour.Next))),
        Tables(store, [.. PostTables, .. HourTables], hour, hour.Next),
        Tables(store, HourTables, hour, hour.Next));

    string Tables(IStore store, IEnumerable<(string Name, string Query)> tables, HourUtc from, HourUtc to) =>
        store.Read(connection => string.Concat(tables.Select(table =>
            $"{table.Name}:\n" + string.Concat(SampleRows.Rows(connection, Of(table.Query, from, to))
                .Select(row => $"  {row}\n")))));

    /// <summary>A query with its two bounds put in.</summary>
    string Of(string query, HourUtc from, HourUtc to) => query
        .Replace("{0}", _instant(from.UnixMilliseconds), StringComparison.Ordinal)
        .Replace("{1}", _instant(to.UnixMilliseconds), StringComparison.Ordinal);

    /// <summary>What is over shall not make the next rounds longer.</summary>
    void CleanUp(RaceRound round) => _store.InTransaction(() =>
    {
        var (from, to) = (round.First, round.Sealed.Next);
        _store.Connection.Execute(Of(
            "UPDATE hour SET state = 'sealed' WHERE hour >= {0} AND hour < {1}", from, to));
        foreach (var table in (ReadOnlySpan<string>)["post_hashtag", "post_topic"])
            _store.Connection.Execute(Of($"DELETE FROM {table} WHERE hour >= {{0}} AND hour < {{1}}", from, to));
        _store.Connection.Execute(Of("DELETE FROM post WHERE posted_at >= {0} AND posted_at < {1}", from, to));
    });
}
