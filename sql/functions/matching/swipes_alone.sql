-- Swipes alone, the batch that comes most often after messages alone: what judges and writes them is what homigo_commit_v1
-- calls; left out is all that other kinds and refusals need.
--
-- What is out of the ordinary (an entity that has moved on, or one refused item) raises HF002: nothing is written, and
-- homigo_commit_v1 has to decide. HF001 as there.

-- Versions and likes move together, each row once; rows are looked up one by one, so that they are locked by their keys.
CREATE OR REPLACE FUNCTION swipes_move_entities(groups commit_group[], items commit_swipe[]) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    moved bigint;
BEGIN
    WITH moved_entity AS (
        UPDATE entity e SET version = e.version + (decided_on IS NOT NULL)::integer, likes_count = greatest(0, e.likes_count + likes)
        FROM (SELECT entity_id, max(version) AS decided_on, sum(delta) AS likes
              FROM (SELECT entity_id, version, 0 AS delta FROM unnest(groups)
                    UNION ALL
                    SELECT CASE side WHEN 'tenant' THEN listing_id ELSE requirement_id END, NULL, likes_delta
                    FROM unnest(items) WHERE likes_delta <> 0) AS change
              GROUP BY entity_id ORDER BY entity_id) AS wanted
        WHERE e.entity_id = wanted.entity_id AND (decided_on IS NULL OR e.version = decided_on)
        RETURNING decided_on)
    SELECT count(decided_on) INTO moved FROM moved_entity;
    IF moved <> cardinality(groups) THEN
        RAISE EXCEPTION 'an entity has moved on' USING ERRCODE = 'HF002';
    END IF;
END $$;
COMMENT ON FUNCTION swipes_move_entities IS 'Moves versions of the groups and likes of the targets, or raises HF002';

CREATE OR REPLACE FUNCTION homigo_commit_swipes_v1(batch commit_batch) RETURNS json
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    swipes  commit_swipe[] := (batch.items).swipes;
    refused commit_refusal[];
    events  commit_event[];
BEGIN
    PERFORM commit_fence(batch.incarnation, array_agg(shard), array_agg(epoch)) FROM unnest(batch.shards);
    SELECT j.items, j.refused INTO swipes, refused FROM swipes_judged(swipes, commit_lock(swipes_needs(swipes), '{}')) j;
    IF cardinality(refused) > 0 THEN
        RAISE EXCEPTION 'a swipe is refused' USING ERRCODE = 'HF002';
    END IF;
    PERFORM swipes_move_entities(batch.groups, swipes);
    events := swipes_recorded(swipes, ARRAY(SELECT version + 1 FROM unnest(batch.groups) ORDER BY g));
    INSERT INTO change_log (kind, key) SELECT kind, entity_id FROM unnest(batch.groups);
    RETURN json_build_object('stale', '[]'::json, 'refused', '[]'::json, 'results', '[]'::json,
                             'events', commit_append_events(events));
END $$;
COMMENT ON FUNCTION homigo_commit_swipes_v1 IS 'Commits swipes alone in fewer statements, or raises HF002; the report is that of homigo_commit_v1';
