-- The fence is as narrow as what it guards: a commit relies on the shards of its own node alone, and whoever takes shards waits for
-- the commits of the node that loses them. All others go on.

DROP TRIGGER shard_takeover ON shard;
DROP FUNCTION shard_takeover();

CREATE FUNCTION node_lock(node uuid) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT hashtextextended(node::text, 0)
$$;
COMMENT ON FUNCTION node_lock IS 'Advisory lock: shared by the commits of a node, alone for whoever takes shards from it';

CREATE FUNCTION shard_takeover() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.owner IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock(node_lock(OLD.owner));
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
COMMENT ON FUNCTION shard_takeover IS 'Waits until no commit of the owner relies on the shard';

CREATE TRIGGER shard_takeover BEFORE UPDATE OR DELETE ON shard FOR EACH ROW EXECUTE FUNCTION shard_takeover();

COMMENT ON TABLE shard IS 'Who owns each shard. Commits share the lock of their node; a takeover holds it alone, so it waits for them and fences later ones.';

DROP FUNCTION shard_lock();
