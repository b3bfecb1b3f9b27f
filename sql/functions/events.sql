-- Events for a person's devices.

-- Appends one event and returns its sequence number, which is gapless per person because the counter's row stays locked
-- until the transaction ends. Call it as the last statement of a transaction, for several people in the order of
-- their user_id, so that transactions never wait for each other in a circle.
CREATE OR REPLACE FUNCTION append_user_event(p_user_id uuid, p_event text, p_reference uuid, p_detail jsonb DEFAULT NULL)
RETURNS bigint
LANGUAGE sql VOLATILE AS $$
    WITH counter AS (
        INSERT INTO user_counter AS c (user_id, last_seq) VALUES (p_user_id, 1)
        ON CONFLICT (user_id) DO UPDATE SET last_seq = c.last_seq + 1
        RETURNING c.last_seq
    )
    INSERT INTO user_events (user_id, seq, event, reference, detail)
    SELECT p_user_id, counter.last_seq, p_event, p_reference, p_detail FROM counter
    RETURNING seq
$$;

COMMENT ON FUNCTION append_user_event(uuid, text, uuid, jsonb) IS
    'Appends one event for a person inside the causing transaction; returns its sequence number.';
