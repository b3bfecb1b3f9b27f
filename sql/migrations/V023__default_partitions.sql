-- A clock that is set forward by months, or back, must not meet a month without a partition: such rows wait in a default
-- one until ensure_partitions() makes their month and moves them there.

CREATE TABLE messages_default PARTITION OF messages DEFAULT;
COMMENT ON TABLE messages_default IS 'Messages of months that have no partition yet; ensure_partitions moves them';

CREATE TABLE user_events_default PARTITION OF user_events DEFAULT;
COMMENT ON TABLE user_events_default IS 'Events of months that have no partition yet; ensure_partitions moves them';
