-- Ends of pairs in a batch.

CREATE OR REPLACE FUNCTION endings_needs(items commit_ending[]) RETURNS commit_needs
LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT (NULL, NULL, NULL, array_agg(m.conversation_id), false, false)::commit_needs
            FROM unnest(items) e JOIN matches m USING (match_id));
END $$;
COMMENT ON FUNCTION endings_needs IS 'The conversations of their matches';

CREATE OR REPLACE FUNCTION endings_judged(INOUT items commit_ending[], facts commit_facts, OUT refused commit_refusal[])
LANGUAGE plpgsql AS $$
BEGIN
    items := ARRAY(
        SELECT (e.g, e.i, e.listing_id, e.requirement_id, e.match_id, e.status, e.ended_by, e.command_id, e.already_ended, e.at,
                m.conversation_id, m.tenant_id, m.host_id)::commit_ending
        FROM unnest(items) e LEFT JOIN matches m USING (match_id)
        ORDER BY e.g, e.i);
    refused := '{}';
END $$;
COMMENT ON FUNCTION endings_judged IS 'The endings with the conversation and the people of their matches; nothing refuses them';

CREATE OR REPLACE FUNCTION endings_written(items commit_ending[], versions bigint[], OUT results jsonb, OUT events commit_event[])
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE pair p SET state = CASE WHEN e.already_ended THEN p.state ELSE 'ended' END,
                      listing_version = versions[e.g + 1], updated_at = e.at
    FROM unnest(items) e WHERE p.listing_id = e.listing_id AND p.requirement_id = e.requirement_id;
    UPDATE matches m SET match_status = coalesce(e.status, m.match_status), ended_at = coalesce(m.ended_at, e.at),
                         ended_by = coalesce(m.ended_by, e.ended_by), listing_version = versions[e.g + 1]
    FROM unnest(items) e WHERE m.match_id = e.match_id;
    UPDATE conversations c SET closed_at = coalesce(c.closed_at, e.at)
    FROM unnest(items) e WHERE c.conversation_id = e.conversation_id;
    DELETE FROM pending_command USING unnest(items) e WHERE pending_command.command_id = e.command_id;
    results := (SELECT jsonb_agg(jsonb_build_object('g', g, 'i', i, 'tenant_id', tenant_id, 'host_id', host_id)) FROM unnest(items));
    events := ARRAY(  -- the end of a match is news to both
        SELECT (g, i, 2, person, 'match.ended', match_id, NULL, at)::commit_event
        FROM unnest(items) e CROSS JOIN LATERAL unnest(ARRAY[e.tenant_id, e.host_id]) person
        WHERE match_id IS NOT NULL AND NOT already_ended);
END $$;
COMMENT ON FUNCTION endings_written IS 'Ends pairs and matches, closes conversations, consumes the durable command';
