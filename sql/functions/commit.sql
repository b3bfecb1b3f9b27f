-- The one way by which entities change the database: a batch of groups in one round trip, called in autocommit.
--
-- Locks, always in this order: shard rows, entity rows, listings, requirements, users, conversations, user counters;
-- within a table by key. Plain modules that touch several of them keep the same order.
-- What the items depend on is checked in statements after the locks, so that it cannot change before the commit.
-- A group with one refused item writes nothing; the others of the batch are not concerned.
-- Raises HF001 when a shard is not (or no longer) the sender's: nothing of the batch is written.

CREATE OR REPLACE FUNCTION commit_live_at(status text, valid_until timestamptz, at timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT status = 'active' AND valid_until > at $$;
COMMENT ON FUNCTION commit_live_at IS 'Whether a posting can be swiped on';

CREATE OR REPLACE FUNCTION commit_setting(setting text) RETURNS integer
LANGUAGE sql STABLE AS $$ SELECT (value #>> '{}')::integer FROM system_settings WHERE key = setting $$;
COMMENT ON FUNCTION commit_setting IS 'A whole number of system_settings';

CREATE OR REPLACE FUNCTION commit_fence(batch jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    held integer;
BEGIN
    SELECT count(*) INTO held FROM (
        SELECT FROM shard s
        JOIN jsonb_to_recordset(batch -> 'shards') AS claim (shard smallint, epoch bigint) ON claim.shard = s.shard_id
        WHERE s.owner = (batch ->> 'incarnation')::uuid AND s.epoch = claim.epoch
        ORDER BY s.shard_id FOR SHARE OF s) AS held_shard;
    IF held <> jsonb_array_length(batch -> 'shards') THEN
        RAISE EXCEPTION 'a shard of the batch belongs to another epoch' USING ERRCODE = 'HF001';
    END IF;
END $$;
COMMENT ON FUNCTION commit_fence IS 'Holds the claimed shards until the commit, or raises HF001';

CREATE OR REPLACE FUNCTION commit_lock_groups(groups commit_group[]) RETURNS integer[]
LANGUAGE plpgsql AS $$
DECLARE
    stale integer[];
BEGIN
    INSERT INTO entity (entity_id, kind, shard)
    SELECT entity_id, kind, shard FROM unnest(groups) WHERE version = 0 ORDER BY entity_id
    ON CONFLICT DO NOTHING;
    PERFORM FROM entity WHERE entity_id IN (SELECT entity_id FROM unnest(groups)) ORDER BY entity_id FOR NO KEY UPDATE;
    SELECT coalesce(array_agg(c.g), '{}') INTO stale
    FROM unnest(groups) c LEFT JOIN entity e USING (entity_id) WHERE e.version IS DISTINCT FROM c.version;
    RETURN stale;
END $$;
COMMENT ON FUNCTION commit_lock_groups IS 'Locks the entities; returns the groups decided on an older version';

CREATE OR REPLACE FUNCTION commit_lock_facts(listings uuid[], requirements uuid[], people uuid[], talks uuid[])
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM property_listings WHERE listing_id = ANY (listings) ORDER BY listing_id FOR NO KEY UPDATE;
    PERFORM FROM tenant_requirements WHERE requirement_id = ANY (requirements) ORDER BY requirement_id FOR NO KEY UPDATE;
    -- Owners of postings never change: they may be read before their rows are locked.
    PERFORM FROM users WHERE user_id IN (
        SELECT unnest(people)
        UNION SELECT host_id FROM property_listings WHERE listing_id = ANY (listings)
        UNION SELECT tenant_id FROM tenant_requirements WHERE requirement_id = ANY (requirements))
    ORDER BY user_id FOR NO KEY UPDATE;
    PERFORM FROM conversations WHERE conversation_id = ANY (talks) ORDER BY conversation_id FOR NO KEY UPDATE;
END $$;
COMMENT ON FUNCTION commit_lock_facts IS 'Locks, in the one order, all rows that items write or depend on';

-- Refusals ------------------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION commit_refused_swipes(swipes commit_swipe[])
RETURNS TABLE (g integer, i integer, code text)
LANGUAGE sql STABLE AS $$
    WITH facts AS (
        SELECT s.g, s.i, s.action, s.at, s.swiper_id, l.host_id, r.tenant_id,
               CASE s.side WHEN 'tenant' THEN r.tenant_id ELSE l.host_id END AS own_id,
               CASE s.side WHEN 'tenant' THEN commit_live_at(r.status, r.valid_until, s.at)
                           ELSE commit_live_at(l.status, l.valid_until, s.at) END AS own_live,
               CASE s.side WHEN 'tenant' THEN commit_live_at(l.status, l.valid_until, s.at)
                           ELSE commit_live_at(r.status, r.valid_until, s.at) END AS target_live,
               t.account_status AS tenant_status, h.account_status AS host_status,
               CASE WHEN s.action = 'super_like' THEN
                   (SELECT count(*) FROM swipe_actions a WHERE a.swiper_id = s.swiper_id AND a.action = 'super_like'
                      AND a.updated_at >= date_trunc('day', s.at AT TIME ZONE 'Asia/Kolkata') AT TIME ZONE 'Asia/Kolkata')
                   + count(*) FILTER (WHERE s.action = 'super_like')
                     OVER (PARTITION BY s.swiper_id ORDER BY s.g, s.i) END AS super_likes
        FROM unnest(swipes) s
        LEFT JOIN property_listings l ON l.listing_id = s.listing_id
        LEFT JOIN tenant_requirements r ON r.requirement_id = s.requirement_id
        LEFT JOIN users t ON t.user_id = r.tenant_id
        LEFT JOIN users h ON h.user_id = l.host_id)
    SELECT * FROM (SELECT f.g, f.i, CASE
        WHEN host_id IS NULL OR tenant_id IS NULL THEN 'not_found'
        WHEN own_id <> swiper_id THEN 'not_found'
        WHEN host_id = tenant_id THEN 'forbidden'
        WHEN tenant_status <> 'active' OR host_status <> 'active' THEN 'not_found'
        WHEN EXISTS (SELECT FROM blocked_users b WHERE (b.blocker_id, b.blocked_id) IN ((host_id, tenant_id), (tenant_id, host_id)))
            THEN 'not_found'
        WHEN NOT own_live THEN 'wrong_state'
        WHEN NOT target_live THEN 'not_found'
        WHEN super_likes > commit_setting('super_like_daily_quota') THEN 'quota_exceeded' END AS code
    FROM facts f) AS judged WHERE code IS NOT NULL
$$;
COMMENT ON FUNCTION commit_refused_swipes IS 'Swipes that postings, accounts, blocks or quota do not allow';

CREATE OR REPLACE FUNCTION commit_refused_messages(messages commit_message[], reads commit_read[])
RETURNS TABLE (g integer, i integer, code text)
LANGUAGE sql STABLE AS $$
    SELECT * FROM (
        SELECT m.g, m.i, CASE
            WHEN c.conversation_id IS NULL OR m.sender_id NOT IN (c.tenant_id, c.host_id) THEN 'not_found'
            -- A retry of what was stored before the end is answered as such.
            WHEN c.closed_at IS NOT NULL AND NOT EXISTS (
                SELECT FROM message_key k WHERE k.conversation_id = m.conversation_id AND k.sender_id = m.sender_id
                AND k.client_message_id = m.client_message_id) THEN 'conversation_closed' END AS code
        FROM unnest(messages) m LEFT JOIN conversations c USING (conversation_id)
        UNION ALL
        SELECT r.g, r.i, CASE
            WHEN c.conversation_id IS NULL OR r.reader_id NOT IN (c.tenant_id, c.host_id) THEN 'not_found' END
        FROM unnest(reads) r LEFT JOIN conversations c USING (conversation_id)) AS judged
    WHERE code IS NOT NULL
$$;
COMMENT ON FUNCTION commit_refused_messages IS 'Messages and read marks that the conversation does not allow';

-- A posting may go live with an unused payment of its own, or within the validity that an earlier one gave it.
CREATE OR REPLACE FUNCTION commit_refused_postings(postings commit_posting[])
RETURNS TABLE (g integer, i integer, code text)
LANGUAGE sql STABLE AS $$
    SELECT * FROM (SELECT p.g, p.i, CASE
        WHEN p.command_id IS NOT NULL AND NOT EXISTS (SELECT FROM pending_command c WHERE c.command_id = p.command_id)
            THEN 'wrong_state'  -- carried out before
        WHEN u.account_status IS DISTINCT FROM 'active' AND p.status IS DISTINCT FROM 'expired' THEN 'forbidden'
        WHEN p.publish AND p.kind = 'listing' AND (
            SELECT count(DISTINCT photo_type) FROM property_photos ph
            WHERE ph.listing_id = p.posting_id AND photo_type IN ('room', 'kitchen', 'bathroom')) < 3
            THEN 'photo_sequence_incomplete'
        WHEN p.publish AND p.entitlement_id IS NULL AND NOT coalesce(l.valid_until > p.at, r.valid_until > p.at, false)
            THEN 'payment_required' END AS code
    FROM unnest(postings) p
    LEFT JOIN users u ON u.user_id = p.owner_id
    LEFT JOIN property_listings l ON l.listing_id = p.posting_id
    LEFT JOIN tenant_requirements r ON r.requirement_id = p.posting_id) AS judged WHERE code IS NOT NULL
$$;
COMMENT ON FUNCTION commit_refused_postings IS 'Changes of postings that accounts, photos or payments do not allow';

-- Writes --------------------------------------------------------------------------------------------------------------
-- `versions` are the versions that the groups' entities get, by g + 1.

CREATE OR REPLACE FUNCTION commit_write_swipes(swipes commit_swipe[], versions bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO pair AS p (listing_id, requirement_id, tenant_id, host_id, tenant_action, tenant_swipe_id, tenant_at,
                           host_action, host_swipe_id, host_at, state, match_id, listing_version, updated_at)
    SELECT listing_id, requirement_id, tenant_id, host_id,
           CASE side WHEN 'tenant' THEN action END, CASE side WHEN 'tenant' THEN swipe_id END, CASE side WHEN 'tenant' THEN at END,
           CASE side WHEN 'host' THEN action END, CASE side WHEN 'host' THEN swipe_id END, CASE side WHEN 'host' THEN at END,
           CASE WHEN match_id IS NULL THEN 'open' ELSE 'matched' END, match_id, versions[g + 1], at
    FROM unnest(swipes)
    ON CONFLICT (listing_id, requirement_id) DO UPDATE SET
        tenant_action = coalesce(EXCLUDED.tenant_action, p.tenant_action),
        tenant_swipe_id = coalesce(EXCLUDED.tenant_swipe_id, p.tenant_swipe_id),
        tenant_at = coalesce(EXCLUDED.tenant_at, p.tenant_at),
        host_action = coalesce(EXCLUDED.host_action, p.host_action),
        host_swipe_id = coalesce(EXCLUDED.host_swipe_id, p.host_swipe_id),
        host_at = coalesce(EXCLUDED.host_at, p.host_at),
        state = CASE WHEN EXCLUDED.match_id IS NULL THEN p.state ELSE 'matched' END,
        match_id = coalesce(EXCLUDED.match_id, p.match_id),
        listing_version = EXCLUDED.listing_version, updated_at = EXCLUDED.updated_at;

    INSERT INTO swipe_actions (swipe_id, swiper_id, target_type, swiped_listing_id, swiped_requirement_id, swiped_user_id,
                               listing_id, requirement_id, action, created_at, updated_at, listing_version)
    SELECT swipe_id, swiper_id, CASE side WHEN 'tenant' THEN 'listing' ELSE 'requirement' END,
           CASE side WHEN 'tenant' THEN listing_id END, CASE side WHEN 'host' THEN requirement_id END,
           CASE side WHEN 'tenant' THEN host_id ELSE tenant_id END,
           listing_id, requirement_id, action, at, at, versions[g + 1]
    FROM unnest(swipes) WHERE is_new;
    UPDATE swipe_actions a SET action = s.action, updated_at = s.at, listing_version = versions[s.g + 1]
    FROM unnest(swipes) s WHERE NOT s.is_new AND a.swipe_id = s.swipe_id;

    UPDATE property_listings l SET likes_count = greatest(0, likes_count + d.delta)
    FROM (SELECT listing_id, sum(likes_delta) AS delta FROM unnest(swipes) WHERE side = 'tenant' GROUP BY 1) d
    WHERE l.listing_id = d.listing_id AND d.delta <> 0;
    UPDATE tenant_requirements r SET likes_count = greatest(0, likes_count + d.delta)
    FROM (SELECT requirement_id, sum(likes_delta) AS delta FROM unnest(swipes) WHERE side = 'host' GROUP BY 1) d
    WHERE r.requirement_id = d.requirement_id AND d.delta <> 0;

    IF NOT EXISTS (SELECT FROM unnest(swipes) WHERE match_id IS NOT NULL OR notify) THEN RETURN; END IF;
    INSERT INTO matches (match_id, listing_id, requirement_id, tenant_id, host_id, compatibility_score, created_at,
                         conversation_id, listing_version)
    SELECT match_id, listing_id, requirement_id, tenant_id, host_id,
           coalesce(score_listing_for_requirement(listing_id, requirement_id), 0), at, conversation_id, versions[g + 1]
    FROM unnest(swipes) WHERE match_id IS NOT NULL;
    INSERT INTO conversations (conversation_id, match_id, tenant_id, host_id, created_at)
    SELECT conversation_id, match_id, tenant_id, host_id, at FROM unnest(swipes) WHERE match_id IS NOT NULL;
    PERFORM commit_write_notifications(swipes);
END $$;
COMMENT ON FUNCTION commit_write_swipes IS 'Pairs, swipes, likes, matches, conversations and notifications of swipes';

CREATE OR REPLACE FUNCTION commit_write_notifications(swipes commit_swipe[]) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO notifications (notification_id, user_id, notification_type, title, body, related_match_id,
                               related_listing_id, related_requirement_id, related_conversation_id, created_at)
    SELECT gen_random_uuid(), CASE side WHEN 'tenant' THEN s.host_id ELSE s.tenant_id END, 'like_received',
           'Somebody likes your posting', 'Have a look, and like back to match.', NULL, listing_id, requirement_id, NULL, at
    FROM unnest(swipes) s WHERE notify AND match_id IS NULL
    UNION ALL
    SELECT gen_random_uuid(), me.user_id, 'match_made', 'It''s a Match!',
           'You and ' || other.full_name || ' matched! Start chatting now.', match_id, listing_id, requirement_id,
           conversation_id, at
    FROM unnest(swipes) s
    CROSS JOIN LATERAL (VALUES (s.tenant_id, s.host_id), (s.host_id, s.tenant_id)) AS me (user_id, other_id)
    JOIN users other ON other.user_id = me.other_id
    WHERE match_id IS NOT NULL
$$;
COMMENT ON FUNCTION commit_write_notifications IS 'In-app notifications of likes and matches';

CREATE OR REPLACE FUNCTION commit_write_undos(undos commit_undo[], versions bigint[]) RETURNS void
LANGUAGE sql AS $$
    UPDATE swipe_actions a SET undone_at = u.at, updated_at = u.at, listing_version = versions[u.g + 1]
    FROM unnest(undos) u WHERE a.swipe_id = u.swipe_id;
    UPDATE pair p SET
        tenant_action = CASE WHEN u.side = 'host' THEN p.tenant_action END,
        tenant_swipe_id = CASE WHEN u.side = 'host' THEN p.tenant_swipe_id END,
        tenant_at = CASE WHEN u.side = 'host' THEN p.tenant_at END,
        host_action = CASE WHEN u.side = 'tenant' THEN p.host_action END,
        host_swipe_id = CASE WHEN u.side = 'tenant' THEN p.host_swipe_id END,
        host_at = CASE WHEN u.side = 'tenant' THEN p.host_at END,
        listing_version = versions[u.g + 1], updated_at = u.at
    FROM unnest(undos) u WHERE p.listing_id = u.listing_id AND p.requirement_id = u.requirement_id
$$;
COMMENT ON FUNCTION commit_write_undos IS 'Tombstones, and the emptied side of the pair';

CREATE OR REPLACE FUNCTION commit_write_endings(endings commit_ending[], versions bigint[]) RETURNS void
LANGUAGE sql AS $$
    UPDATE pair p SET state = CASE WHEN e.already_ended THEN p.state ELSE 'ended' END,
                      listing_version = versions[e.g + 1], updated_at = e.at
    FROM unnest(endings) e WHERE p.listing_id = e.listing_id AND p.requirement_id = e.requirement_id;
    UPDATE matches m SET match_status = coalesce(e.status, m.match_status), ended_at = coalesce(m.ended_at, e.at),
                         ended_by = coalesce(m.ended_by, e.ended_by), listing_version = versions[e.g + 1]
    FROM unnest(endings) e WHERE m.match_id = e.match_id;
    UPDATE conversations c SET closed_at = coalesce(c.closed_at, e.at)
    FROM unnest(endings) e WHERE c.conversation_id = e.conversation_id;
    DELETE FROM pending_command USING unnest(endings) e WHERE pending_command.command_id = e.command_id
$$;
COMMENT ON FUNCTION commit_write_endings IS 'Ends pairs and matches, closes conversations, consumes the durable command';

-- The column list comes from what was sent: a new field of a posting is a column and its description in C++, no more.
CREATE OR REPLACE FUNCTION commit_write_content(posting commit_posting, target text, id_column text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    names text;
BEGIN
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO names FROM pg_attribute
    WHERE attrelid = target::regclass AND attnum > 0 AND attgenerated = '' AND posting.columns ? attname::text;
    IF posting."create" THEN
        EXECUTE format('INSERT INTO %1$I (%2$I, %3$I, created_at, updated_at, revision, %4$s)
                        SELECT $1, $2, $3, $3, 1, %4$s FROM jsonb_populate_record(NULL::%1$I, $4)',
                       target, id_column, CASE posting.kind WHEN 'listing' THEN 'host_id' ELSE 'tenant_id' END, names)
        USING posting.posting_id, posting.owner_id, posting.at, posting.columns;
    ELSE
        EXECUTE format('UPDATE %1$I SET (%3$s, updated_at, revision) =
                            (SELECT %3$s, $3, %1$I.revision + 1 FROM jsonb_populate_record(NULL::%1$I, $2)) WHERE %2$I = $1',
                       target, id_column, names)
        USING posting.posting_id, posting.columns, posting.at;
    END IF;
END $$;
COMMENT ON FUNCTION commit_write_content IS 'Inserts or updates a posting''s columns as sent';

-- What of a posting's content has a table of its own.
CREATE OR REPLACE FUNCTION commit_write_satellites(posting commit_posting) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    wanted jsonb := posting.columns -> 'preferred_tenant';
    ranked jsonb := posting.columns -> 'priorities';
BEGIN
    IF posting.kind = 'listing' THEN
        DELETE FROM host_preferences WHERE listing_id = posting.posting_id;
        IF jsonb_typeof(wanted) = 'object' THEN
            INSERT INTO host_preferences (listing_id, occupations, food_preference, smoking, drinking, pets)
            SELECT posting.posting_id, occupations, food_preference, smoking, drinking, pets
            FROM jsonb_populate_record(NULL::host_preferences, wanted);
        END IF;
    ELSE
        DELETE FROM tenant_priorities WHERE requirement_id = posting.posting_id;
        IF jsonb_typeof(ranked) = 'array' THEN
            INSERT INTO tenant_priorities
            SELECT (jsonb_populate_record(NULL::tenant_priorities,
                        jsonb_object_agg(factor, rank) || jsonb_build_object('requirement_id', posting.posting_id))).*
            FROM jsonb_array_elements_text(ranked) WITH ORDINALITY AS r (factor, rank);
        END IF;
    END IF;
END $$;
COMMENT ON FUNCTION commit_write_satellites IS 'Host preferences of a listing, priorities of a requirement';

-- Only open pairs end with a posting: a deal that was made outlives it. A listing ends its own; a requirement leaves that
-- to the listings.
CREATE OR REPLACE FUNCTION commit_write_life(posting commit_posting, target text, id_column text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF posting.status IS NOT NULL THEN
        EXECUTE format('UPDATE %I SET status = $2, updated_at = $3, revision = revision + 1 WHERE %I = $1', target, id_column)
        USING posting.posting_id, posting.status, posting.at;
    END IF;
    IF posting.publish AND posting.entitlement_id IS NOT NULL THEN
        UPDATE entitlements SET state = 'used', used_at = posting.at WHERE entitlement_id = posting.entitlement_id;
        EXECUTE format('UPDATE %I SET status = ''active'', is_premium = is_premium OR $2, updated_at = $3, revision = revision + 1,
                            published_at = coalesce(published_at, $3),
                            valid_until = greatest(valid_until, $3) + make_interval(days => $4) WHERE %I = $1',
                       target, id_column)
        USING posting.posting_id, posting.is_premium, posting.at, posting.validity_days;
    ELSIF posting.publish THEN
        EXECUTE format('UPDATE %I SET status = ''active'', updated_at = $2, revision = revision + 1 WHERE %I = $1', target, id_column)
        USING posting.posting_id, posting.at;
    END IF;
    IF posting.status IN ('deleted', 'fulfilled', 'rented') THEN
        UPDATE pair SET state = 'ended', updated_at = posting.at,
                        listing_version = (SELECT version FROM entity WHERE entity_id = posting.posting_id)
        WHERE posting.kind = 'listing' AND listing_id = posting.posting_id AND state = 'open';
        INSERT INTO pending_command (command_id, entity_id, kind, shard, command, payload)
        SELECT gen_random_uuid(), p.listing_id, 'listing', e.shard, 'end_pair',
               jsonb_build_object('requirement_id', p.requirement_id, 'reason', 'posting_gone', 'caused_by', 'tenant')
        FROM pair p JOIN entity e ON e.entity_id = p.listing_id
        WHERE posting.kind = 'requirement' AND p.requirement_id = posting.posting_id AND p.state = 'open';
    END IF;
    DELETE FROM pending_command WHERE command_id = posting.command_id;
END $$;
COMMENT ON FUNCTION commit_write_life IS 'Status, publication and what the end of a posting entails';

CREATE OR REPLACE FUNCTION commit_write_postings(postings commit_posting[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    posting commit_posting;
    target text;
    id_column text;
BEGIN
    FOREACH posting IN ARRAY postings LOOP
        target := CASE posting.kind WHEN 'listing' THEN 'property_listings' ELSE 'tenant_requirements' END;
        id_column := CASE posting.kind WHEN 'listing' THEN 'listing_id' ELSE 'requirement_id' END;
        IF posting.columns IS NOT NULL THEN
            PERFORM commit_write_content(posting, target, id_column);
            PERFORM commit_write_satellites(posting);
        END IF;
        PERFORM commit_write_life(posting, target, id_column);
    END LOOP;
END $$;
COMMENT ON FUNCTION commit_write_postings IS 'All posting items of a batch';

CREATE OR REPLACE FUNCTION commit_write_messages(messages commit_message[], reads commit_read[])
RETURNS void
LANGUAGE sql AS $$
    INSERT INTO messages (message_id, conversation_id, sequence, sender_id, message_type, body, attachment_id, visit,
                          client_message_id, created_at)
    SELECT message_id, conversation_id, sequence, sender_id, type, body, attachment_id, visit, client_message_id, at
    FROM unnest(messages) WHERE NOT duplicate;
    INSERT INTO message_key (conversation_id, sender_id, client_message_id, message_id, sequence, created_at, body_hash)
    SELECT conversation_id, sender_id, client_message_id, message_id, sequence, at, sha256(convert_to(coalesce(body, ''), 'UTF8'))
    FROM unnest(messages) WHERE NOT duplicate AND client_message_id IS NOT NULL;
    UPDATE conversations c SET
        last_sequence = m.last_sequence, last_message_at = m.at, version = c.version + 1,
        tenant_read = greatest(tenant_read, m.tenant_sequence), host_read = greatest(host_read, m.host_sequence)
    FROM (SELECT conversation_id, max(sequence) AS last_sequence, max(at) AS at,
                 coalesce(max(sequence) FILTER (WHERE sender_id = tenant_id), 0) AS tenant_sequence,
                 coalesce(max(sequence) FILTER (WHERE sender_id = host_id), 0) AS host_sequence
          FROM unnest(messages) WHERE NOT duplicate GROUP BY 1) m
    WHERE c.conversation_id = m.conversation_id;
    UPDATE conversations c SET version = c.version + 1,
        tenant_read = greatest(tenant_read, least(r.tenant_mark, last_sequence)),
        host_read = greatest(host_read, least(r.host_mark, last_sequence))
    FROM (SELECT conversation_id, coalesce(max(sequence) FILTER (WHERE reader_id = tenant_id), 0) AS tenant_mark,
                 coalesce(max(sequence) FILTER (WHERE reader_id = host_id), 0) AS host_mark
          FROM unnest(reads) GROUP BY 1) r
    WHERE c.conversation_id = r.conversation_id
$$;
COMMENT ON FUNCTION commit_write_messages IS 'Messages, their client keys, and how far each side has read';

-- Events --------------------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION commit_events(swipes commit_swipe[], endings commit_ending[], messages commit_message[],
                                         reads commit_read[])
RETURNS jsonb
LANGUAGE sql AS $$
    WITH wanted AS (
        SELECT g, i, 0 AS k, CASE side WHEN 'tenant' THEN host_id ELSE tenant_id END AS user_id,
               'swipe.received' AS event, swipe_id AS reference, NULL::jsonb AS detail, at
        FROM unnest(swipes) WHERE notify AND match_id IS NULL
        UNION ALL
        SELECT g, i, 1, person, 'match.created', match_id, NULL, at
        FROM unnest(swipes) s CROSS JOIN LATERAL unnest(ARRAY[s.tenant_id, s.host_id]) person WHERE match_id IS NOT NULL
        UNION ALL
        SELECT g, i, 2, person, 'match.ended', match_id, NULL, at
        FROM unnest(endings) e CROSS JOIN LATERAL unnest(ARRAY[e.tenant_id, e.host_id]) person
        WHERE match_id IS NOT NULL AND NOT already_ended
        UNION ALL
        SELECT g, i, 3, person, 'message.created', message_id, NULL, at
        FROM unnest(messages) m CROSS JOIN LATERAL unnest(ARRAY[m.tenant_id, m.host_id]) person WHERE NOT duplicate
        UNION ALL
        SELECT g, i, 4, person, 'message.read', conversation_id,
               jsonb_build_object('reader_id', reader_id, 'sequence', sequence), at
        FROM unnest(reads) r CROSS JOIN LATERAL unnest(ARRAY[r.tenant_id, r.host_id]) person),
    per_user AS (SELECT user_id, count(*) AS n FROM wanted GROUP BY user_id ORDER BY user_id),
    counters AS (
        INSERT INTO user_counter AS c (user_id, last_seq) SELECT user_id, n FROM per_user ORDER BY user_id
        ON CONFLICT (user_id) DO UPDATE SET last_seq = c.last_seq + EXCLUDED.last_seq
        RETURNING c.user_id, c.last_seq),
    numbered AS (
        SELECT w.*, c.last_seq - p.n + row_number() OVER (PARTITION BY w.user_id ORDER BY g, i, k) AS seq
        FROM wanted w JOIN per_user p USING (user_id) JOIN counters c USING (user_id)),
    stored AS (
        INSERT INTO user_events (user_id, seq, event, reference, detail, created_at)
        SELECT user_id, seq, event, reference, detail, at FROM numbered
        RETURNING user_id, seq, event, reference)
    SELECT coalesce(jsonb_agg(to_jsonb(stored) ORDER BY user_id, seq), '[]') FROM stored
$$;
COMMENT ON FUNCTION commit_events IS 'Numbers and stores what the items mean to their people; the last rows that a commit locks';

-- The batch -----------------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION homigo_commit(batch jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    items    jsonb := batch -> 'items';
    groups   commit_group[];
    swipes   commit_swipe[];
    undos    commit_undo[];
    endings  commit_ending[];
    postings commit_posting[];
    messages commit_message[];
    reads    commit_read[];
    stale    integer[];
    dropped  integer[];
    refused  jsonb;
    results  jsonb;
    versions bigint[];
BEGIN
    SELECT array_agg(x ORDER BY x.g) INTO groups FROM jsonb_populate_recordset(NULL::commit_group, batch -> 'groups') x;
    SELECT coalesce(array_agg(x), '{}') INTO swipes FROM jsonb_populate_recordset(NULL::commit_swipe, items -> 'swipes') x;
    SELECT coalesce(array_agg(x), '{}') INTO undos FROM jsonb_populate_recordset(NULL::commit_undo, items -> 'undos') x;
    SELECT coalesce(array_agg(x), '{}') INTO endings FROM jsonb_populate_recordset(NULL::commit_ending, items -> 'endings') x;
    SELECT coalesce(array_agg(x), '{}') INTO postings FROM jsonb_populate_recordset(NULL::commit_posting, items -> 'postings') x;
    SELECT coalesce(array_agg(x), '{}') INTO messages FROM jsonb_populate_recordset(NULL::commit_message, items -> 'messages') x;
    SELECT coalesce(array_agg(x), '{}') INTO reads FROM jsonb_populate_recordset(NULL::commit_read, items -> 'reads') x;

    PERFORM commit_fence(batch);
    stale := commit_lock_groups(groups);
    PERFORM commit_lock_facts(
        ARRAY(SELECT listing_id FROM unnest(swipes) UNION SELECT posting_id FROM unnest(postings) WHERE kind = 'listing'),
        ARRAY(SELECT requirement_id FROM unnest(swipes) UNION SELECT posting_id FROM unnest(postings) WHERE kind = 'requirement'),
        ARRAY(SELECT owner_id FROM unnest(postings)),
        ARRAY(SELECT conversation_id FROM unnest(messages) UNION SELECT conversation_id FROM unnest(reads)
              UNION SELECT m.conversation_id FROM unnest(endings) e JOIN matches m USING (match_id)));

    SELECT coalesce(array_agg((p.g, p.i, p.posting_id, p.kind, p.owner_id, p."create", p.publish, p.columns, p.status,
                               p.command_id, p.at, e.entitlement_id, e.is_premium, e.validity_days)::commit_posting), '{}')
    INTO postings FROM unnest(postings) p
    LEFT JOIN LATERAL (SELECT * FROM entitlements e WHERE p.publish AND e.subject_id = p.posting_id AND e.state = 'available'
                       ORDER BY e.is_premium DESC, e.created_at LIMIT 1) e ON true;

    WITH judged AS (
        SELECT * FROM commit_refused_swipes(swipes) WHERE cardinality(swipes) > 0
        UNION ALL SELECT * FROM commit_refused_messages(messages, reads) WHERE cardinality(messages) + cardinality(reads) > 0
        UNION ALL SELECT * FROM commit_refused_postings(postings) WHERE cardinality(postings) > 0)
    SELECT coalesce(jsonb_agg(to_jsonb(judged)), '[]'), stale || coalesce(array_agg(g), '{}') INTO refused, dropped
    FROM judged WHERE g <> ALL (stale);

    -- A durable command that the facts refuse is done with: what it stood for (a payment, say) keeps its own row.
    DELETE FROM pending_command c USING unnest(postings) p
    WHERE c.command_id = p.command_id AND p.g = ANY (dropped) AND p.g <> ALL (stale);

    SELECT array_agg(version + 1 ORDER BY g) INTO versions FROM unnest(groups);
    UPDATE entity e SET version = e.version + 1 FROM unnest(groups) c WHERE e.entity_id = c.entity_id AND c.g <> ALL (dropped);

    SELECT coalesce(array_agg((s.g, s.i, s.listing_id, s.requirement_id, s.swiper_id, s.side, s.action, s.swipe_id, s.is_new,
                               s.likes_delta, s.notify, s.match_id, s.conversation_id, s.at, r.tenant_id, l.host_id)::commit_swipe
                              ORDER BY s.g, s.i), '{}')
    INTO swipes FROM unnest(swipes) s JOIN property_listings l USING (listing_id) JOIN tenant_requirements r USING (requirement_id)
    WHERE s.g <> ALL (dropped);
    SELECT coalesce(array_agg(u), '{}') INTO undos FROM unnest(undos) u WHERE u.g <> ALL (dropped);
    SELECT coalesce(array_agg((e.g, e.i, e.listing_id, e.requirement_id, e.match_id, e.status, e.ended_by, e.command_id,
                               e.already_ended, e.at, m.conversation_id, m.tenant_id, m.host_id)::commit_ending), '{}')
    INTO endings FROM unnest(endings) e LEFT JOIN matches m USING (match_id) WHERE e.g <> ALL (dropped);
    SELECT coalesce(array_agg(p ORDER BY p.g, p.i), '{}') INTO postings FROM unnest(postings) p WHERE p.g <> ALL (dropped);
    SELECT coalesce(array_agg((m.g, m.i, m.conversation_id, m.message_id, m.sender_id, m.type, m.body, m.attachment_id, m.visit,
                               m.client_message_id, m.at, m.sequence, m.duplicate, m.tenant_id, m.host_id)::commit_message), '{}')
    INTO messages FROM (
        SELECT m.g, m.i, m.conversation_id, coalesce(k.message_id, m.message_id) AS message_id, m.sender_id, m.type, m.body,
               m.attachment_id, m.visit, m.client_message_id, coalesce(k.created_at, m.at) AS at,
               coalesce(k.sequence, c.last_sequence + row_number() OVER (
                   PARTITION BY m.conversation_id, k.message_id IS NULL ORDER BY m.g, m.i)) AS sequence,
               k.message_id IS NOT NULL AS duplicate, c.tenant_id, c.host_id
        FROM unnest(messages) m JOIN conversations c USING (conversation_id)
        LEFT JOIN message_key k USING (conversation_id, sender_id, client_message_id) WHERE m.g <> ALL (dropped)) m;
    SELECT coalesce(array_agg((r.g, r.i, r.conversation_id, r.reader_id, least(r.sequence, c.last_sequence), r.at,
                               c.tenant_id, c.host_id)::commit_read), '{}')
    INTO reads FROM unnest(reads) r JOIN conversations c USING (conversation_id)
    WHERE r.g <> ALL (dropped)
      AND least(r.sequence, c.last_sequence) > CASE r.reader_id WHEN c.tenant_id THEN c.tenant_read ELSE c.host_read END;

    IF cardinality(swipes) > 0 THEN PERFORM commit_write_swipes(swipes, versions); END IF;
    IF cardinality(undos) > 0 THEN PERFORM commit_write_undos(undos, versions); END IF;
    IF cardinality(endings) > 0 THEN PERFORM commit_write_endings(endings, versions); END IF;
    IF cardinality(postings) > 0 THEN PERFORM commit_write_postings(postings); END IF;
    IF cardinality(messages) + cardinality(reads) > 0 THEN PERFORM commit_write_messages(messages, reads); END IF;
    INSERT INTO change_log (kind, key) SELECT kind, entity_id FROM unnest(groups) WHERE g <> ALL (dropped);

    SELECT coalesce(jsonb_agg(r), '[]') INTO results FROM (
        SELECT jsonb_build_object('g', s.g, 'i', s.i, 'tenant_id', s.tenant_id, 'host_id', s.host_id,
                                  'score', m.compatibility_score) AS r
        FROM unnest(swipes) s LEFT JOIN matches m ON m.match_id = s.match_id
        UNION ALL
        SELECT jsonb_build_object('g', g, 'i', i, 'tenant_id', tenant_id, 'host_id', host_id) FROM unnest(endings)
        UNION ALL
        SELECT jsonb_build_object('g', p.g, 'i', p.i, 'status', coalesce(l.status, r.status),
                                  'revision', coalesce(l.revision, r.revision),
                                  'valid_until', coalesce(l.valid_until, r.valid_until))
        FROM unnest(postings) p LEFT JOIN property_listings l ON l.listing_id = p.posting_id
        LEFT JOIN tenant_requirements r ON r.requirement_id = p.posting_id
        UNION ALL
        SELECT jsonb_build_object('g', g, 'i', i, 'tenant_id', tenant_id, 'host_id', host_id, 'message_id', message_id,
                                  'sequence', sequence, 'duplicate', duplicate, 'at', at)
        FROM unnest(messages)
        UNION ALL
        SELECT jsonb_build_object('g', g, 'i', i, 'tenant_id', tenant_id, 'host_id', host_id, 'sequence', sequence)
        FROM unnest(reads)) AS each;
    RETURN jsonb_build_object('stale', to_jsonb(stale), 'refused', refused, 'results', results,
                              'events', commit_events(swipes, endings, messages, reads));
END $$;
COMMENT ON FUNCTION homigo_commit IS 'Commits a batch of groups for the owner of their shards; see docs/matching.md';
