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

-- What everybody does who has changed accounts: the last statement of the transaction, like append_user_event. Caches
-- follow the change log; the owners' devices hear of it, with the account as it is when they do.
CREATE OR REPLACE FUNCTION accounts_changed(p_user_ids uuid[]) RETURNS void
LANGUAGE sql VOLATILE AS $$
    INSERT INTO change_log (kind, key) SELECT DISTINCT 'user', unnest(p_user_ids);
    SELECT append_user_event(user_id, 'account.updated', user_id)
    FROM (SELECT DISTINCT unnest(p_user_ids) AS user_id ORDER BY 1) AS changed;
$$;

COMMENT ON FUNCTION accounts_changed(uuid[]) IS
    'Tells caches and the owners'' devices (account.updated) that these accounts have changed, inside the causing transaction.';
