CREATE INDEX post_tweet_date ON post USING brin (date_trunc('second', posted_at AT TIME ZONE 'UTC'))
  WITH (pages_per_range = 32, autosummarize = on);
DROP TABLE dirty_day;
DROP TABLE day;
DROP TABLE hashtag_day;
