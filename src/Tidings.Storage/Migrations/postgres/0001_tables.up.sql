-- All tables of the design, so that later versions add columns and views but no keys.
-- The same tables, keys and meanings as in SQLite, in PostgreSQL's own types. Text is ordered by its bytes (collation
-- "C"), as SQLite orders it. Names are not qualified: everything lies in the first schema of the search path.

CREATE TABLE meta (
  key text COLLATE "C" NOT NULL PRIMARY KEY,
  value text COLLATE "C" NOT NULL
);

-- The ledger: one row for every post that was ever stored, and tombstones of posts that never were.
-- origin: the version from which posted_at was taken, negative for an edit (see PostLedger).
CREATE TABLE post_key (
  platform text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  posted_at timestamptz NOT NULL,
  version bigint NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('live', 'stub', 'deleted', 'hidden')),
  origin bigint NOT NULL,
  PRIMARY KEY (platform, id)
);

-- Other ids by which a delete may name a post. id is null for a delete that came before its post.
CREATE TABLE post_alias (
  platform text COLLATE "C" NOT NULL,
  server text COLLATE "C" NOT NULL,
  native_id text COLLATE "C" NOT NULL,
  id text COLLATE "C",
  PRIMARY KEY (platform, server, native_id)
);
CREATE INDEX post_alias_id ON post_alias (platform, id);

-- seq grows with every stored post and is never used again. Partitions are named by their range of days in UTC, the
-- end left out (post_p20260501_20260502), and are made when they are needed.
CREATE SEQUENCE post_seq AS bigint;
CREATE TABLE post (
  seq bigint NOT NULL DEFAULT nextval('post_seq'),
  platform text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  posted_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  author bigint NOT NULL,
  author_name text COLLATE "C",
  followers bigint,
  author_since timestamptz,
  verified boolean,
  location text COLLATE "C",
  lang text COLLATE "C",
  lang_guess text COLLATE "C",
  is_repost boolean NOT NULL,
  blacklisted boolean NOT NULL,
  happy boolean NOT NULL,
  text text COLLATE "C" NOT NULL,
  text_key bigint,
  compound double precision,
  scorer text COLLATE "C",
  PRIMARY KEY (platform, id, posted_at)
) PARTITION BY RANGE (posted_at);
ALTER SEQUENCE post_seq OWNED BY post.seq;
CREATE INDEX post_posted_at ON post (posted_at);
CREATE INDEX post_seq_index ON post (seq);

CREATE TABLE post_hashtag (
  hour timestamptz NOT NULL,
  hashtag text COLLATE "C" NOT NULL,
  platform text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  author bigint NOT NULL,
  happy boolean NOT NULL,
  is_repost boolean NOT NULL,
  spelling text COLLATE "C" NOT NULL,
  PRIMARY KEY (platform, id, hour, hashtag)
) PARTITION BY RANGE (hour);
CREATE INDEX post_hashtag_hour ON post_hashtag (hour, hashtag);

CREATE TABLE post_topic (
  hour timestamptz NOT NULL,
  topic text COLLATE "C" NOT NULL,
  platform text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  keyword text COLLATE "C" NOT NULL,
  PRIMARY KEY (platform, id, hour, topic)
) PARTITION BY RANGE (hour);
CREATE INDEX post_topic_hour ON post_topic (hour, topic);

-- Posts whose author is taken down: kept whole, out of every public table, until that is undone.
CREATE TABLE post_hidden (
  platform text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  post jsonb NOT NULL,
  hashtags jsonb NOT NULL,
  topics jsonb NOT NULL,
  PRIMARY KEY (platform, id)
);

-- What is known of accounts, by pseudonym; at: unix microseconds of the notice.
CREATE TABLE author_state (
  platform text COLLATE "C" NOT NULL,
  author bigint NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('active', 'hidden', 'deleted')),
  at bigint NOT NULL,
  PRIMARY KEY (platform, author)
);

CREATE TABLE hour (
  hour timestamptz NOT NULL PRIMARY KEY,
  state text COLLATE "C" NOT NULL CHECK (state IN ('open', 'closed', 'revised', 'sealed')),
  coverage double precision,
  closed_at timestamptz,
  revised_at timestamptz,
  sealed_at timestamptz
);

CREATE TABLE hashtag_hour (
  hour timestamptz NOT NULL,
  hashtag text COLLATE "C" NOT NULL,
  posts bigint NOT NULL,
  happy bigint NOT NULL,
  authors bigint NOT NULL,
  happy_authors bigint NOT NULL,
  PRIMARY KEY (hour, hashtag)
);

CREATE TABLE topic_hour (
  hour timestamptz NOT NULL,
  topic text COLLATE "C" NOT NULL,
  posts bigint NOT NULL,
  accepted bigint NOT NULL,
  refused jsonb NOT NULL,
  unknown jsonb NOT NULL,
  copies bigint NOT NULL,
  scored bigint NOT NULL,
  zero bigint NOT NULL,
  negative bigint NOT NULL,
  neutral bigint NOT NULL,
  positive bigint NOT NULL,
  mean double precision,
  stddev double precision,
  weighted_mean double precision,
  PRIMARY KEY (hour, topic)
);

-- since: start of the first hour that was read with this definition.
CREATE TABLE topic (
  topic text COLLATE "C" NOT NULL PRIMARY KEY,
  since timestamptz NOT NULL,
  definition text COLLATE "C" NOT NULL
);

CREATE TABLE listening (
  source text COLLATE "C" NOT NULL,
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL,
  PRIMARY KEY (source, from_at)
);

CREATE TABLE gap (
  source text COLLATE "C" NOT NULL,
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL,
  reason text COLLATE "C" NOT NULL,
  filled_at timestamptz,
  filled_posts bigint,
  PRIMARY KEY (source, from_at)
);

CREATE TABLE signal (
  strategy text COLLATE "C" NOT NULL,
  symbol text COLLATE "C" NOT NULL,
  hour timestamptz NOT NULL,
  topic text COLLATE "C" NOT NULL,
  decision text COLLATE "C" NOT NULL CHECK (decision IN ('buy', 'sell', 'hold')),
  reason text COLLATE "C",
  strength double precision,
  inputs jsonb NOT NULL,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (strategy, symbol, hour)
);

CREATE TABLE orders (
  client_id text COLLATE "C" NOT NULL PRIMARY KEY,
  strategy text COLLATE "C" NOT NULL,
  symbol text COLLATE "C" NOT NULL,
  hour timestamptz NOT NULL,
  side text COLLATE "C" NOT NULL CHECK (side IN ('buy', 'sell')),
  quantity double precision,
  funds double precision,
  state text COLLATE "C" NOT NULL,
  exchange_id text COLLATE "C",
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (strategy, symbol, hour)
);

CREATE TABLE trade (
  id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  client_id text COLLATE "C" NOT NULL,
  symbol text COLLATE "C" NOT NULL,
  side text COLLATE "C" NOT NULL CHECK (side IN ('buy', 'sell')),
  price double precision NOT NULL,
  quantity double precision NOT NULL,
  funds double precision NOT NULL,
  fee double precision NOT NULL,
  traded_at timestamptz NOT NULL,
  quote_balance double precision,
  base_balance double precision
);

CREATE TABLE price_bar (
  symbol text COLLATE "C" NOT NULL,
  resolution text COLLATE "C" NOT NULL,
  opened_at timestamptz NOT NULL,
  open double precision NOT NULL,
  high double precision NOT NULL,
  low double precision NOT NULL,
  close double precision NOT NULL,
  volume double precision NOT NULL,
  PRIMARY KEY (symbol, resolution, opened_at)
);

-- Append-only marks; without a unique key on purpose (docs/invariants.md 5).
CREATE TABLE dirty_hour (
  n bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  hour timestamptz NOT NULL,
  why text COLLATE "C" NOT NULL
) WITH (
  -- a small table in which nothing stays: without this it grows by what is dead
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 500,
  autovacuum_vacuum_insert_threshold = -1,
  autovacuum_analyze_scale_factor = 0,
  autovacuum_analyze_threshold = 5000
);
CREATE INDEX dirty_hour_hour ON dirty_hour (hour);

CREATE TABLE lease (
  name text COLLATE "C" NOT NULL PRIMARY KEY,
  owner text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  until timestamptz NOT NULL
);

CREATE TABLE batch_seen (
  session text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (session, number)
);

CREATE TABLE dead_letter (
  n bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  received_at timestamptz NOT NULL,
  source text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  raw bytea NOT NULL
);
