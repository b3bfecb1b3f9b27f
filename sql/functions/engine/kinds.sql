-- homigo_commit_v1, the one way by which entities change the database: a batch of groups in one round trip, called in autocommit.
-- A group with one refused item writes nothing; the others of the batch are not concerned.
-- Raises HF001 when a shard is not (or no longer) the sender's: nothing of the batch is written.
--
-- It is made here, of the kinds of items that are registered: the attributes of commit_items. A kind brings, by its name,
--
--     <kind>_needs(items) RETURNS commit_needs                 what they depend on, to be locked; NULL: nothing
--     <kind>_judged(INOUT items, facts commit_facts, OUT refused commit_refusal[])
--                                                              the items with what is read under the locks, and what refuses some
--     <kind>_written(items, versions bigint[], OUT results jsonb, OUT events commit_event[])
--                                                              writes those that stand; `versions`: what the groups' entities
--                                                              get, by g + 1; results for commit_report, and whom it is news to
--
-- and is judged and written in the order of the attributes. Nothing here names a kind; the text that comes of it is plain code, so
-- that a batch pays for no dynamic SQL: `SELECT prosrc FROM pg_proc WHERE proname = 'homigo_commit_v1'` shows it.

CREATE OR REPLACE FUNCTION commit_for_each_kind(code text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT string_agg(replace(replace(code, '{kind}', quote_ident(attname)), '{type}', format_type(atttypid, NULL)), E'\n' ORDER BY attnum)
    FROM pg_attribute WHERE attrelid = (SELECT typrelid FROM pg_type WHERE oid = 'commit_items'::regtype)
    AND attnum > 0 AND NOT attisdropped
$$;
COMMENT ON FUNCTION commit_for_each_kind IS 'The code once for each kind of item that a batch may hold';

-- Most batches hold one kind; what the others cost by being empty would be most of a small batch.
DO $generate$
BEGIN
    EXECUTE 'CREATE OR REPLACE FUNCTION homigo_commit_v1(batch commit_batch) RETURNS json LANGUAGE plpgsql VOLATILE AS ' || quote_literal($code$
DECLARE
    groups   commit_group[] := batch.groups;
$code$ || commit_for_each_kind($code$    {kind} {type} := (batch.items).{kind};$code$) || $code$
    needs    commit_needs;
    facts    commit_facts;  -- under the locks
    stale    integer[];
    refused  commit_refusal[] := '{}';
    dropped  integer[] := '{}';
    results  jsonb := '[]';
    events   commit_event[] := '{}';
    versions bigint[];
    more_refused commit_refusal[];
    more_results jsonb;
    more_events  commit_event[];
BEGIN
    PERFORM commit_fence(batch.incarnation, array_agg(shard), array_agg(epoch)) FROM unnest(batch.shards);
    stale := commit_stale_groups(groups);
$code$ || commit_for_each_kind($code$
    IF cardinality({kind}) > 0 THEN needs := commit_both(needs, {kind}_needs({kind})); END IF;$code$) || $code$
    facts := commit_lock(needs, stale);
$code$ || commit_for_each_kind($code$
    IF cardinality({kind}) > 0 THEN
        SELECT j.items, j.refused INTO {kind}, more_refused FROM {kind}_judged({kind}, facts) j;
        refused := refused || more_refused;
    END IF;$code$) || $code$
    IF cardinality(stale) + cardinality(refused) > 0 THEN
        refused := ARRAY(SELECT r FROM unnest(refused) r WHERE r.g <> ALL (stale));
        dropped := stale || ARRAY(SELECT r.g FROM unnest(refused) r);
$code$ || commit_for_each_kind($code$        {kind} := ARRAY(SELECT x FROM unnest({kind}) x WHERE x.g <> ALL (dropped));$code$) || $code$
    END IF;
    versions := ARRAY(SELECT version + 1 FROM unnest(groups) ORDER BY g);
    PERFORM commit_move_versions(groups, dropped);
$code$ || commit_for_each_kind($code$
    IF cardinality({kind}) > 0 THEN
        SELECT w.results, w.events INTO more_results, more_events FROM {kind}_written({kind}, versions) w;
        results := results || coalesce(more_results, '[]');
        events := events || more_events;
    END IF;$code$) || $code$
    INSERT INTO change_log (kind, key)
    SELECT kind, entity_id FROM unnest(groups) WHERE kind <> 'conversation' AND g <> ALL (dropped);
    RETURN json_build_object('stale', to_json(stale), 'refused', to_json(refused), 'results', results,
                             'events', commit_append_events(events));
END $code$);
END $generate$;
COMMENT ON FUNCTION homigo_commit_v1 IS 'Commits a batch of groups for the owner of their shards; see docs/matching.md';
