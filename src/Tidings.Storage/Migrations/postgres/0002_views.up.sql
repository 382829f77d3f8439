-- The queries of the two projects that Tidings replaces run on these. Times are UTC without a zone, and whole seconds,
-- as those projects stored them; counts are integers, so that a sum of them is no numeric.

CREATE VIEW hourly_counts AS
SELECT '#' || hashtag AS hashtag, hour AT TIME ZONE 'UTC' AS hour, happy::integer AS count
FROM hashtag_hour
WHERE happy > 0;

-- One row per accepted (post, topic), by the filters in force, which the program keeps in meta.
CREATE VIEW tweet_data AS
SELECT p.seq AS id, p.text AS body, t.keyword AS keyword,
  date_trunc('second', p.posted_at AT TIME ZONE 'UTC') AS tweet_date, p.location AS location,
  p.verified AS verified_user,
  CASE WHEN p.followers < 2147483647 THEN p.followers WHEN p.followers IS NOT NULL THEN 2147483647 END::integer
    AS followers,
  date_trunc('second', p.author_since AT TIME ZONE 'UTC') AS user_since, p.compound AS sentiment
FROM post p
-- Post by post (OFFSET is a fence), so that the newest come at once; joined as a whole, all of both tables are read. The
-- hour is told too: it names the one partition in which the topics of a post lie.
CROSS JOIN LATERAL (
  SELECT keyword FROM post_topic
  WHERE platform = p.platform AND id = p.id AND hour = date_trunc('hour', p.posted_at, 'UTC')
  OFFSET 0
) t
WHERE NOT (p.is_repost
    AND coalesce((SELECT (value::jsonb ->> 'dropReposts')::boolean FROM meta WHERE key = 'filters'), true))
  AND (coalesce(
      p.lang,
      CASE WHEN (SELECT (value::jsonb ->> 'languageGuess')::boolean FROM meta WHERE key = 'filters') THEN p.lang_guess END
    ) IS NULL
    OR coalesce((SELECT jsonb_array_length(value::jsonb -> 'languages') FROM meta WHERE key = 'filters'), 1) = 0
    OR string_to_array(coalesce(p.lang, p.lang_guess), ',') && coalesce(
      (SELECT ARRAY(SELECT jsonb_array_elements_text(value::jsonb -> 'languages'))
        FROM meta WHERE key = 'filters' AND value::jsonb -> 'languages' IS NOT NULL),
      ARRAY['en']))
  AND coalesce(
    p.followers >= coalesce((SELECT (value::jsonb ->> 'minFollowers')::bigint FROM meta WHERE key = 'filters'), 500),
    true)
  AND coalesce(
    trunc(extract(epoch FROM p.posted_at - p.author_since) / 86400)
      >= coalesce((SELECT (value::jsonb ->> 'minAccountAgeDays')::bigint FROM meta WHERE key = 'filters'), 60),
    true)
  AND NOT p.blacklisted;

-- Dashboards ask for the last days by tweet_date, which is an expression and so picks no partition. This takes almost no
-- room and no time, and passes over the days that are out.
CREATE INDEX post_tweet_date ON post USING brin (date_trunc('second', posted_at AT TIME ZONE 'UTC'))
  WITH (pages_per_range = 32, autosummarize = on);

-- "avgTime" is the end of the hour decided on, as the seed's right-labelled bins were.
CREATE VIEW trade_data AS
SELECT t.id AS id, (o.hour + interval '1 hour') AT TIME ZONE 'UTC' AS "avgTime",
  (s.inputs ->> 'mean')::double precision AS avg, date_trunc('second', t.traded_at AT TIME ZONE 'UTC') AS "tradeAt",
  t.symbol AS symbol, t.side AS side, t.funds AS funds, t.fee AS fee,
  coalesce(o.exchange_id, t.client_id) AS "tradeId", t.quote_balance AS usdt_balance, t.base_balance AS btc_balance
FROM trade t
LEFT JOIN orders o ON o.client_id = t.client_id
LEFT JOIN signal s ON s.strategy = o.strategy AND s.symbol = o.symbol AND s.hour = o.hour;
