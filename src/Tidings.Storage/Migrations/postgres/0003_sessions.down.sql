DROP INDEX dead_letter_received_at;
DROP INDEX post_hidden_posted_at;
DROP INDEX gap_not_stored;
DROP INDEX gap_to_at;
DROP INDEX listening_to_at;
DROP TABLE listen_session;
