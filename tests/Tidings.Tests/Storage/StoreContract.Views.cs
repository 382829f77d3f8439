using System.Text.Json;
using Tidings.Configuration;

namespace Tidings.Tests.Storage;

public abstract partial class StoreContract
{
    void SetFilters(FilterOptions? options = null, bool isGuessUsed = false)
    {
        var filter = options ?? new();
        _store.SetMeta("filters", JsonSerializer.Serialize(new
        {
            dropReposts = filter.Reposts == RepostPolicy.Drop,
            languages = filter.Languages.ToArray(),
            languageGuess = filter.LanguageGuess || isGuessUsed,
            minFollowers = filter.MinFollowers,
            minAccountAgeDays = filter.MinAccountAgeDays,
        }));
    }

    [Fact]
    public void HourlyCounts_ZeroRows_AreLeftOut()
    {
        Write(Post(1) with { IsHappy = true }, Post(2) with { Hashtags = ["sad"] },
            Post(3) with { IsHappy = true, IsRepost = true });
        _store.Compute();
        Assert.Equal(["#joy|2026-05-01 13:00:00|1"], _store.Rows("SELECT hashtag, hour, count FROM hourly_counts"));
    }

    [Fact]
    public void TweetData_OnePost_HasTheSeedsColumns()
    {
        Write(Post() with
        {
            Text = "hello",
            Location = "Springfield",
            Verified = false,
            Compound = 5_719,
            PostedAt = Some.Hour + 61_999,
            AuthorSince = 1_000,
        });
        Assert.Equal(
            ["1|hello|#btc|2026-05-01 13:01:01|Springfield|0|1000|1970-01-01 00:00:01|0.5719"],
            _store.Rows(
                "SELECT id, body, keyword, tweet_date, location, verified_user, followers, user_since, sentiment "
                    + "FROM tweet_data"));
    }

    [Fact]
    public void TweetData_AnyFilters_HasAsManyRowsAsTheHoursAccept()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            _store.Clear();
            _store.Write(new EventGenerator(seed).Make());
            var filter = new FilterOptions
            {
                Reposts = seed % 2 == 0 ? RepostPolicy.Drop : RepostPolicy.Keep,
                Languages = (seed % 4) switch { 0 => [], 1 => ["en"], 2 => ["de", "fr"], _ => ["en", "de"] },
                MinFollowers = seed % 5 == 0 ? 0 : 500,
                MinAccountAgeDays = seed % 3 == 0 ? 0 : 60,
                LanguageGuess = seed % 7 == 0,
            };
            _store.Compute(filter);
            SetFilters(filter);
            Assert.True(
                _store.Rows("SELECT coalesce(sum(accepted), 0) FROM topic_hour")[0]
                    == _store.Rows("SELECT count(*) FROM tweet_data")[0],
                $"seed {seed}: {_store.Rows("SELECT coalesce(sum(accepted), 0) FROM topic_hour")[0]} accepted");
        }
    }

    [Fact]
    public void TweetData_NoFiltersNoted_TakesTheDefaults()
    {
        Write(Post(1), Post(2) with { Languages = "de" }, Post(3) with { Followers = 499 },
            Post(4) with { IsRepost = true }, Post(5) with { AuthorSince = Some.Hour });
        Assert.Equal(["1"], _store.Rows("SELECT id FROM tweet_data"));
    }

    [Fact]
    public void TradeData_OneTrade_IsNamedByTheEndOfItsHour()
    {
        _store.Rows(
            $$"""
            INSERT INTO signal VALUES
              ('s', 'BTCUSDT', {{Some.Hour}}, 'btc', 'buy', NULL, NULL, '{"mean":0.25}', {{Some.Hour}}) RETURNING 1
            """);
        _store.Rows(
            $"INSERT INTO orders VALUES ('c1', 's', 'BTCUSDT', {Some.Hour}, 'buy', 1, 250, 'filled', 'e9', 0, 0) "
                + "RETURNING 1");
        _store.Rows(
            $"INSERT INTO trade (client_id, symbol, side, price, quantity, funds, fee, traded_at, quote_balance, base_balance) VALUES ('c1', 'BTCUSDT', 'buy', 100, 2.5, 250, 0.25, {Some.Hour + 3_660_000}, "
                + "4750, 2.5) RETURNING 1");
        Assert.Equal(
            ["1|2026-05-01 14:00:00|0.25|2026-05-01 14:01:00|BTCUSDT|buy|250|0.25|e9|4750|2.5"],
            _store.Rows(
                """
                SELECT id, "avgTime", avg, "tradeAt", symbol, side, funds, fee, "tradeId", usdt_balance, btc_balance
                FROM trade_data
                """));
    }
}
