-- Visits in a batch: proposed or confirmed, they stand in their conversations as messages with a content of their own.

CREATE OR REPLACE FUNCTION visits_as_messages(items commit_visit[]) RETURNS commit_message[]
LANGUAGE plpgsql AS $$
BEGIN
    RETURN ARRAY(
        SELECT (g, i, conversation_id, message_id, sender_id, type, body, NULL,
                jsonb_build_object('starts_at', to_char((visit).starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                                   'duration_minutes', (visit).duration_minutes, 'note', (visit).note),
                client_message_id, at, NULL, NULL, tenant_id, host_id)::commit_message
        FROM unnest(items));
END $$;
COMMENT ON FUNCTION visits_as_messages IS 'The messages that visits are';

CREATE OR REPLACE FUNCTION visits_needs(items commit_visit[]) RETURNS commit_needs
LANGUAGE plpgsql AS $$
BEGIN
    RETURN messages_needs(visits_as_messages(items));
END $$;
COMMENT ON FUNCTION visits_needs IS 'Their conversations';

CREATE OR REPLACE FUNCTION visits_judged(INOUT items commit_visit[], facts commit_facts, OUT refused commit_refusal[])
LANGUAGE plpgsql AS $$
BEGIN
    refused := (SELECT j.refused FROM messages_judged(visits_as_messages(items), facts) j);
END $$;
COMMENT ON FUNCTION visits_judged IS 'Visits that their conversations do not allow';

CREATE OR REPLACE FUNCTION visits_written(items commit_visit[], versions bigint[], OUT results jsonb, OUT events commit_event[])
LANGUAGE plpgsql AS $$
BEGIN
    SELECT w.results, w.events INTO results, events FROM messages_written(visits_as_messages(items), versions) w;
END $$;
COMMENT ON FUNCTION visits_written IS 'Writes visits as the messages that they are';
