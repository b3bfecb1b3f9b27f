-- Decisions on pairs in a batch: what refuses them, and what they write. `versions` are the versions that the groups'
-- entities get, by g + 1.

CREATE OR REPLACE FUNCTION commit_read_endings(endings commit_ending[]) RETURNS commit_ending[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN ARRAY(
        SELECT (e.g, e.i, e.listing_id, e.requirement_id, e.match_id, e.status, e.ended_by, e.command_id, e.already_ended, e.at,
                m.conversation_id, m.tenant_id, m.host_id)::commit_ending
        FROM unnest(endings) e LEFT JOIN matches m USING (match_id)
        ORDER BY e.g, e.i);
END $$;
COMMENT ON FUNCTION commit_read_endings IS 'The endings of a batch with the conversation and the people of their matches';

CREATE OR REPLACE FUNCTION commit_live_at(status text, valid_until timestamptz, at timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT status = 'active' AND valid_until > at $$;
COMMENT ON FUNCTION commit_live_at IS 'Whether a posting can be swiped on';

CREATE OR REPLACE FUNCTION commit_setting(setting text) RETURNS integer
LANGUAGE sql STABLE AS $$ SELECT (value #>> '{}')::integer FROM system_settings WHERE key = setting $$;
COMMENT ON FUNCTION commit_setting IS 'A whole number of system_settings';

CREATE OR REPLACE FUNCTION commit_judged_swipes(
    swipes commit_swipe[], listings commit_fact[], requirements commit_fact[], inactive uuid[])
RETURNS commit_swipe[]
LANGUAGE plpgsql AS $$
BEGIN
    RETURN ARRAY(
        SELECT (s.g, s.i, s.listing_id, s.requirement_id, s.swiper_id, s.side, s.action, s.swipe_id, s.is_new, s.likes_delta,
                s.notify, s.match_id, s.conversation_id, s.at, r.owner_id, l.owner_id, CASE
            WHEN r.owner_id IS NULL OR l.owner_id IS NULL THEN 'not_found'
            WHEN CASE side WHEN 'tenant' THEN r.owner_id ELSE l.owner_id END <> swiper_id THEN 'not_found'
            WHEN l.owner_id = r.owner_id THEN 'forbidden'
            WHEN r.owner_id = ANY (inactive) OR l.owner_id = ANY (inactive) THEN 'not_found'
            WHEN EXISTS (SELECT FROM blocked_users b WHERE b.blocker_id = l.owner_id AND b.blocked_id = r.owner_id)
              OR EXISTS (SELECT FROM blocked_users b WHERE b.blocker_id = r.owner_id AND b.blocked_id = l.owner_id)
                THEN 'not_found'
            WHEN NOT CASE side WHEN 'tenant' THEN commit_live_at(r.status, r.valid_until, at)
                               ELSE commit_live_at(l.status, l.valid_until, at) END THEN 'wrong_state'
            WHEN NOT CASE side WHEN 'tenant' THEN commit_live_at(l.status, l.valid_until, at)
                               ELSE commit_live_at(r.status, r.valid_until, at) END THEN 'not_found' END)::commit_swipe
        FROM unnest(swipes) s
        LEFT JOIN unnest(listings) l ON l.posting_id = s.listing_id
        LEFT JOIN unnest(requirements) r ON r.posting_id = s.requirement_id);
END $$;
COMMENT ON FUNCTION commit_judged_swipes IS 'The swipes with the people of their pairs, and why postings, accounts or blocks do not allow them';

-- What is not written does not count: a group with a refused item, or a stale one, is left out of the day's number.
CREATE OR REPLACE FUNCTION commit_within_quota(swipes commit_swipe[], stale integer[]) RETURNS commit_swipe[]
LANGUAGE plpgsql AS $$
DECLARE
    counted commit_swipe[] := ARRAY(
        SELECT s FROM unnest(swipes) s
        WHERE s.action = 'super_like' AND s.g <> ALL (stale)
          AND s.g <> ALL (ARRAY(SELECT g FROM unnest(swipes) WHERE code IS NOT NULL)));
BEGIN
    RETURN ARRAY(
        SELECT (s.g, s.i, s.listing_id, s.requirement_id, s.swiper_id, s.side, s.action, s.swipe_id, s.is_new, s.likes_delta,
                s.notify, s.match_id, s.conversation_id, s.at, s.tenant_id, s.host_id, CASE
            WHEN s.code IS NULL AND s.action = 'super_like'
             AND commit_super_likes(counted, s.swiper_id, s.g, s.i, s.at) > commit_setting('super_like_daily_quota')
                THEN 'quota_exceeded' ELSE s.code END)::commit_swipe
        FROM unnest(swipes) s);
END $$;
COMMENT ON FUNCTION commit_within_quota IS 'The swipes, with those super likes refused that are beyond the day''s quota';

CREATE OR REPLACE FUNCTION commit_super_likes(swipes commit_swipe[], swiper uuid, up_to_g integer, up_to_i integer, at timestamptz)
RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    today constant timestamptz := date_trunc('day', at AT TIME ZONE 'Asia/Kolkata') AT TIME ZONE 'Asia/Kolkata';
BEGIN
    -- One that is raised again counts as the batch's, not twice.
    RETURN (SELECT count(*) FROM swipe_actions a WHERE a.swiper_id = swiper AND a.super_liked_at >= today
            AND a.swipe_id <> ALL (ARRAY(
                SELECT s.swipe_id FROM unnest(swipes) s WHERE s.action = 'super_like' AND (s.g, s.i) <= (up_to_g, up_to_i))))
         + (SELECT count(*) FROM unnest(swipes) s
            WHERE s.swiper_id = swiper AND s.action = 'super_like' AND (s.g, s.i) <= (up_to_g, up_to_i));
END $$;
COMMENT ON FUNCTION commit_super_likes IS 'Super likes that a person spent on the Indian day of `at`, those of the batch up to this one included';

-- In the order of the alphabet a super like is more than a like.
CREATE OR REPLACE FUNCTION commit_is_news(swipe commit_swipe) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN NOT EXISTS (
        SELECT FROM pair p WHERE p.listing_id = swipe.listing_id AND p.requirement_id = swipe.requirement_id
        AND CASE swipe.side WHEN 'tenant' THEN p.host_told ELSE p.tenant_told END >= swipe.action);
END $$;
COMMENT ON FUNCTION commit_is_news IS 'Whether the other side was not told as much before';

CREATE OR REPLACE FUNCTION commit_write_swipes(swipes commit_swipe[], versions bigint[]) RETURNS commit_event[]
LANGUAGE plpgsql AS $$
DECLARE
    changed  commit_swipe[];
    by_hosts commit_swipe[];
    liked    commit_swipe[];  -- without an answer yet, and news
    matched  commit_swipe[];
BEGIN
    -- One look at all of them; what follows reads the few that it concerns.
    SELECT array_agg(s) FILTER (WHERE NOT is_new), array_agg(s) FILTER (WHERE side = 'host'),
           array_agg(s) FILTER (WHERE notify AND match_id IS NULL AND commit_is_news(s)), array_agg(s) FILTER (WHERE match_id IS NOT NULL)
    INTO changed, by_hosts, liked, matched FROM unnest(swipes) s;
    INSERT INTO pair AS p (listing_id, requirement_id, tenant_id, host_id, tenant_action, tenant_swipe_id, tenant_at,
                           host_action, host_swipe_id, host_at, host_told, tenant_told, state, match_id, listing_version,
                           updated_at)
    SELECT listing_id, requirement_id, tenant_id, host_id,
           CASE side WHEN 'tenant' THEN action END, CASE side WHEN 'tenant' THEN swipe_id END, CASE side WHEN 'tenant' THEN at END,
           CASE side WHEN 'host' THEN action END, CASE side WHEN 'host' THEN swipe_id END, CASE side WHEN 'host' THEN at END,
           CASE WHEN side = 'tenant' AND notify THEN action END, CASE WHEN side = 'host' AND notify THEN action END,
           CASE WHEN match_id IS NULL THEN 'open' ELSE 'matched' END, match_id, versions[g + 1], at
    FROM unnest(swipes)
    ON CONFLICT (listing_id, requirement_id) DO UPDATE SET
        tenant_action = coalesce(EXCLUDED.tenant_action, p.tenant_action),
        tenant_swipe_id = coalesce(EXCLUDED.tenant_swipe_id, p.tenant_swipe_id),
        tenant_at = coalesce(EXCLUDED.tenant_at, p.tenant_at),
        host_action = coalesce(EXCLUDED.host_action, p.host_action),
        host_swipe_id = coalesce(EXCLUDED.host_swipe_id, p.host_swipe_id),
        host_at = coalesce(EXCLUDED.host_at, p.host_at),
        host_told = greatest(EXCLUDED.host_told, p.host_told),
        tenant_told = greatest(EXCLUDED.tenant_told, p.tenant_told),
        state = CASE WHEN EXCLUDED.match_id IS NULL THEN p.state ELSE 'matched' END,
        match_id = coalesce(EXCLUDED.match_id, p.match_id),
        listing_version = EXCLUDED.listing_version, updated_at = EXCLUDED.updated_at;

    INSERT INTO swipe_actions (swipe_id, swiper_id, target_type, swiped_listing_id, swiped_requirement_id, swiped_user_id,
                               listing_id, requirement_id, action, created_at, updated_at, super_liked_at, listing_version)
    SELECT swipe_id, swiper_id, CASE side WHEN 'tenant' THEN 'listing' ELSE 'requirement' END,
           CASE side WHEN 'tenant' THEN listing_id END, CASE side WHEN 'host' THEN requirement_id END,
           CASE side WHEN 'tenant' THEN host_id ELSE tenant_id END,
           listing_id, requirement_id, action, at, at, CASE action WHEN 'super_like' THEN at END, versions[g + 1]
    FROM unnest(swipes) WHERE is_new;
    IF changed IS NOT NULL THEN
        UPDATE swipe_actions a SET action = s.action, updated_at = s.at, listing_version = versions[s.g + 1],
            super_liked_at = CASE s.action WHEN 'super_like' THEN s.at ELSE a.super_liked_at END
        FROM unnest(changed) s WHERE a.swipe_id = s.swipe_id;
    END IF;
    IF by_hosts IS NOT NULL THEN  -- the listings' own likes moved with their versions
        PERFORM FROM entity WHERE entity_id = ANY (ARRAY(SELECT requirement_id FROM unnest(by_hosts)))
        ORDER BY entity_id FOR NO KEY UPDATE;
        UPDATE entity e SET likes_count = greatest(0, likes_count + d.delta)
        FROM (SELECT requirement_id, sum(likes_delta) AS delta FROM unnest(by_hosts) GROUP BY 1) d
        WHERE e.entity_id = d.requirement_id AND d.delta <> 0;
    END IF;
    IF liked IS NOT NULL THEN PERFORM commit_notify_of_likes(liked); END IF;
    IF matched IS NOT NULL THEN PERFORM commit_write_matches(matched, versions); END IF;
    RETURN commit_swipe_events(liked, matched);
END $$;
COMMENT ON FUNCTION commit_write_swipes IS 'Writes swipes with all that follows from them; returns what they are news of';

-- One unread notification for a posting, however many like it.
CREATE OR REPLACE FUNCTION commit_notify_of_likes(liked commit_swipe[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO notifications (notification_id, user_id, notification_type, related_listing_id,
                               related_requirement_id, created_at)
    SELECT time_ordered_id(), CASE side WHEN 'tenant' THEN host_id ELSE tenant_id END, 'like_received',
           CASE side WHEN 'tenant' THEN listing_id END, CASE side WHEN 'host' THEN requirement_id END, at
    FROM unnest(liked)
    ON CONFLICT (user_id, coalesce(related_listing_id, related_requirement_id))
        WHERE notification_type = 'like_received' AND read_at IS NULL DO NOTHING;
END $$;
COMMENT ON FUNCTION commit_notify_of_likes IS 'Tells those whose postings are liked';

CREATE OR REPLACE FUNCTION commit_write_matches(matched commit_swipe[], versions bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO matches (match_id, listing_id, requirement_id, tenant_id, host_id, compatibility_score, created_at,
                         conversation_id, listing_version)
    SELECT match_id, listing_id, requirement_id, tenant_id, host_id,
           coalesce(score, 0), at, conversation_id, versions[g + 1]
    FROM unnest(matched) s LEFT JOIN LATERAL listing_scores(s.listing_id, s.requirement_id) ON true;
    INSERT INTO conversations (conversation_id, match_id, tenant_id, host_id, created_at)
    SELECT conversation_id, match_id, tenant_id, host_id, at FROM unnest(matched);
    INSERT INTO notifications (notification_id, user_id, notification_type, related_match_id, related_listing_id,
                               related_requirement_id, related_conversation_id, created_at)
    SELECT time_ordered_id(), person, 'match_made', match_id, listing_id, requirement_id, conversation_id, at
    FROM unnest(matched) m CROSS JOIN LATERAL unnest(ARRAY[m.tenant_id, m.host_id]) person;
END $$;
COMMENT ON FUNCTION commit_write_matches IS 'Matches, their conversations, and the news of them for both people';

CREATE OR REPLACE FUNCTION commit_write_undos(undos commit_undo[], versions bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
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
    FROM unnest(undos) u WHERE p.listing_id = u.listing_id AND p.requirement_id = u.requirement_id;
END $$;
COMMENT ON FUNCTION commit_write_undos IS 'Tombstones, and the emptied side of the pair';

CREATE OR REPLACE FUNCTION commit_write_endings(endings commit_ending[], versions bigint[]) RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE pair p SET state = CASE WHEN e.already_ended THEN p.state ELSE 'ended' END,
                      listing_version = versions[e.g + 1], updated_at = e.at
    FROM unnest(endings) e WHERE p.listing_id = e.listing_id AND p.requirement_id = e.requirement_id;
    UPDATE matches m SET match_status = coalesce(e.status, m.match_status), ended_at = coalesce(m.ended_at, e.at),
                         ended_by = coalesce(m.ended_by, e.ended_by), listing_version = versions[e.g + 1]
    FROM unnest(endings) e WHERE m.match_id = e.match_id;
    UPDATE conversations c SET closed_at = coalesce(c.closed_at, e.at)
    FROM unnest(endings) e WHERE c.conversation_id = e.conversation_id;
    DELETE FROM pending_command USING unnest(endings) e WHERE pending_command.command_id = e.command_id;
    RETURN (SELECT jsonb_agg(jsonb_build_object('g', g, 'i', i, 'tenant_id', tenant_id, 'host_id', host_id)) FROM unnest(endings));
END $$;
COMMENT ON FUNCTION commit_write_endings IS 'Ends pairs and matches, closes conversations, consumes the durable command';
