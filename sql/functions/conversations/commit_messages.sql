-- Messages and read marks in a batch.

CREATE OR REPLACE FUNCTION commit_refused_messages(messages commit_message[], reads commit_read[]) RETURNS commit_refusal[]
LANGUAGE plpgsql AS $$
BEGIN
    RETURN ARRAY(
        SELECT (g, i, code)::commit_refusal FROM (
            SELECT m.g, m.i, CASE
                WHEN c.conversation_id IS NULL OR m.sender_id NOT IN (c.tenant_id, c.host_id) THEN 'not_found'
                WHEN k.message_id IS NOT NULL AND (first.message_type, first.body, first.attachment_id, first.visit)
                    IS DISTINCT FROM (m.type, m.body, m.attachment_id, m.visit) THEN 'client_message_id_reused'
                -- A retry of what was stored before the end is answered as such.
                WHEN c.closed_at IS NOT NULL AND k.message_id IS NULL THEN 'conversation_closed' END AS code
            FROM unnest(messages) m LEFT JOIN conversations c USING (conversation_id)
            LEFT JOIN message_key k USING (conversation_id, sender_id, client_message_id)
            LEFT JOIN messages first ON first.message_id = k.message_id AND first.created_at = k.created_at
            UNION ALL
            SELECT r.g, r.i, CASE
                WHEN c.conversation_id IS NULL OR r.reader_id NOT IN (c.tenant_id, c.host_id) THEN 'not_found' END
            FROM unnest(reads) r LEFT JOIN conversations c USING (conversation_id)) AS judged
        WHERE code IS NOT NULL);
END $$;
COMMENT ON FUNCTION commit_refused_messages IS 'Messages and read marks that the conversation does not allow';

CREATE OR REPLACE FUNCTION commit_numbered(messages commit_message[]) RETURNS commit_message[]
LANGUAGE plpgsql AS $$
BEGIN
    IF cardinality(messages) = 0 THEN RETURN messages; END IF;
    RETURN ARRAY(
        SELECT (m.g, m.i, m.conversation_id, coalesce(k.message_id, m.message_id), m.sender_id, m.type, m.body, m.attachment_id,
                m.visit, m.client_message_id, coalesce(k.created_at, m.at),
                coalesce(k.sequence, c.last_sequence + row_number() OVER (
                    PARTITION BY m.conversation_id, k.message_id IS NULL ORDER BY m.g, m.i)),
                k.message_id IS NOT NULL, c.tenant_id, c.host_id)::commit_message
        FROM unnest(messages) m JOIN conversations c USING (conversation_id)
        LEFT JOIN message_key k USING (conversation_id, sender_id, client_message_id)
        ORDER BY m.g, m.i);
END $$;
COMMENT ON FUNCTION commit_numbered IS 'The messages with their places in the conversation; a retry with the place of the first';

CREATE OR REPLACE FUNCTION commit_moving(reads commit_read[]) RETURNS commit_read[]
LANGUAGE plpgsql AS $$
BEGIN
    IF cardinality(reads) = 0 THEN RETURN reads; END IF;
    RETURN ARRAY(
        SELECT (r.g, r.i, r.conversation_id, r.reader_id, least(r.sequence, c.last_sequence), r.at, c.tenant_id,
                c.host_id)::commit_read
        FROM unnest(reads) r JOIN conversations c USING (conversation_id)
        WHERE least(r.sequence, c.last_sequence) > CASE r.reader_id WHEN c.tenant_id THEN c.tenant_read ELSE c.host_read END);
END $$;
COMMENT ON FUNCTION commit_moving IS 'The read marks that move forward, none past the newest message';

CREATE OR REPLACE FUNCTION commit_write_messages(messages commit_message[]) RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO messages (message_id, conversation_id, sequence, sender_id, message_type, body, attachment_id, visit,
                          client_message_id, created_at)
    SELECT message_id, conversation_id, sequence, sender_id, type, body, attachment_id, visit, client_message_id, at
    FROM unnest(messages) WHERE NOT duplicate;
    INSERT INTO message_key (conversation_id, sender_id, client_message_id, message_id, sequence, created_at)
    SELECT conversation_id, sender_id, client_message_id, message_id, sequence, at
    FROM unnest(messages) WHERE NOT duplicate AND client_message_id IS NOT NULL;
    UPDATE conversations c SET
        last_sequence = m.last_sequence, last_message_at = m.at, version = c.version + 1,
        tenant_unread = tenant_unread + m.by_host, host_unread = host_unread + m.by_tenant
    FROM (SELECT conversation_id, max(sequence) AS last_sequence, max(at) AS at,
                 count(*) FILTER (WHERE sender_id = tenant_id) AS by_tenant,
                 count(*) FILTER (WHERE sender_id = host_id) AS by_host
          FROM unnest(messages) WHERE NOT duplicate GROUP BY 1) m
    WHERE c.conversation_id = m.conversation_id;
    -- Who sent a new message knows the rest of it.
    RETURN (SELECT jsonb_agg(CASE WHEN duplicate
                THEN jsonb_build_object('g', g, 'i', i, 'sequence', sequence, 'message_id', message_id, 'duplicate', true, 'at', at)
                ELSE jsonb_build_object('g', g, 'i', i, 'sequence', sequence) END)
            FROM unnest(messages));
END $$;
COMMENT ON FUNCTION commit_write_messages IS 'Messages, their client keys, and that the other side has not read them yet';

CREATE OR REPLACE FUNCTION commit_said(conversation uuid, sender uuid, behind bigint, up_to bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
BEGIN
    IF up_to <= behind THEN RETURN 0; END IF;
    RETURN (SELECT count(*) FROM messages
            WHERE conversation_id = conversation AND sequence > behind AND sequence <= up_to AND sender_id = sender);
END $$;
COMMENT ON FUNCTION commit_said IS 'How many of the messages in a stretch of a conversation are a participant''s';

CREATE OR REPLACE FUNCTION commit_write_reads(reads commit_read[]) RETURNS jsonb
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
          FROM unnest(reads) GROUP BY 1) r
    WHERE c.conversation_id = r.conversation_id;
    RETURN (SELECT jsonb_agg(jsonb_build_object('g', g, 'i', i, 'sequence', sequence)) FROM unnest(reads));
END $$;
COMMENT ON FUNCTION commit_write_reads IS 'How far each side has read, and what is left to read';
