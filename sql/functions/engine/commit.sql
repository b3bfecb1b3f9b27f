-- What all batches have in common: the fence, versions, and the locks with what is read under them.
--
-- Locks, always in this order: the node, listings, requirements, users, conversations, entity rows, user counters;
-- within a table by key. Plain modules that touch several of them keep the same order.
-- What the items depend on is read by the statements that lock it or after them, so that it cannot change before the commit.
--
-- All functions that run in a batch are PL/pgSQL: it keeps their plans, where a function in SQL is planned at each call.

-- One lock in memory for all shards of a batch, that of the sender: who takes shards from it waits in shard_takeover(), and what
-- comes behind a takeover sees its epochs, because each statement here has a snapshot of its own. Other nodes wait for nobody.
CREATE OR REPLACE FUNCTION commit_fence(sender uuid, claimed integer[], epochs bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    held integer;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(node_lock(sender));
    SELECT count(*) INTO held FROM unnest(claimed, epochs) AS c (shard, epoch)
    JOIN shard s ON s.shard_id = c.shard WHERE s.owner = sender AND s.epoch = c.epoch;
    IF held <> cardinality(claimed) THEN
        RAISE EXCEPTION 'a shard of the batch belongs to another epoch' USING ERRCODE = 'HF001';
    END IF;
END $$;
COMMENT ON FUNCTION commit_fence IS 'Holds the shards of the sender until the commit, or raises HF001';

CREATE OR REPLACE FUNCTION commit_stale_groups(groups commit_group[]) RETURNS integer[]
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM unnest(groups) WHERE version = 0) THEN
        INSERT INTO entity (entity_id, kind, shard)
        SELECT entity_id, kind, shard FROM unnest(groups) WHERE version = 0 ORDER BY entity_id
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN ARRAY(SELECT c.g FROM unnest(groups) c LEFT JOIN entity e USING (entity_id)
                 WHERE e.version IS DISTINCT FROM c.version);
END $$;
COMMENT ON FUNCTION commit_stale_groups IS 'The groups decided on an older version of their entity';

-- Who owns a shard writes its entities from one connection. Only a batch that a lost connection left behind can come
-- between: then the version moves under this one, and all of it is tried again.
CREATE OR REPLACE FUNCTION commit_move_versions(groups commit_group[], dropped integer[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    moved integer;
BEGIN
    UPDATE entity e SET version = e.version + 1 FROM unnest(groups) c
    WHERE c.g <> ALL (dropped) AND e.entity_id = c.entity_id AND e.version = c.version;
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved <> (SELECT count(*) FROM unnest(groups) c WHERE c.g <> ALL (dropped)) THEN
        RAISE EXCEPTION 'an entity moved on during the batch' USING ERRCODE = 'serialization_failure';
    END IF;
END $$;
COMMENT ON FUNCTION commit_move_versions IS 'Moves the entities that are written, or raises 40001';

CREATE OR REPLACE FUNCTION commit_both(a commit_needs, b commit_needs) RETURNS commit_needs
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (a.listings || b.listings, a.requirements || b.requirements, a.people || b.people, a.conversations || b.conversations,
            coalesce(a.alone, false) OR coalesce(b.alone, false),
            coalesce(a.people_alone, false) OR coalesce(b.people_alone, false))::commit_needs;
END $$;
COMMENT ON FUNCTION commit_both IS 'What two kinds of items need together';

-- What a batch only depends on it shares with other batches; what it changes, or must be alone to count, it has for itself.
-- All rows of a table in one mode, so that no batch ever waits to raise its own. A locking read returns a row as it is under
-- the lock.

CREATE OR REPLACE FUNCTION commit_lock_listings(listings uuid[], alone boolean) RETURNS commit_fact[]
LANGUAGE plpgsql AS $$
BEGIN
    IF alone THEN
        PERFORM FROM property_listings WHERE listing_id = ANY (listings) ORDER BY listing_id FOR NO KEY UPDATE;
    END IF;
    RETURN ARRAY(SELECT (listing_id, host_id, status, valid_until)::commit_fact FROM property_listings
                 WHERE listing_id = ANY (listings) ORDER BY listing_id FOR SHARE);
END $$;
COMMENT ON FUNCTION commit_lock_listings IS 'Locks listings in their order; returns them as they are under the lock';

CREATE OR REPLACE FUNCTION commit_lock_requirements(requirements uuid[], alone boolean) RETURNS commit_fact[]
LANGUAGE plpgsql AS $$
BEGIN
    IF alone THEN
        PERFORM FROM tenant_requirements WHERE requirement_id = ANY (requirements) ORDER BY requirement_id FOR NO KEY UPDATE;
    END IF;
    RETURN ARRAY(SELECT (requirement_id, tenant_id, status, valid_until)::commit_fact FROM tenant_requirements
                 WHERE requirement_id = ANY (requirements) ORDER BY requirement_id FOR SHARE);
END $$;
COMMENT ON FUNCTION commit_lock_requirements IS 'Locks requirements in their order; returns them as they are under the lock';

CREATE OR REPLACE FUNCTION commit_lock_people(people uuid[], alone boolean) RETURNS uuid[]
LANGUAGE plpgsql AS $$
BEGIN
    IF alone THEN
        PERFORM FROM users WHERE user_id = ANY (people) ORDER BY user_id FOR NO KEY UPDATE;
    END IF;
    -- Sorted out by the aggregate: a condition would be moved below the lock, and only those whom it names be locked.
    RETURN (SELECT coalesce(array_agg(user_id) FILTER (WHERE account_status <> 'active'), '{}') FROM (
        SELECT user_id, account_status FROM users WHERE user_id = ANY (people) ORDER BY user_id FOR SHARE) held);
END $$;
COMMENT ON FUNCTION commit_lock_people IS 'Locks people in their order; returns those who are not in good standing';

CREATE OR REPLACE FUNCTION commit_lock(needs commit_needs, stale integer[]) RETURNS commit_facts
LANGUAGE plpgsql AS $$
DECLARE
    facts commit_facts;
BEGIN
    facts.stale := stale;
    IF cardinality(needs.listings || needs.requirements) > 0 THEN
        facts.listings := commit_lock_listings(needs.listings, needs.alone);
        facts.requirements := commit_lock_requirements(needs.requirements, needs.alone);
        facts.inactive := commit_lock_people(
            ARRAY(SELECT owner_id FROM unnest(facts.listings || facts.requirements)) || needs.people, needs.people_alone);
    END IF;
    IF cardinality(needs.conversations) > 0 THEN
        PERFORM FROM conversations WHERE conversation_id = ANY (needs.conversations) ORDER BY conversation_id FOR NO KEY UPDATE;
    END IF;
    RETURN facts;
END $$;
COMMENT ON FUNCTION commit_lock IS 'Locks what items need, all of it in the one order';

-- `k` orders what one item means to a person.
CREATE OR REPLACE FUNCTION commit_append_events(events commit_event[]) RETURNS json
LANGUAGE plpgsql AS $$
DECLARE
    report json;
BEGIN
    IF coalesce(cardinality(events), 0) = 0 THEN RETURN '[]'; END IF;
    WITH wanted AS (
        SELECT *, row_number() OVER mine AS place, count(*) OVER (PARTITION BY user_id) AS n
        FROM unnest(events) WINDOW mine AS (PARTITION BY user_id ORDER BY g, i, k)),
    counters AS (
        INSERT INTO user_counter AS c (user_id, last_seq) SELECT user_id, n FROM wanted WHERE place = 1 ORDER BY user_id
        ON CONFLICT (user_id) DO UPDATE SET last_seq = c.last_seq + EXCLUDED.last_seq
        RETURNING c.user_id, c.last_seq),
    numbered AS (SELECT w.*, c.last_seq - w.n + w.place AS seq FROM wanted w JOIN counters c USING (user_id)),
    stored AS (
        INSERT INTO user_events (user_id, seq, event, reference, detail, created_at)
        SELECT user_id, seq, event, reference, detail, at FROM numbered)
    SELECT json_agg(json_build_object('g', g, 'i', i, 'user_id', user_id, 'seq', seq, 'event', event, 'reference', reference)
                    ORDER BY user_id, seq)
    INTO report FROM numbered;
    RETURN report;
END $$;
COMMENT ON FUNCTION commit_append_events IS 'Numbers and stores the events; the counters of people are the last rows that a commit locks';
