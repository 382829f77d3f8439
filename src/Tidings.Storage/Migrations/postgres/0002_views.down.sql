DROP VIEW trade_data;
DROP VIEW tweet_data;
DROP VIEW hourly_counts;
DROP INDEX post_tweet_date;
