-- A batch comes as one value of a composite type, in binary form: nothing is parsed, no JSON is read.

CREATE TYPE commit_shard AS (shard integer, epoch bigint);
COMMENT ON TYPE commit_shard IS 'A shard that the sender believes to own';

CREATE TYPE commit_items AS (
    swipes commit_swipe[], undos commit_undo[], endings commit_ending[], postings commit_posting[], messages commit_message[],
    reads commit_read[]);
COMMENT ON TYPE commit_items IS 'What a batch does, by kind';

CREATE TYPE commit_batch AS (incarnation uuid, shards commit_shard[], groups commit_group[], items commit_items);
COMMENT ON TYPE commit_batch IS 'The parameter of homigo_commit; jsonb_populate_record() makes one from JSON';

-- These take or return something else now.
DROP FUNCTION IF EXISTS homigo_commit(jsonb);
DROP FUNCTION IF EXISTS commit_read_endings(jsonb);
DROP FUNCTION IF EXISTS commit_write_swipes(commit_swipe[], bigint[]);
DROP FUNCTION IF EXISTS commit_swipe_events(commit_swipe[]);
DROP FUNCTION IF EXISTS commit_write_matches(commit_swipe[], bigint[]);
DROP FUNCTION IF EXISTS commit_append_events(commit_event[]);

-- Nothing asks for it: the unread ones of a person are found through all of his.
DROP INDEX notifications_unread;

CREATE FUNCTION time_ordered_id() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
    SELECT encode(overlay(overlay(uuid_send(gen_random_uuid()) PLACING substring(int8send(
        floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6) PLACING '\x70'::bytea FROM 7 FOR 1), 'hex')::uuid
$$;
COMMENT ON FUNCTION time_ordered_id IS 'A UUID of version 7 (RFC 9562): new rows stand side by side in their index';
