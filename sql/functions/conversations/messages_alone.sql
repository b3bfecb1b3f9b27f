-- The batch that comes most often, new messages alone, in a few statements: what does not depend on rows (a message's place
-- among those of its conversation, an event's among those of its person) was counted by the lane; here rows are locked,
-- compared and written. The same locks in the same order as homigo_commit_v1, and the same rows.
--
-- What is out of the ordinary (an entity that has moved on, a conversation that has closed, a message sent again, a
-- person's first event) raises HF002: nothing is written, and homigo_commit_v1 has to decide. HF001 as there.

-- Conversations (`talks`) and people come sorted by their keys. Places count from 1: `said_in` leads from a message
-- to its conversation, `event_of` and `event_about` from an event to its person and its message. `numbers` count the
-- messages of each conversation, `turns` the events of each person. Rows are looked up one by one, so that they are locked in
-- the order of the arrays.
CREATE OR REPLACE FUNCTION homigo_commit_messages_v1(
    incarnation uuid, shards integer[], epochs bigint[],
    talks uuid[], versions bigint[], tenants uuid[], hosts uuid[], said integer[], by_tenant integer[], by_host integer[],
    newest timestamptz[],
    ids uuid[], said_in integer[], numbers integer[], senders uuid[], types text[], bodies text[], attachments uuid[],
    client_ids text[], sent timestamptz[],
    people uuid[], news integer[], event_of integer[], event_about integer[], turns integer[],
    OUT last_sequences bigint[], OUT last_seqs bigint[])
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    held         uuid[];
    held_tenants uuid[];
    held_hosts   uuid[];
    moved        bigint;
BEGIN
    PERFORM commit_fence(incarnation, shards, epochs);
    SELECT array_agg(conversation_id), array_agg(tenant_id), array_agg(host_id), array_agg(last_sequence)
    INTO held, held_tenants, held_hosts, last_sequences
    FROM (SELECT conversation_id, tenant_id, host_id, last_sequence FROM conversations
          WHERE conversation_id = ANY (talks) AND closed_at IS NULL ORDER BY conversation_id FOR NO KEY UPDATE) AS locked;
    IF held IS DISTINCT FROM talks OR held_tenants <> tenants OR held_hosts <> hosts THEN
        RAISE EXCEPTION 'a conversation is not as the batch has it' USING ERRCODE = 'HF002';
    END IF;
    IF cardinality(client_ids) > 0 AND EXISTS (
        SELECT FROM unnest(said_in, senders, client_ids) AS m (talk, sender, client_id) JOIN message_key k
        ON k.conversation_id = talks[talk] AND k.sender_id = sender AND k.client_message_id = client_id) THEN
        RAISE EXCEPTION 'a message is sent again' USING ERRCODE = 'HF002';
    END IF;
    UPDATE entity e SET version = e.version + 1 FROM unnest(talks, versions) AS t (talk, decided_on)
    WHERE e.entity_id = talk AND e.version = decided_on;
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved <> cardinality(talks) THEN
        RAISE EXCEPTION 'an entity has moved on' USING ERRCODE = 'HF002';
    END IF;
    WITH counted AS (
        UPDATE user_counter c SET last_seq = c.last_seq + n FROM unnest(people, news) AS p (person, n) WHERE c.user_id = person
        RETURNING c.user_id, c.last_seq)
    SELECT array_agg(last_seq ORDER BY user_id) INTO last_seqs FROM counted;
    IF cardinality(last_seqs) IS DISTINCT FROM cardinality(people) THEN
        RAISE EXCEPTION 'a person has had no event yet' USING ERRCODE = 'HF002';
    END IF;

    INSERT INTO messages (message_id, conversation_id, sequence, sender_id, message_type, body, attachment_id,
                          client_message_id, created_at)
    SELECT id, talks[talk], last_sequences[talk] + number, sender, type, body, attachment, client_id, at
    FROM unnest(ids, said_in, numbers, senders, types, bodies, attachments, client_ids, sent)
        AS m (id, talk, number, sender, type, body, attachment, client_id, at);
    IF cardinality(client_ids) > 0 THEN
        INSERT INTO message_key (conversation_id, sender_id, client_message_id, message_id, sequence, created_at)
        SELECT talks[talk], sender, client_id, id, last_sequences[talk] + number, at
        FROM unnest(ids, said_in, numbers, senders, client_ids, sent)
            AS m (id, talk, number, sender, client_id, at) WHERE client_id IS NOT NULL;
    END IF;
    UPDATE conversations c SET
        last_sequence = c.last_sequence + n, last_message_at = at, version = c.version + 1,
        tenant_unread = c.tenant_unread + host_n, host_unread = c.host_unread + tenant_n
    FROM unnest(talks, said, by_tenant, by_host, newest) AS t (talk, n, tenant_n, host_n, at) WHERE c.conversation_id = talk;
    INSERT INTO user_events (user_id, seq, event, reference, created_at)
    SELECT people[person], last_seqs[person] - news[person] + turn, 'message.created', ids[message], sent[message]
    FROM unnest(event_of, event_about, turns) AS e (person, message, turn);
END $$;
COMMENT ON FUNCTION homigo_commit_messages_v1 IS
    'Commits new messages alone; each conversation''s last sequence before them, each person''s last event after them';
