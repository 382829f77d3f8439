ALTER TABLE post_key DROP CONSTRAINT post_key_pkey;
ALTER TABLE post_key ADD PRIMARY KEY (platform, id);
ALTER TABLE post DROP CONSTRAINT post_pkey;
ALTER TABLE post ADD PRIMARY KEY (platform, id, posted_at);
CREATE INDEX post_posted_at ON post (posted_at);
