DROP VIEW trade_data;
DROP VIEW tweet_data;
DROP VIEW hourly_counts;
DROP VIEW signal_iso;
DROP VIEW topic_hour_iso;
DROP VIEW hashtag_hour_iso;
DROP VIEW post_iso;
