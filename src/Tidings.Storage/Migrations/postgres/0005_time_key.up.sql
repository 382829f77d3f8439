-- Writers lock the ledger before the posts: whoever takes them the other way round meets them in a deadlock. The first
-- number is that of their own lock.
SELECT pg_advisory_xact_lock(1413762561, 0);
LOCK TABLE post_key, post IN ACCESS EXCLUSIVE MODE;

-- Every index of post is paid for with each post. One that begins with the time serves as the key and for the times,
-- and numbers are compared quicker than texts; who looks a post up by its id learns its time from the ledger.
ALTER TABLE post DROP CONSTRAINT post_pkey;
DROP INDEX post_posted_at;
ALTER TABLE post ADD PRIMARY KEY (posted_at, platform, id);

-- The ids tell more than the platform, which is one of four.
ALTER TABLE post_key DROP CONSTRAINT post_key_pkey;
ALTER TABLE post_key ADD PRIMARY KEY (id, platform);
