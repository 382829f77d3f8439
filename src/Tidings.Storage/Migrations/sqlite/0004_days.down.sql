DROP TABLE dirty_day;
DROP TABLE day;
DROP TABLE hashtag_day;
