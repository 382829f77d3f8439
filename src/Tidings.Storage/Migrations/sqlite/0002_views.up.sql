-- The same rows with ISO-8601 text for times, for people and for tools that know no unix milliseconds.

CREATE VIEW post_iso AS
SELECT platform, id, strftime('%Y-%m-%dT%H:%M:%fZ', posted_at / 1000.0, 'unixepoch') AS posted_at, seq,
  strftime('%Y-%m-%dT%H:%M:%fZ', received_at / 1000.0, 'unixepoch') AS received_at,
  author, author_name, followers,
  strftime('%Y-%m-%dT%H:%M:%fZ', author_since / 1000.0, 'unixepoch') AS author_since,
  verified, location, lang, lang_guess, is_repost, blacklisted, happy, text, text_key, compound, scorer
FROM post;

CREATE VIEW hashtag_hour_iso AS
SELECT strftime('%Y-%m-%dT%H:%M:%SZ', hour / 1000, 'unixepoch') AS hour, hashtag, posts, happy, authors, happy_authors
FROM hashtag_hour;

CREATE VIEW topic_hour_iso AS
SELECT strftime('%Y-%m-%dT%H:%M:%SZ', hour / 1000, 'unixepoch') AS hour, topic, posts, accepted, refused, unknown, copies, scored,
  zero, negative, neutral, positive, mean, stddev, weighted_mean
FROM topic_hour;

CREATE VIEW signal_iso AS
SELECT strategy, symbol, strftime('%Y-%m-%dT%H:%M:%SZ', hour / 1000, 'unixepoch') AS hour, topic, decision, reason, strength, inputs,
  strftime('%Y-%m-%dT%H:%M:%fZ', decided_at / 1000.0, 'unixepoch') AS decided_at
FROM signal;

-- The queries of the two projects that Tidings replaces run on these.

CREATE VIEW hourly_counts AS
SELECT '#' || hashtag AS hashtag, datetime(hour / 1000, 'unixepoch') AS hour, happy AS count
FROM hashtag_hour
WHERE happy > 0;

-- One row per accepted (post, topic), by the filters in force, which the program keeps in meta.
CREATE VIEW tweet_data AS
SELECT p.seq AS id, p.text AS body, t.keyword AS keyword, datetime(p.posted_at / 1000, 'unixepoch') AS tweet_date, p.location AS location,
  p.verified AS verified_user, p.followers AS followers, datetime(p.author_since / 1000, 'unixepoch') AS user_since, p.compound AS sentiment
FROM post p
JOIN post_topic t ON t.platform = p.platform AND t.id = p.id
CROSS JOIN (SELECT coalesce((SELECT value FROM meta WHERE key = 'filters'), '{}') AS filters)
WHERE NOT (p.is_repost AND coalesce(json_extract(filters, '$.dropReposts'), 1))
  AND (coalesce(p.lang, CASE WHEN json_extract(filters, '$.languageGuess') THEN p.lang_guess END) IS NULL
    OR coalesce(json_array_length(filters, '$.languages'), 1) = 0
    OR EXISTS (
      SELECT 1 FROM json_each(coalesce(json_extract(filters, '$.languages'), '["en"]')) AS wanted
      WHERE instr(',' || coalesce(p.lang, p.lang_guess) || ',', ',' || wanted.value || ',') > 0))
  AND coalesce(p.followers >= coalesce(json_extract(filters, '$.minFollowers'), 500), 1)
  AND coalesce((p.posted_at - p.author_since) / 86400000 >= coalesce(json_extract(filters, '$.minAccountAgeDays'), 60), 1)
  AND NOT p.blacklisted;

-- "avgTime" is the end of the hour decided on, as the seed's right-labelled bins were.
CREATE VIEW trade_data AS
SELECT t.id AS id, datetime((o.hour + 3600000) / 1000, 'unixepoch') AS "avgTime", json_extract(s.inputs, '$.mean') AS avg,
  datetime(t.traded_at / 1000, 'unixepoch') AS "tradeAt", t.symbol AS symbol, t.side AS side, t.funds AS funds, t.fee AS fee,
  coalesce(o.exchange_id, t.client_id) AS "tradeId", t.quote_balance AS usdt_balance, t.base_balance AS btc_balance
FROM trade t
LEFT JOIN orders o ON o.client_id = t.client_id
LEFT JOIN signal s ON s.strategy = o.strategy AND s.symbol = o.symbol AND s.hour = o.hour;
