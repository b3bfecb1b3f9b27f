-- The one way by which entities change the database: a batch of groups in one round trip, called in autocommit.
--
-- Locks, always in this order: the node, listings, requirements, users, conversations, entity rows, user counters;
-- within a table by key. Plain modules that touch several of them keep the same order.
-- What the items depend on is read by the statements that lock it or after them, so that it cannot change before the commit.
-- A group with one refused item writes nothing; the others of the batch are not concerned.
-- Raises HF001 when a shard is not (or no longer) the sender's: nothing of the batch is written.
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
CREATE OR REPLACE FUNCTION commit_move_entities(groups commit_group[], dropped integer[], swipes commit_swipe[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    moved integer;
BEGIN
    UPDATE entity e SET version = e.version + 1, likes_count = greatest(0, e.likes_count + c.likes)
    FROM (SELECT entity_id, version, coalesce(likes, 0) AS likes
          FROM unnest(groups) c
          LEFT JOIN (SELECT g, sum(likes_delta) AS likes FROM unnest(swipes) WHERE side = 'tenant' GROUP BY g) s USING (g)
          WHERE c.g <> ALL (dropped)) c
    WHERE e.entity_id = c.entity_id AND e.version = c.version;
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved <> (SELECT count(*) FROM unnest(groups) c WHERE c.g <> ALL (dropped)) THEN
        RAISE EXCEPTION 'an entity moved on during the batch' USING ERRCODE = 'serialization_failure';
    END IF;
END $$;
COMMENT ON FUNCTION commit_move_entities IS 'Moves versions and likes of the entities that are written, or raises 40001';

-- What a batch only depends on it shares with other batches; what it changes, or must be alone to count, it has for itself.
-- All rows of a table in one mode, so that no batch ever waits to raise its own.

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

CREATE OR REPLACE FUNCTION homigo_commit(batch commit_batch) RETURNS json
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    groups   commit_group[] := batch.groups;
    swipes   commit_swipe[] := (batch.items).swipes;
    undos    commit_undo[] := (batch.items).undos;
    endings  commit_ending[] := (batch.items).endings;
    postings commit_posting[] := (batch.items).postings;
    messages commit_message[] := (batch.items).messages;
    reads    commit_read[] := (batch.items).reads;
    listing_ids     uuid[];
    requirement_ids uuid[];
    listings     commit_fact[];  -- under their locks, like requirements
    requirements commit_fact[];
    inactive uuid[];  -- people under their locks who are not in good standing
    counts   boolean := false;  -- something is counted against a day's quota
    stale    integer[];
    refused  commit_refusal[] := '{}';
    dropped  integer[] := '{}';
    results  jsonb := '[]';
    events   commit_event[] := '{}';
    versions bigint[];
BEGIN
    PERFORM commit_fence(batch.incarnation, array_agg(shard), array_agg(epoch)) FROM unnest(batch.shards);
    stale := commit_stale_groups(groups);
    -- Most batches hold one kind of item; what the others cost by being empty would be most of a small batch.
    IF cardinality(endings) > 0 THEN endings := commit_read_endings(endings); END IF;
    IF cardinality(swipes) > 0 THEN
        SELECT array_agg(listing_id), array_agg(requirement_id), bool_or(action = 'super_like')
        INTO listing_ids, requirement_ids, counts FROM unnest(swipes);
    END IF;
    IF cardinality(postings) > 0 THEN
        listing_ids := listing_ids || ARRAY(SELECT posting_id FROM unnest(postings) WHERE kind = 'listing');
        requirement_ids := requirement_ids || ARRAY(SELECT posting_id FROM unnest(postings) WHERE kind = 'requirement');
    END IF;
    IF cardinality(swipes) + cardinality(postings) > 0 THEN
        listings := commit_lock_listings(listing_ids, cardinality(postings) > 0);
        requirements := commit_lock_requirements(requirement_ids, cardinality(postings) > 0);
        inactive := commit_lock_people(
            ARRAY(SELECT owner_id FROM unnest(listings || requirements)) || ARRAY(SELECT owner_id FROM unnest(postings)), counts);
    END IF;
    IF cardinality(messages) + cardinality(reads) + cardinality(endings) > 0 THEN
        PERFORM FROM conversations WHERE conversation_id = ANY (ARRAY(
            SELECT conversation_id FROM unnest(messages) UNION SELECT conversation_id FROM unnest(reads)
            UNION SELECT conversation_id FROM unnest(endings)))
        ORDER BY conversation_id FOR NO KEY UPDATE;
    END IF;

    IF cardinality(postings) > 0 THEN postings := commit_entitled(postings); END IF;
    IF cardinality(swipes) > 0 THEN
        swipes := commit_judged_swipes(swipes, listings, requirements, inactive);
        IF counts THEN swipes := commit_within_quota(swipes, stale); END IF;
        refused := refused || ARRAY(SELECT (g, i, code)::commit_refusal FROM unnest(swipes) WHERE code IS NOT NULL);
    END IF;
    IF cardinality(messages) + cardinality(reads) > 0 THEN refused := refused || commit_refused_messages(messages, reads); END IF;
    IF cardinality(postings) > 0 THEN refused := refused || commit_refused_postings(postings); END IF;
    IF cardinality(stale) + cardinality(refused) > 0 THEN
        refused := ARRAY(SELECT r FROM unnest(refused) r WHERE r.g <> ALL (stale));
        dropped := stale || ARRAY(SELECT r.g FROM unnest(refused) r);
        -- A durable command that the facts refuse is done with: what it stood for (a payment, say) keeps its own row.
        DELETE FROM pending_command c USING unnest(postings) p
        WHERE c.command_id = p.command_id AND p.g = ANY (dropped) AND p.g <> ALL (stale);
        swipes := ARRAY(SELECT x FROM unnest(swipes) x WHERE x.g <> ALL (dropped));
        undos := ARRAY(SELECT x FROM unnest(undos) x WHERE x.g <> ALL (dropped));
        endings := ARRAY(SELECT x FROM unnest(endings) x WHERE x.g <> ALL (dropped));
        postings := ARRAY(SELECT x FROM unnest(postings) x WHERE x.g <> ALL (dropped));
        messages := ARRAY(SELECT x FROM unnest(messages) x WHERE x.g <> ALL (dropped));
        reads := ARRAY(SELECT x FROM unnest(reads) x WHERE x.g <> ALL (dropped));
    END IF;
    IF cardinality(messages) > 0 THEN messages := commit_numbered(messages); END IF;
    IF cardinality(reads) > 0 THEN reads := commit_moving(reads); END IF;

    versions := ARRAY(SELECT version + 1 FROM unnest(groups) ORDER BY g);
    PERFORM commit_move_entities(groups, dropped, swipes);
    IF cardinality(swipes) > 0 THEN events := events || commit_write_swipes(swipes, versions); END IF;
    IF cardinality(undos) > 0 THEN PERFORM commit_write_undos(undos, versions); END IF;
    IF cardinality(endings) > 0 THEN
        results := results || commit_write_endings(endings, versions);
        events := events || commit_ending_events(endings);
    END IF;
    IF cardinality(postings) > 0 THEN
        results := results || commit_write_postings(postings);
        events := events || commit_posting_events(postings);
    END IF;
    IF cardinality(messages) > 0 THEN
        results := results || commit_write_messages(messages);
        events := events || commit_message_events(messages);
    END IF;
    IF cardinality(reads) > 0 THEN
        results := results || commit_write_reads(reads);
        events := events || commit_read_events(reads);
    END IF;
    INSERT INTO change_log (kind, key)
    SELECT kind, entity_id FROM unnest(groups) WHERE kind <> 'conversation' AND g <> ALL (dropped);

    RETURN json_build_object('stale', to_json(stale), 'refused', to_json(refused), 'results', results,
                             'events', commit_append_events(events));
END $$;
COMMENT ON FUNCTION homigo_commit IS 'Commits a batch of groups for the owner of their shards; see docs/matching.md';
