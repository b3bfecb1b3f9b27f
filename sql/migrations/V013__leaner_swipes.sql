-- What a swipe and a match cost, less of it.

ALTER TYPE commit_swipe ADD ATTRIBUTE code text;  -- why the facts do not allow it

-- These return or take something else now.
DROP FUNCTION IF EXISTS commit_fence(jsonb);
DROP FUNCTION IF EXISTS commit_between(commit_swipe[], commit_fact[], commit_fact[]);
DROP FUNCTION IF EXISTS commit_refused_swipes(commit_swipe[], commit_fact[], commit_fact[], uuid[]);
DROP FUNCTION IF EXISTS commit_write_matches(commit_swipe[], bigint[]);
DROP FUNCTION IF EXISTS commit_write_swipes(commit_swipe[], bigint[]);

-- As for swipes in V012: homigo_commit reads these rows under their locks before it writes, and none is ever deleted.
ALTER TABLE matches DROP CONSTRAINT matches_listing_id_fkey, DROP CONSTRAINT matches_requirement_id_fkey,
    DROP CONSTRAINT matches_tenant_id_fkey, DROP CONSTRAINT matches_host_id_fkey;
ALTER TABLE conversations DROP CONSTRAINT conversations_tenant_id_fkey, DROP CONSTRAINT conversations_host_id_fkey;

-- Nothing looks a change up by its number: who follows the log reads it by transaction.
ALTER TABLE change_log DROP COLUMN change_id;
COMMENT ON COLUMN change_log.xid IS 'Transaction that made the change: changed_at is not in commit order.';

-- Commits locked the row of each of their shards, dozens in a batch. They share one lock in memory now, and whoever changes the
-- map of shards, in whatever way, waits here for those under way.
CREATE FUNCTION shard_lock() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT hashtextextended('homigo shards', 0) $$;
COMMENT ON FUNCTION shard_lock IS 'Advisory lock: shared by commits, alone for a takeover';

CREATE FUNCTION shard_takeover() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(shard_lock());
    RETURN NULL;
END $$;
COMMENT ON FUNCTION shard_takeover IS 'Waits until no commit relies on the map of shards';

CREATE TRIGGER shard_takeover BEFORE INSERT OR UPDATE OR DELETE ON shard FOR EACH STATEMENT EXECUTE FUNCTION shard_takeover();

-- PostgreSQL reads the CHECKs of a table from their stored text anew for each statement that writes there. The lists of words
-- went: homigo_commit, the only writer, is sent them by enumerations.
ALTER TABLE pair DROP CONSTRAINT pair_tenant_action_check, DROP CONSTRAINT pair_host_action_check, DROP CONSTRAINT pair_state_check;
ALTER TABLE swipe_actions DROP CONSTRAINT swipe_actions_action_check, DROP CONSTRAINT swipe_actions_target_type_check;
