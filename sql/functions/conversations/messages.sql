-- Messages in a batch.

CREATE OR REPLACE FUNCTION messages_needs(items commit_message[]) RETURNS commit_needs
LANGUAGE plpgsql AS $$
BEGIN
    RETURN (NULL, NULL, NULL, ARRAY(SELECT conversation_id FROM unnest(items)), false, false)::commit_needs;
END $$;
COMMENT ON FUNCTION messages_needs IS 'Their conversations';

CREATE OR REPLACE FUNCTION messages_judged(INOUT items commit_message[], facts commit_facts, OUT refused commit_refusal[])
LANGUAGE plpgsql AS $$
BEGIN
    refused := ARRAY(
        SELECT (g, i, code)::commit_refusal FROM (SELECT m.g, m.i, CASE
            WHEN c.conversation_id IS NULL OR m.sender_id NOT IN (c.tenant_id, c.host_id) THEN 'not_found'
            WHEN k.message_id IS NOT NULL AND (first.message_type, first.body, first.attachment_id, first.visit)
                IS DISTINCT FROM (m.type, m.body, m.attachment_id, m.visit) THEN 'client_message_id_reused'
            -- A retry of what was stored before the end is answered as such.
            WHEN c.closed_at IS NOT NULL AND k.message_id IS NULL THEN 'conversation_closed' END AS code
        FROM unnest(items) m LEFT JOIN conversations c USING (conversation_id)
        LEFT JOIN message_key k USING (conversation_id, sender_id, client_message_id)
        LEFT JOIN messages first ON first.message_id = k.message_id AND first.created_at = k.created_at) AS judged
        WHERE code IS NOT NULL);
END $$;
COMMENT ON FUNCTION messages_judged IS 'Messages that their conversations do not allow';

CREATE OR REPLACE FUNCTION messages_numbered(items commit_message[]) RETURNS commit_message[]
LANGUAGE plpgsql AS $$
BEGIN
    RETURN ARRAY(
        SELECT (m.g, m.i, m.conversation_id, coalesce(k.message_id, m.message_id), m.sender_id, m.type, m.body, m.attachment_id,
                m.visit, m.client_message_id, coalesce(k.created_at, m.at),
                coalesce(k.sequence, c.last_sequence + row_number() OVER (
                    PARTITION BY m.conversation_id, k.message_id IS NULL ORDER BY m.g, m.i)),
                k.message_id IS NOT NULL, c.tenant_id, c.host_id)::commit_message
        FROM unnest(items) m JOIN conversations c USING (conversation_id)
        LEFT JOIN message_key k USING (conversation_id, sender_id, client_message_id)
        ORDER BY m.g, m.i);
END $$;
COMMENT ON FUNCTION messages_numbered IS 'The messages with their places in the conversation; a retry with the place of the first';

CREATE OR REPLACE FUNCTION messages_written(items commit_message[], versions bigint[], OUT results jsonb, OUT events commit_event[])
LANGUAGE plpgsql AS $$
DECLARE
    messages commit_message[] := messages_numbered(items);
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
    results := (SELECT jsonb_agg(CASE WHEN duplicate
                THEN jsonb_build_object('g', g, 'i', i, 'sequence', sequence, 'message_id', message_id, 'duplicate', true, 'at', at)
                ELSE jsonb_build_object('g', g, 'i', i, 'sequence', sequence) END)
            FROM unnest(messages));
    events := ARRAY(  -- a message is news to both, its sender included
        SELECT (g, i, 3, person, 'message.created', message_id, NULL, at)::commit_event
        FROM unnest(messages) m CROSS JOIN LATERAL unnest(ARRAY[m.tenant_id, m.host_id]) person WHERE NOT duplicate);
END $$;
COMMENT ON FUNCTION messages_written IS 'Messages, their client keys, and that the other side has not read them yet';
