-- All tables of the design, so that later versions add columns and views but no keys.
-- Times are unix milliseconds, truth values 0 and 1, JSON is text.

CREATE TABLE meta (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- The ledger: one row for every post that was ever stored, and tombstones of posts that never were.
-- origin: the version from which posted_at was taken, negative for an edit (see PostLedger).
CREATE TABLE post_key (
  platform TEXT NOT NULL,
  id TEXT NOT NULL,
  posted_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('live', 'stub', 'deleted', 'hidden')),
  origin INTEGER NOT NULL,
  PRIMARY KEY (platform, id)
) WITHOUT ROWID;

-- Other ids by which a delete may name a post. id is null for a delete that came before its post.
CREATE TABLE post_alias (
  platform TEXT NOT NULL,
  server TEXT NOT NULL,
  native_id TEXT NOT NULL,
  id TEXT,
  PRIMARY KEY (platform, server, native_id)
) WITHOUT ROWID;
CREATE INDEX post_alias_id ON post_alias (platform, id);

-- seq grows with every stored post and is never used again.
CREATE TABLE post (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  platform TEXT NOT NULL,
  id TEXT NOT NULL,
  posted_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  author INTEGER NOT NULL,
  author_name TEXT,
  followers INTEGER,
  author_since INTEGER,
  verified INTEGER,
  location TEXT,
  lang TEXT,
  lang_guess TEXT,
  is_repost INTEGER NOT NULL,
  blacklisted INTEGER NOT NULL,
  happy INTEGER NOT NULL,
  text TEXT NOT NULL,
  text_key INTEGER,
  compound REAL,
  scorer TEXT,
  UNIQUE (platform, id, posted_at)
);
CREATE INDEX post_posted_at ON post (posted_at);

CREATE TABLE post_hashtag (
  hour INTEGER NOT NULL,
  hashtag TEXT NOT NULL,
  platform TEXT NOT NULL,
  id TEXT NOT NULL,
  author INTEGER NOT NULL,
  happy INTEGER NOT NULL,
  is_repost INTEGER NOT NULL,
  spelling TEXT NOT NULL,
  PRIMARY KEY (hour, hashtag, platform, id)
) WITHOUT ROWID;
CREATE INDEX post_hashtag_post ON post_hashtag (platform, id);

CREATE TABLE post_topic (
  hour INTEGER NOT NULL,
  topic TEXT NOT NULL,
  platform TEXT NOT NULL,
  id TEXT NOT NULL,
  keyword TEXT NOT NULL,
  PRIMARY KEY (hour, topic, platform, id)
) WITHOUT ROWID;
CREATE INDEX post_topic_post ON post_topic (platform, id);

-- Posts whose author is taken down: kept whole, out of every public table, until that is undone.
CREATE TABLE post_hidden (
  platform TEXT NOT NULL,
  id TEXT NOT NULL,
  post TEXT NOT NULL,
  hashtags TEXT NOT NULL,
  topics TEXT NOT NULL,
  PRIMARY KEY (platform, id)
) WITHOUT ROWID;

-- What is known of accounts, by pseudonym; at: unix microseconds of the notice.
CREATE TABLE author_state (
  platform TEXT NOT NULL,
  author INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'hidden', 'deleted')),
  at INTEGER NOT NULL,
  PRIMARY KEY (platform, author)
) WITHOUT ROWID;

CREATE TABLE hour (
  hour INTEGER NOT NULL PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'revised', 'sealed')),
  coverage REAL,
  closed_at INTEGER,
  revised_at INTEGER,
  sealed_at INTEGER
);

CREATE TABLE hashtag_hour (
  hour INTEGER NOT NULL,
  hashtag TEXT NOT NULL,
  posts INTEGER NOT NULL,
  happy INTEGER NOT NULL,
  authors INTEGER NOT NULL,
  happy_authors INTEGER NOT NULL,
  PRIMARY KEY (hour, hashtag)
) WITHOUT ROWID;

CREATE TABLE topic_hour (
  hour INTEGER NOT NULL,
  topic TEXT NOT NULL,
  posts INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  refused TEXT NOT NULL,
  unknown TEXT NOT NULL,
  copies INTEGER NOT NULL,
  scored INTEGER NOT NULL,
  zero INTEGER NOT NULL,
  negative INTEGER NOT NULL,
  neutral INTEGER NOT NULL,
  positive INTEGER NOT NULL,
  mean REAL,
  stddev REAL,
  weighted_mean REAL,
  PRIMARY KEY (hour, topic)
) WITHOUT ROWID;

-- since: start of the first hour that was read with this definition.
CREATE TABLE topic (
  topic TEXT NOT NULL PRIMARY KEY,
  since INTEGER NOT NULL,
  definition TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE listening (
  source TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  PRIMARY KEY (source, from_at)
) WITHOUT ROWID;

CREATE TABLE gap (
  source TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  filled_at INTEGER,
  filled_posts INTEGER,
  PRIMARY KEY (source, from_at)
) WITHOUT ROWID;

CREATE TABLE signal (
  strategy TEXT NOT NULL,
  symbol TEXT NOT NULL,
  hour INTEGER NOT NULL,
  topic TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('buy', 'sell', 'hold')),
  reason TEXT,
  strength REAL,
  inputs TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  PRIMARY KEY (strategy, symbol, hour)
) WITHOUT ROWID;

CREATE TABLE orders (
  client_id TEXT NOT NULL PRIMARY KEY,
  strategy TEXT NOT NULL,
  symbol TEXT NOT NULL,
  hour INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('buy', 'sell')),
  quantity REAL,
  funds REAL,
  state TEXT NOT NULL,
  exchange_id TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (strategy, symbol, hour)
) WITHOUT ROWID;

CREATE TABLE trade (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id TEXT NOT NULL,
  symbol TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('buy', 'sell')),
  price REAL NOT NULL,
  quantity REAL NOT NULL,
  funds REAL NOT NULL,
  fee REAL NOT NULL,
  traded_at INTEGER NOT NULL,
  quote_balance REAL,
  base_balance REAL
);

CREATE TABLE price_bar (
  symbol TEXT NOT NULL,
  resolution TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  open REAL NOT NULL,
  high REAL NOT NULL,
  low REAL NOT NULL,
  close REAL NOT NULL,
  volume REAL NOT NULL,
  PRIMARY KEY (symbol, resolution, opened_at)
) WITHOUT ROWID;

-- Append-only marks; without a unique key on purpose (docs/invariants.md 5).
CREATE TABLE dirty_hour (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  hour INTEGER NOT NULL,
  why TEXT NOT NULL
);
CREATE INDEX dirty_hour_hour ON dirty_hour (hour);

CREATE TABLE lease (
  name TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  until INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE batch_seen (
  session TEXT NOT NULL,
  number INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (session, number)
) WITHOUT ROWID;

CREATE TABLE dead_letter (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  received_at INTEGER NOT NULL,
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  raw BLOB NOT NULL
);
