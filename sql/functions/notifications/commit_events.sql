-- The events of a batch. `k` orders what one item means to a person.

CREATE OR REPLACE FUNCTION commit_swipe_events(liked commit_swipe[], matched commit_swipe[]) RETURNS commit_event[]
LANGUAGE plpgsql AS $$
BEGIN
    RETURN ARRAY(
        SELECT (g, i, 0, CASE side WHEN 'tenant' THEN host_id ELSE tenant_id END, 'swipe.received', swipe_id, NULL, at)::commit_event
        FROM unnest(liked)
        UNION ALL
        SELECT (g, i, 1, person, 'match.created', match_id, NULL, at)::commit_event
        FROM unnest(matched) m CROSS JOIN LATERAL unnest(ARRAY[m.tenant_id, m.host_id]) person);
END $$;
COMMENT ON FUNCTION commit_swipe_events IS 'A like is news to the other side, a match to both';

CREATE OR REPLACE FUNCTION commit_ending_events(endings commit_ending[]) RETURNS commit_event[]
LANGUAGE plpgsql AS $$
BEGIN
    RETURN ARRAY(
        SELECT (g, i, 2, person, 'match.ended', match_id, NULL, at)::commit_event
        FROM unnest(endings) e CROSS JOIN LATERAL unnest(ARRAY[e.tenant_id, e.host_id]) person
        WHERE match_id IS NOT NULL AND NOT already_ended);
END $$;
COMMENT ON FUNCTION commit_ending_events IS 'The end of a match is news to both';

CREATE OR REPLACE FUNCTION commit_message_events(messages commit_message[]) RETURNS commit_event[]
LANGUAGE plpgsql AS $$
BEGIN
    RETURN ARRAY(
        SELECT (g, i, 3, person, 'message.created', message_id, NULL, at)::commit_event
        FROM unnest(messages) m CROSS JOIN LATERAL unnest(ARRAY[m.tenant_id, m.host_id]) person WHERE NOT duplicate);
END $$;
COMMENT ON FUNCTION commit_message_events IS 'A message is news to both, its sender included';

CREATE OR REPLACE FUNCTION commit_read_events(reads commit_read[]) RETURNS commit_event[]
LANGUAGE plpgsql AS $$
BEGIN
    RETURN ARRAY(
        SELECT (g, i, 4, person, CASE person WHEN reader_id THEN 'read_marks.updated' ELSE 'message.read' END, conversation_id,
                jsonb_build_object('reader_id', reader_id, 'sequence', sequence), at)::commit_event
        FROM unnest(reads) r CROSS JOIN LATERAL unnest(ARRAY[r.tenant_id, r.host_id]) person
        WHERE person = reader_id OR (
            EXISTS (SELECT FROM conversations c WHERE c.conversation_id = r.conversation_id AND c.closed_at IS NULL)
            -- Between a block and the end of the match that follows from it.
            AND NOT EXISTS (SELECT FROM blocked_users b WHERE b.blocker_id = r.tenant_id AND b.blocked_id = r.host_id)
            AND NOT EXISTS (SELECT FROM blocked_users b WHERE b.blocker_id = r.host_id AND b.blocked_id = r.tenant_id)));
END $$;
COMMENT ON FUNCTION commit_read_events IS 'A read mark that moved is news to the reader''s own devices, and to the other side of an open conversation';

CREATE OR REPLACE FUNCTION commit_posting_events(postings commit_posting[]) RETURNS commit_event[]
LANGUAGE plpgsql AS $$
BEGIN
    RETURN ARRAY(
        SELECT (g, i, 5, owner_id, kind || '.updated', posting_id,
                jsonb_build_object(kind || '_id', posting_id, 'status', coalesce(l.status, r.status),
                                   'revision', coalesce(l.revision, r.revision)), at)::commit_event
        FROM unnest(postings) p
        LEFT JOIN property_listings l ON l.listing_id = p.posting_id
        LEFT JOIN tenant_requirements r ON r.requirement_id = p.posting_id
        WHERE NOT p."create" AND (p.publish OR p.status IS NOT NULL));
END $$;
COMMENT ON FUNCTION commit_posting_events IS 'A posting''s new status is news to its owner''s devices';

CREATE OR REPLACE FUNCTION commit_append_events(events commit_event[]) RETURNS json
LANGUAGE plpgsql AS $$
DECLARE
    report json;
BEGIN
    IF cardinality(events) = 0 THEN RETURN '[]'; END IF;
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
