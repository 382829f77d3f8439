-- Writers lock the ledger before the posts: whoever takes them the other way round meets them in a deadlock. The first
-- number is that of their own lock.
SELECT pg_advisory_xact_lock(1413762561, 0);
LOCK TABLE post_key, post IN ACCESS EXCLUSIVE MODE;

ALTER TABLE post_key DROP CONSTRAINT post_key_pkey;
ALTER TABLE post_key ADD PRIMARY KEY (platform, id);
ALTER TABLE post DROP CONSTRAINT post_pkey;
ALTER TABLE post ADD PRIMARY KEY (platform, id, posted_at);
CREATE INDEX post_posted_at ON post (posted_at);
