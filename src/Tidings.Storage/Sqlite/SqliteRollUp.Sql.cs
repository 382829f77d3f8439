using Tidings.Configuration;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteRollUp
{
    const string DeleteHashtags = """
        DELETE FROM hashtag_hour
        WHERE hour = @h AND hashtag NOT IN (SELECT hashtag FROM post_hashtag WHERE hour = @h AND NOT is_repost)
        """;

    /// <summary>
    /// Reposts are out; an author has one vote per hashtag and hour, and is happy if any of the posts is.
    /// </summary>
    const string WriteHashtags = """
        INSERT INTO hashtag_hour (hour, hashtag, posts, happy, authors, happy_authors)
        SELECT hour, hashtag, count(*), sum(happy), count(DISTINCT author),
          count(DISTINCT CASE WHEN happy THEN author END)
        FROM post_hashtag
        WHERE hour = @h AND NOT is_repost
        GROUP BY hour, hashtag
        ON CONFLICT (hour, hashtag) DO UPDATE SET
          posts = excluded.posts, happy = excluded.happy, authors = excluded.authors,
          happy_authors = excluded.happy_authors
        WHERE (hashtag_hour.posts, hashtag_hour.happy, hashtag_hour.authors, hashtag_hour.happy_authors)
          IS NOT (excluded.posts, excluded.happy, excluded.authors, excluded.happy_authors)
        """;

    const string WriteTopic = """
        INSERT INTO topic_hour (hour, topic, posts, accepted, refused, unknown, copies, scored, zero, negative, neutral,
          positive, mean, stddev, weighted_mean)
        VALUES (@h, @Topic, @Posts, @Accepted, @refused, @unknown, @Copies, @Scored, @Zero, @Negative, @neutral,
          @Positive, @Mean, @stddev, @weightedMean)
        ON CONFLICT (hour, topic) DO UPDATE SET
          posts = excluded.posts, accepted = excluded.accepted, refused = excluded.refused, unknown = excluded.unknown,
          copies = excluded.copies, scored = excluded.scored, zero = excluded.zero, negative = excluded.negative,
          neutral = excluded.neutral, positive = excluded.positive, mean = excluded.mean, stddev = excluded.stddev,
          weighted_mean = excluded.weighted_mean
        WHERE (topic_hour.posts, topic_hour.accepted, topic_hour.refused, topic_hour.unknown, topic_hour.copies,
            topic_hour.scored, topic_hour.zero, topic_hour.negative, topic_hour.neutral, topic_hour.positive,
            topic_hour.mean, topic_hour.stddev, topic_hour.weighted_mean)
          IS NOT (excluded.posts, excluded.accepted, excluded.refused, excluded.unknown, excluded.copies,
            excluded.scored, excluded.zero, excluded.negative, excluded.neutral, excluded.positive, excluded.mean,
            excluded.stddev, excluded.weighted_mean)
        """;

    /// <summary>
    /// One row per topic. A post is refused for the first reason that holds; copies are told among the accepted;
    /// compounds are summed in whole ten-thousandths. The weight of an author is log10(10 + followers), 1 where
    /// unknown.
    /// </summary>
    static string Aggregate(FilterOptions filter)
    {
        // The guess has its place in the text of the statement only where it is used, so that the plan stays as simple
        // as the rule.
        var language = filter.LanguageGuess ? "coalesce(p.lang, p.lang_guess)" : "p.lang";
        // Each policy sorts as little as it can.
        var copy = filter.Copies switch
        {
            CopyPolicy.DropAll => "count(*) OVER (PARTITION BY topic, text_key) > 1",
            CopyPolicy.KeepFirst =>
                "row_number() OVER (PARTITION BY topic, text_key ORDER BY posted_at, platform, id) > 1",
            _ => "false",
        };
        return $"""
            WITH judged AS (
              SELECT t.topic, p.platform, p.id, p.posted_at, p.text_key, p.followers, p.author_since,
                {language} AS language,
                CAST(round(p.compound * 10000) AS INTEGER) AS points,
                CASE
                  WHEN @dropReposts AND p.is_repost THEN 'repost'
                  WHEN NOT @anyLanguage AND {language} IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM json_each(@languages) AS wanted
                    WHERE instr(',' || {language} || ',', ',' || wanted.value || ',') > 0) THEN 'language'
                  WHEN p.followers < @MinFollowers THEN 'followers'
                  WHEN (p.posted_at - p.author_since) / 86400000 < @MinAccountAgeDays THEN 'account_age'
                  WHEN p.blacklisted THEN 'blacklist'
                END AS reason
              FROM post_topic t
              JOIN post p ON p.platform = t.platform AND p.id = t.id
              WHERE t.hour = @h
            ),
            kept AS (
              SELECT *, text_key IS NOT NULL AND {copy} AS is_copy FROM judged WHERE reason IS NULL
            ),
            weighed AS (
              SELECT *, NOT is_copy AND (points <> 0 OR @IncludeNeutral) AS counts,
                CASE WHEN followers IS NULL THEN 10000 ELSE CAST(round(log10(10 + followers) * 10000) AS INTEGER)
                  END AS weight
              FROM kept
            ),
            moods AS (
              SELECT topic, count(*) AS accepted, sum(is_copy) AS copies, sum(NOT is_copy) AS scored,
                sum(NOT is_copy AND points = 0) AS zero, sum(NOT is_copy AND points <= -500) AS negative,
                sum(NOT is_copy AND points >= 500) AS positive, sum(counts) AS n,
                sum(CASE WHEN counts THEN points ELSE 0 END) AS total,
                sum(CASE WHEN counts THEN points * points ELSE 0 END) AS squares,
                sum(CASE WHEN counts THEN weight ELSE 0 END) AS weight,
                sum(CASE WHEN counts THEN weight * points ELSE 0 END) AS weighted,
                sum(language IS NULL) AS unknown_language, sum(followers IS NULL) AS unknown_followers,
                sum(author_since IS NULL) AS unknown_age
              FROM weighed
              GROUP BY topic
            ),
            reasons AS (
              SELECT topic, count(*) AS posts, sum(reason IS 'repost') AS repost, sum(reason IS 'language') AS language,
                sum(reason IS 'followers') AS followers, sum(reason IS 'account_age') AS account_age,
                sum(reason IS 'blacklist') AS blacklist
              FROM judged
              GROUP BY topic
            )
            SELECT r.topic AS Topic, r.posts AS Posts, coalesce(m.accepted, 0) AS Accepted, r.repost AS Repost,
              r.language AS Language, r.followers AS Followers, r.account_age AS AccountAge, r.blacklist AS Blacklist,
              coalesce(m.unknown_language, 0) AS UnknownLanguage, coalesce(m.unknown_followers, 0) AS UnknownFollowers,
              coalesce(m.unknown_age, 0) AS UnknownAccountAge, coalesce(m.copies, 0) AS Copies,
              coalesce(m.scored, 0) AS Scored, coalesce(m.zero, 0) AS Zero, coalesce(m.negative, 0) AS Negative,
              coalesce(m.positive, 0) AS Positive, coalesce(m.n, 0) AS Count, coalesce(m.total, 0) AS Sum,
              coalesce(m.squares, 0) AS SumOfSquares, coalesce(m.weight, 0) AS Weight,
              coalesce(m.weighted, 0) AS WeightedSum
            FROM reasons r
            LEFT JOIN moods m ON m.topic = r.topic
            ORDER BY r.topic
            """;
    }
}
