-- Dislikes taken back in a batch.

CREATE OR REPLACE FUNCTION undos_needs(items commit_undo[]) RETURNS commit_needs
LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
COMMENT ON FUNCTION undos_needs IS 'Nothing: the listing alone decides about its pairs';

CREATE OR REPLACE FUNCTION undos_judged(INOUT items commit_undo[], facts commit_facts, OUT refused commit_refusal[])
LANGUAGE plpgsql AS $$ BEGIN refused := '{}'; END $$;
COMMENT ON FUNCTION undos_judged IS 'Nothing refuses them';

CREATE OR REPLACE FUNCTION undos_written(items commit_undo[], versions bigint[], OUT results jsonb, OUT events commit_event[])
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE swipe_actions a SET undone_at = u.at, updated_at = u.at, listing_version = versions[u.g + 1]
    FROM unnest(items) u WHERE a.swipe_id = u.swipe_id;
    UPDATE pair p SET
        tenant_action = CASE WHEN u.side = 'host' THEN p.tenant_action END,
        tenant_swipe_id = CASE WHEN u.side = 'host' THEN p.tenant_swipe_id END,
        tenant_at = CASE WHEN u.side = 'host' THEN p.tenant_at END,
        host_action = CASE WHEN u.side = 'tenant' THEN p.host_action END,
        host_swipe_id = CASE WHEN u.side = 'tenant' THEN p.host_swipe_id END,
        host_at = CASE WHEN u.side = 'tenant' THEN p.host_at END,
        listing_version = versions[u.g + 1], updated_at = u.at
    FROM unnest(items) u WHERE p.listing_id = u.listing_id AND p.requirement_id = u.requirement_id;
END $$;
COMMENT ON FUNCTION undos_written IS 'Tombstones, and the emptied side of the pair';
