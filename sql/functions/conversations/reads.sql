-- Read marks in a batch.

CREATE OR REPLACE FUNCTION reads_needs(items commit_read[]) RETURNS commit_needs
LANGUAGE plpgsql AS $$
BEGIN
    RETURN (NULL, NULL, NULL, ARRAY(SELECT conversation_id FROM unnest(items)), false, false)::commit_needs;
END $$;
COMMENT ON FUNCTION reads_needs IS 'Their conversations';

CREATE OR REPLACE FUNCTION reads_judged(INOUT items commit_read[], facts commit_facts, OUT refused commit_refusal[])
LANGUAGE plpgsql AS $$
BEGIN
    refused := ARRAY(
        SELECT (r.g, r.i, 'not_found')::commit_refusal FROM unnest(items) r LEFT JOIN conversations c USING (conversation_id)
        WHERE c.conversation_id IS NULL OR r.reader_id NOT IN (c.tenant_id, c.host_id));
    items := ARRAY(
        SELECT (r.g, r.i, r.conversation_id, r.reader_id, least(r.sequence, c.last_sequence), r.at, c.tenant_id,
                c.host_id)::commit_read
        FROM unnest(items) r JOIN conversations c USING (conversation_id)
        WHERE least(r.sequence, c.last_sequence) > CASE r.reader_id WHEN c.tenant_id THEN c.tenant_read ELSE c.host_read END);
END $$;
COMMENT ON FUNCTION reads_judged IS 'The read marks that move forward, none past the newest message; strangers'' are refused';

CREATE OR REPLACE FUNCTION commit_said(conversation uuid, sender uuid, behind bigint, up_to bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
BEGIN
    IF up_to <= behind THEN RETURN 0; END IF;
    RETURN (SELECT count(*) FROM messages
            WHERE conversation_id = conversation AND sequence > behind AND sequence <= up_to AND sender_id = sender);
END $$;
COMMENT ON FUNCTION commit_said IS 'How many of the messages in a stretch of a conversation are a participant''s';

CREATE OR REPLACE FUNCTION reads_written(items commit_read[], versions bigint[], OUT results jsonb, OUT events commit_event[])
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE conversations c SET version = c.version + 1,
        tenant_read = greatest(tenant_read, r.tenant_mark), host_read = greatest(host_read, r.host_mark),
        tenant_unread = CASE WHEN r.tenant_mark >= last_sequence THEN 0
            ELSE tenant_unread - commit_said(c.conversation_id, host_id, tenant_read, r.tenant_mark) END,
        host_unread = CASE WHEN r.host_mark >= last_sequence THEN 0
            ELSE host_unread - commit_said(c.conversation_id, tenant_id, host_read, r.host_mark) END
    FROM (SELECT conversation_id, coalesce(max(sequence) FILTER (WHERE reader_id = tenant_id), 0) AS tenant_mark,
                 coalesce(max(sequence) FILTER (WHERE reader_id = host_id), 0) AS host_mark
          FROM unnest(items) GROUP BY 1) r
    WHERE c.conversation_id = r.conversation_id;
    results := (SELECT jsonb_agg(jsonb_build_object('g', g, 'i', i, 'sequence', sequence)) FROM unnest(items));
    events := ARRAY(  -- for the reader's own devices, and for the other side of an open conversation
        SELECT (g, i, 4, person, CASE person WHEN reader_id THEN 'read_marks.updated' ELSE 'message.read' END, conversation_id,
                jsonb_build_object('reader_id', reader_id, 'sequence', sequence), at)::commit_event
        FROM unnest(items) r CROSS JOIN LATERAL unnest(ARRAY[r.tenant_id, r.host_id]) person
        WHERE person = reader_id OR (
            EXISTS (SELECT FROM conversations c WHERE c.conversation_id = r.conversation_id AND c.closed_at IS NULL)
            -- Between a block and the end of the match that follows from it.
            AND NOT EXISTS (SELECT FROM blocked_users b WHERE b.blocker_id = r.tenant_id AND b.blocked_id = r.host_id)
            AND NOT EXISTS (SELECT FROM blocked_users b WHERE b.blocker_id = r.host_id AND b.blocked_id = r.tenant_id)));
END $$;
COMMENT ON FUNCTION reads_written IS 'How far each side has read, and what is left to read';
