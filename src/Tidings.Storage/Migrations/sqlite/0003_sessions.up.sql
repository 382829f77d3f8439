-- How far each listening session is stored. n grows: of two sessions of one source the greater is the later one.
-- stored_through: batches 1 to this are all stored, and have no rows in batch_seen any more; heard_until: when that
-- last one was cut; last_number: the session's last batch, as soon as it is known.
CREATE TABLE listen_session (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  session TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  is_live INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  stored_through INTEGER NOT NULL,
  heard_until INTEGER NOT NULL,
  last_number INTEGER
);
CREATE INDEX listen_session_source ON listen_session (source, n);

-- An hour asks for what touches it, and is mostly one of the latest.
CREATE INDEX listening_to_at ON listening (to_at);
CREATE INDEX gap_to_at ON gap (to_at);

-- Nearly always empty, and asked with every heartbeat.
CREATE INDEX gap_not_stored ON gap (source) WHERE reason = 'not_stored' AND filled_at IS NULL;

-- Pruning takes the hidden posts of an hour too.
CREATE INDEX post_hidden_posted_at ON post_hidden (post ->> 'posted_at');

-- A dead letter that is delivered again is told by its time.
CREATE INDEX dead_letter_received_at ON dead_letter (received_at);
