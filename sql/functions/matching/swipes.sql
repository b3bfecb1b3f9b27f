-- Decisions on pairs in a batch: what refuses them, and what they write.

CREATE OR REPLACE FUNCTION commit_live_at(status text, valid_until timestamptz, at timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT status = 'active' AND valid_until > at $$;
COMMENT ON FUNCTION commit_live_at IS 'Whether a posting can be swiped on';

CREATE OR REPLACE FUNCTION commit_setting(setting text) RETURNS integer
LANGUAGE sql STABLE AS $$ SELECT (value #>> '{}')::integer FROM system_settings WHERE key = setting $$;
COMMENT ON FUNCTION commit_setting IS 'A whole number of system_settings';

CREATE OR REPLACE FUNCTION swipes_needs(items commit_swipe[]) RETURNS commit_needs
LANGUAGE plpgsql AS $$
BEGIN
    -- Who is counted against a day's quota is locked alone.
    RETURN (SELECT (array_agg(listing_id), array_agg(requirement_id), NULL, NULL, false, bool_or(action = 'super_like'))::commit_needs
            FROM unnest(items));
END $$;
COMMENT ON FUNCTION swipes_needs IS 'Both postings of each pair';

-- A swipe is news unless the other side was told as much before: then `notify` ends. In the order of the alphabet a super like
-- is more than a like.
CREATE OR REPLACE FUNCTION swipes_judged(INOUT items commit_swipe[], facts commit_facts, OUT refused commit_refusal[])
LANGUAGE plpgsql AS $$
BEGIN
    items := ARRAY(
        SELECT (s.g, s.i, s.listing_id, s.requirement_id, s.swiper_id, s.side, s.action, s.swipe_id, s.is_new, s.likes_delta,
                s.notify AND NOT coalesce(CASE side WHEN 'tenant' THEN p.host_told ELSE p.tenant_told END >= s.action, false),
                s.match_id, s.conversation_id, s.at, r.owner_id, l.owner_id, CASE
            WHEN r.owner_id IS NULL OR l.owner_id IS NULL THEN 'not_found'
            WHEN CASE side WHEN 'tenant' THEN r.owner_id ELSE l.owner_id END <> swiper_id THEN 'not_found'
            WHEN l.owner_id = r.owner_id THEN 'forbidden'
            WHEN r.owner_id = ANY (facts.inactive) OR l.owner_id = ANY (facts.inactive) THEN 'not_found'
            WHEN EXISTS (SELECT FROM blocked_users b WHERE b.blocker_id = l.owner_id AND b.blocked_id = r.owner_id)
              OR EXISTS (SELECT FROM blocked_users b WHERE b.blocker_id = r.owner_id AND b.blocked_id = l.owner_id)
                THEN 'not_found'
            WHEN NOT CASE side WHEN 'tenant' THEN commit_live_at(r.status, r.valid_until, at)
                               ELSE commit_live_at(l.status, l.valid_until, at) END THEN 'wrong_state'
            WHEN NOT CASE side WHEN 'tenant' THEN commit_live_at(l.status, l.valid_until, at)
                               ELSE commit_live_at(r.status, r.valid_until, at) END THEN 'not_found' END)::commit_swipe
        FROM unnest(items) s
        LEFT JOIN unnest(facts.listings) l ON l.posting_id = s.listing_id
        LEFT JOIN unnest(facts.requirements) r ON r.posting_id = s.requirement_id
        LEFT JOIN pair p ON p.listing_id = s.listing_id AND p.requirement_id = s.requirement_id);
    IF EXISTS (SELECT FROM unnest(items) WHERE action = 'super_like') THEN items := swipes_within_quota(items, facts.stale); END IF;
    refused := ARRAY(SELECT (g, i, code)::commit_refusal FROM unnest(items) WHERE code IS NOT NULL);
END $$;
COMMENT ON FUNCTION swipes_judged IS 'The swipes with the people of their pairs, and why postings, accounts or blocks do not allow them';

-- What is not written does not count: a group with a refused item, or a stale one, is left out of the day's number.
CREATE OR REPLACE FUNCTION swipes_within_quota(items commit_swipe[], stale integer[]) RETURNS commit_swipe[]
LANGUAGE plpgsql AS $$
DECLARE
    counted commit_swipe[] := ARRAY(
        SELECT s FROM unnest(items) s
        WHERE s.action = 'super_like' AND s.g <> ALL (stale)
          AND s.g <> ALL (ARRAY(SELECT g FROM unnest(items) WHERE code IS NOT NULL)));
BEGIN
    RETURN ARRAY(
        SELECT (s.g, s.i, s.listing_id, s.requirement_id, s.swiper_id, s.side, s.action, s.swipe_id, s.is_new, s.likes_delta,
                s.notify, s.match_id, s.conversation_id, s.at, s.tenant_id, s.host_id, CASE
            WHEN s.code IS NULL AND s.action = 'super_like'
             AND commit_super_likes(counted, s.swiper_id, s.g, s.i, s.at) > commit_setting('super_like_daily_quota')
                THEN 'quota_exceeded' ELSE s.code END)::commit_swipe
        FROM unnest(items) s);
END $$;
COMMENT ON FUNCTION swipes_within_quota IS 'The swipes, with those super likes refused that are beyond the day''s quota';

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

CREATE OR REPLACE FUNCTION swipes_written(items commit_swipe[], versions bigint[], OUT results jsonb, OUT events commit_event[])
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM entity WHERE entity_id = ANY (ARRAY(
        SELECT CASE side WHEN 'tenant' THEN listing_id ELSE requirement_id END FROM unnest(items) WHERE likes_delta <> 0))
    ORDER BY entity_id FOR NO KEY UPDATE;
    UPDATE entity e SET likes_count = greatest(0, likes_count + d.delta)
    FROM (SELECT CASE side WHEN 'tenant' THEN listing_id ELSE requirement_id END AS target, sum(likes_delta) AS delta
          FROM unnest(items) WHERE likes_delta <> 0 GROUP BY 1) d
    WHERE e.entity_id = d.target;
    events := swipes_recorded(items, versions);
END $$;
COMMENT ON FUNCTION swipes_written IS 'Counts likes, and writes swipes with all that follows from them';

CREATE OR REPLACE FUNCTION swipes_recorded(items commit_swipe[], versions bigint[]) RETURNS commit_event[]
LANGUAGE plpgsql AS $$
DECLARE
    matched commit_swipe[];
    changed boolean;
    liked   boolean;  -- without an answer yet, and news
BEGIN
    -- One look at all of them; what follows is done where it concerns one.
    SELECT array_agg(s) FILTER (WHERE match_id IS NOT NULL), bool_or(NOT is_new), bool_or(notify AND match_id IS NULL)
    INTO matched, changed, liked FROM unnest(items) s;
    INSERT INTO pair AS p (listing_id, requirement_id, tenant_id, host_id, tenant_action, tenant_swipe_id, tenant_at,
                           host_action, host_swipe_id, host_at, host_told, tenant_told, state, match_id, listing_version,
                           updated_at)
    SELECT listing_id, requirement_id, tenant_id, host_id,
           CASE side WHEN 'tenant' THEN action END, CASE side WHEN 'tenant' THEN swipe_id END, CASE side WHEN 'tenant' THEN at END,
           CASE side WHEN 'host' THEN action END, CASE side WHEN 'host' THEN swipe_id END, CASE side WHEN 'host' THEN at END,
           CASE WHEN side = 'tenant' AND notify THEN action END, CASE WHEN side = 'host' AND notify THEN action END,
           CASE WHEN match_id IS NULL THEN 'open' ELSE 'matched' END, match_id, versions[g + 1], at
    FROM unnest(items)
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
    FROM unnest(items) WHERE is_new;
    IF changed THEN
        UPDATE swipe_actions a SET action = s.action, updated_at = s.at, listing_version = versions[s.g + 1],
            super_liked_at = CASE s.action WHEN 'super_like' THEN s.at ELSE a.super_liked_at END
        FROM unnest(items) s WHERE NOT s.is_new AND a.swipe_id = s.swipe_id;
    END IF;
    IF liked THEN  -- one unread notification for a posting, however many like it
        INSERT INTO notifications (notification_id, user_id, notification_type, related_listing_id, related_requirement_id, created_at)
        SELECT time_ordered_id(), CASE side WHEN 'tenant' THEN host_id ELSE tenant_id END, 'like_received',
               CASE side WHEN 'tenant' THEN listing_id END, CASE side WHEN 'host' THEN requirement_id END, at
        FROM unnest(items) WHERE notify AND match_id IS NULL
        ON CONFLICT (user_id, coalesce(related_listing_id, related_requirement_id))
            WHERE notification_type = 'like_received' AND read_at IS NULL DO NOTHING;
    END IF;
    IF matched IS NOT NULL THEN PERFORM matches_written(matched, versions); END IF;
    IF NOT liked AND matched IS NULL THEN RETURN '{}'; END IF;
    RETURN ARRAY(  -- a like is news to the other side, a match to both
        SELECT (g, i, 0, CASE side WHEN 'tenant' THEN host_id ELSE tenant_id END, 'swipe.received', swipe_id, NULL, at)::commit_event
        FROM unnest(items) WHERE notify AND match_id IS NULL
        UNION ALL
        SELECT (g, i, 1, person, 'match.created', match_id, NULL, at)::commit_event
        FROM unnest(matched) m CROSS JOIN LATERAL unnest(ARRAY[m.tenant_id, m.host_id]) person);
END $$;
COMMENT ON FUNCTION swipes_recorded IS 'Pairs, swipes and what follows from them; returns whom it is news to';

CREATE OR REPLACE FUNCTION matches_written(matched commit_swipe[], versions bigint[]) RETURNS void
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
COMMENT ON FUNCTION matches_written IS 'Matches, their conversations, and the news of them for both people';
