-- A whole store of months has too many rows of hashtag_hour to add up while somebody waits. So the sums of each UTC day
-- are kept, as they follow from its hours. day: the days whose sums are known; a day counts as known only while no mark
-- says that one of its hours has changed since. Marks are as in dirty_hour: appended, never upserted.
CREATE TABLE hashtag_day (
  day INTEGER NOT NULL,
  hashtag TEXT NOT NULL,
  posts INTEGER NOT NULL,
  happy INTEGER NOT NULL,
  authors INTEGER NOT NULL,
  happy_authors INTEGER NOT NULL,
  PRIMARY KEY (day, hashtag)
) WITHOUT ROWID;
CREATE TABLE day (
  day INTEGER NOT NULL PRIMARY KEY
);
CREATE TABLE dirty_day (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  day INTEGER NOT NULL
);
CREATE INDEX dirty_day_day ON dirty_day (day);

-- Every day there is has to be added up once.
INSERT INTO dirty_day (day) SELECT DISTINCT hour - hour % 86400000 FROM hashtag_hour;
