using System.Text.Json.Nodes;
using Tidings.Storage;
using Tidings.Storage.Postgres;
using Tidings.Tests.Support;

namespace Tidings.Tests.Commands;

/// <summary>
/// Whole commands on a server that gives little: one connection for all jobs of the process, or a pooler between that
/// forgets each session behind its transaction.
/// </summary>
[Trait("Category", "Postgres")]
[Trait("Category", "Slow")]
public sealed class PostgresLimitsTests : IDisposable
{
    readonly Workbench _bench = new();
    readonly string _recording = Path.Combine(SharedData.RepositoryRoot, "samples", "mastodon.jsonl.gz");

    [Theory]
    [InlineData("replay")]
    [InlineData("run")]
    [InlineData("listen, then work")]
    public void Commands_RoleOfOneConnection_FillTheSameTables(string commands)
    {
        using var database = new OwnedDatabase("CONNECTION LIMIT 1");
        Fill(commands, database.Url);
        AssertEqual(database.Url);
    }

    [Theory]
    [InlineData("replay", 1)]
    [InlineData("run", 1)]
    [InlineData("run", 3)]
    public void Commands_ThroughATransactionPooler_FillTheSameTables(string commands, int connections)
    {
        using var database = PostgresServer.Current.NewDatabase();
        using var bouncer = PgBouncer.Start(PostgresServer.Current, connections);
        var url = bouncer.UrlOf(database);
        try
        {
            Fill(commands, url);
            AssertEqual(url);
        }
        finally
        {
            PostgresPool.Forget(StoreUrl.Parse(url).Postgres!);
        }
    }

    void Fill(string commands, string url)
    {
        _bench.Write("tidings.json", $$"""
            {
              "sources": [{ "kind": "file", "name": "rec", "endpoint": "{{_recording}}" }],
              "log": { "format": "text" }
            }
            """);
        string[][] lines = commands switch
        {
            "replay" => [["replay", _recording, "--store", url]],
            "run" => [["run", "--store", url]],
            _ => [["listen"], ["work", "--until-empty", "--store", url]],
        };
        foreach (var line in lines)
        {
            var result = _bench.Run(line);
            Assert.True(result.Status == 0, result.Error);
            Assert.DoesNotContain("is away", result.Error, StringComparison.Ordinal);
        }
    }

    void AssertEqual(string url)
    {
        Assert.Equal(0, _bench.Run("replay", _recording, "--store", "sqlite:same.db").Status);
        foreach (var table in (string[])["hashtags", "topics", "posts"])
        {
            var expected = Export(table, "sqlite:same.db");
            Assert.True(expected.Length > 5, table);
            Assert.Equal(expected, Export(table, url));
        }
    }

    /// <summary>The rows of a table, sorted; what depends on the arrival is no part of a result.</summary>
    string[] Export(string table, string url)
    {
        var result = _bench.Run("export", table, "--format", "jsonl", "-o", "-", "--store", url);
        Assert.True(result.Status == 0, result.Error);
        return
        [
            .. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
            {
                var row = JsonNode.Parse(line)!.AsObject();
                row.Remove("seq");
                row.Remove("received_at");
                return row.ToJsonString();
            }).Order(StringComparer.Ordinal),
        ];
    }

    public void Dispose() => _bench.Dispose();
}
