namespace Tidings.Tests.Storage;

/// <summary>
/// Hours are sealed and emptied at any instant between deliveries: what they say stands, and of a post that is deleted
/// or hidden no text is left where it must not be.
/// </summary>
public sealed class StoreSealingTests
{
    const int Rounds = 40;

    static readonly string[] Texts = ["post", "post_hashtag", "post_topic", "post_hidden"];

    [Fact]
    public void Tables_HoursSealedAtAnyInstant_StandAndHoldNoDeletedText()
    {
        using var host = new SqliteStoreHost();
        var removed = 0;
        for (var seed = 1; seed <= Rounds; seed++)
            removed += Check(host, seed);
        Assert.InRange(removed, 20, int.MaxValue); // else the test has tried nothing
    }

    internal static int Check(StoreHost host, int seed)
    {
        var random = new Random(seed);
        var generator = new EventGenerator(seed);
        var stands = new Dictionary<long, string>();
        var removed = 0;
        host.Clear();
        foreach (var batch in generator.Deliver(generator.Make()))
        {
            host.Write(batch);
            var hour = Some.Hour + random.Next(3) * HourUtc.Milliseconds;
            if (random.Next(3) == 0)
                host.Compute();
            if (random.Next(4) == 0 && host.SealClosed(HourUtc.OfUnixMilliseconds(hour)))
                stands.Add(hour, Numbers(host, hour));
            if (stands.ContainsKey(hour))
                removed += host.Empty(HourUtc.OfUnixMilliseconds(hour), random.Next(1, 3)).Posts;
            AssertNoForbiddenText(host, seed);
            AssertLedgerKnowsTimes(host, seed);
        }
        host.Compute();
        foreach (var (hour, numbers) in stands)
            if (Numbers(host, hour) != numbers)
                Assert.Fail($"seed {seed}: the sealed hour {hour} changed");
        return removed;
    }

    static string Numbers(StoreHost host, long hour) => string.Join('\n', host.Rows(
        $"SELECT hour, state, coverage, sealed_at FROM hour WHERE hour = {hour}")
        .Concat(host.Rows($"SELECT * FROM hashtag_hour WHERE hour = {hour} ORDER BY hashtag"))
        .Concat(host.Rows($"SELECT * FROM topic_hour WHERE hour = {hour} ORDER BY topic")));

    /// <summary>PostgreSQL finds posts by the times that the ledger tells.</summary>
    static void AssertLedgerKnowsTimes(StoreHost host, int seed)
    {
        if (host.Rows("""
            SELECT platform, id FROM post p WHERE NOT EXISTS (
              SELECT 1 FROM post_key k WHERE k.platform = p.platform AND k.id = p.id AND k.posted_at = p.posted_at)
            """) is [var post, ..])
            Assert.Fail($"seed {seed}: the ledger has another time of {post}");
    }

    static void AssertNoForbiddenText(StoreHost host, int seed)
    {
        foreach (var table in Texts)
        {
            var allowed = table == "post_hidden" ? "hidden" : "live";
            var wrong = host.Rows(
                $"SELECT platform, id FROM {table} t WHERE (SELECT state FROM post_key k "
                    + $"WHERE k.platform = t.platform AND k.id = t.id) IS DISTINCT FROM '{allowed}'");
            if (wrong.Count > 0)
                Assert.Fail($"seed {seed}: {table} holds {wrong[0]}");
        }
        if (host.Rows("SELECT author FROM post JOIN author_state USING (platform, author) WHERE state <> 'active'")
            is [var author, ..])
            Assert.Fail($"seed {seed}: a post of {author} is public");
    }
}
