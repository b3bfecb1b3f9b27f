-- The feeds in SQL, as the oracle of the feed index in memory: the same rule, the same order, the same digits.

-- What must hold between a listing and a requirement in both directions, place and people apart. A tenant whose gender is
-- not told is accepted only where any is.
CREATE OR REPLACE FUNCTION postings_fit(l property_listings, r tenant_requirements, tenant_gender text, at timestamptz)
RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT l.status = 'active' AND l.valid_until > at
       AND r.status = 'active' AND r.valid_until > at
       AND l.rent_monthly BETWEEN r.budget_min AND r.budget_max
       AND l.occupancy_type = r.occupancy_type
       AND (l.gender_preference = r.gender_preference OR l.gender_preference = 'any' OR r.gender_preference = 'any')
       AND (l.gender_preference = 'any' OR coalesce(l.gender_preference = tenant_gender, false))
       AND l.available_from <= r.move_in_date + 30
       AND l.host_id <> r.tenant_id
$$;

-- Border, score and distance are measured between public places: a posting that its owner moves about must not find out
-- more of another's place than is shown.
--
-- Age counts in whole milliseconds, as every instant does outside the database.
--
-- Listings for one requirement, best first. To go on, pass the order columns of the last row seen: rows added meanwhile
-- neither repeat nor hide another, and equal scores are told apart by age and id.
-- ST_DWithin finds candidates through the spatial index, one metre wider than the radius: the rounded distance decides.
CREATE OR REPLACE FUNCTION feed_listings(
    p_requirement_id uuid, p_limit integer, p_at timestamptz DEFAULT now(),
    p_after_premium boolean DEFAULT NULL, p_after_score double precision DEFAULT NULL,
    p_after_created_at timestamptz DEFAULT NULL, p_after_id uuid DEFAULT NULL)
RETURNS TABLE (listing_id uuid, is_premium boolean, score double precision, created_at timestamptz, distance_m integer,
               budget double precision, location double precision, lifestyle double precision,
               property_type double precision, furnishing double precision, verification_bonus double precision)
LANGUAGE sql STABLE AS $$
    SELECT l.listing_id, l.is_premium, s.score, age.created_at, d.distance_m,
           s.budget, s.location, s.lifestyle, s.property_type, s.furnishing, s.verification_bonus
    FROM tenant_requirements r
    LEFT JOIN tenant_priorities p ON p.requirement_id = r.requirement_id
    LEFT JOIN tenant_profiles t ON t.user_id = r.tenant_id
    JOIN property_listings l ON l.status = 'active'
        AND ST_DWithin(public_place(l.coordinates), public_place(r.preferred_coordinates), r.radius_m + 1, false)
    JOIN users host ON host.user_id = l.host_id AND host.account_status = 'active'
    LEFT JOIN user_verifications v ON v.user_id = l.host_id
    CROSS JOIN LATERAL (SELECT public_distance_m(l.coordinates, r.preferred_coordinates) AS distance_m) d
    CROSS JOIN LATERAL listing_score_breakdown(l, r, p, d.distance_m, coalesce(v.is_fully_verified, false)) s
    CROSS JOIN LATERAL (SELECT date_trunc('milliseconds', l.created_at) AS created_at) age
    WHERE r.requirement_id = p_requirement_id
      AND postings_fit(l, r, t.gender, p_at)
      AND d.distance_m <= r.radius_m
      AND NOT EXISTS (SELECT FROM pair
                      WHERE pair.listing_id = l.listing_id AND pair.requirement_id = p_requirement_id
                        AND (pair.tenant_action IS NOT NULL OR pair.state <> 'open'))
      AND NOT EXISTS (SELECT FROM blocked_users b WHERE b.blocker_id = r.tenant_id AND b.blocked_id = l.host_id)
      AND NOT EXISTS (SELECT FROM blocked_users b WHERE b.blocker_id = l.host_id AND b.blocked_id = r.tenant_id)
      AND (p_after_id IS NULL OR (l.is_premium, s.score, age.created_at, l.listing_id)
                                 < (p_after_premium, p_after_score, p_after_created_at, p_after_id))
    ORDER BY l.is_premium DESC, s.score DESC, age.created_at DESC, l.listing_id DESC
    LIMIT p_limit
$$;

-- Requirements for one listing, best first; the same rule seen from the other side. The radius is each requirement's
-- own, so the index is asked with the widest one that an active requirement has.
CREATE OR REPLACE FUNCTION feed_requirements(
    p_listing_id uuid, p_limit integer, p_at timestamptz DEFAULT now(),
    p_after_premium boolean DEFAULT NULL, p_after_score double precision DEFAULT NULL,
    p_after_created_at timestamptz DEFAULT NULL, p_after_id uuid DEFAULT NULL)
RETURNS TABLE (requirement_id uuid, is_premium boolean, score double precision, created_at timestamptz,
               distance_m integer, occupation double precision, budget double precision, lifestyle double precision,
               possession_date double precision)
LANGUAGE sql STABLE AS $$
    SELECT r.requirement_id, r.is_premium, s.score, age.created_at, d.distance_m,
           s.occupation, s.budget, s.lifestyle, s.possession_date
    FROM property_listings l
    LEFT JOIN host_preferences h ON h.listing_id = l.listing_id
    JOIN tenant_requirements r ON r.status = 'active'
        AND ST_DWithin(public_place(r.preferred_coordinates), public_place(l.coordinates),
                       (SELECT max(w.radius_m) + 1 FROM tenant_requirements w WHERE w.status = 'active'), false)
    JOIN users tenant ON tenant.user_id = r.tenant_id AND tenant.account_status = 'active'
    LEFT JOIN tenant_profiles t ON t.user_id = r.tenant_id
    CROSS JOIN LATERAL (SELECT public_distance_m(l.coordinates, r.preferred_coordinates) AS distance_m) d
    CROSS JOIN LATERAL requirement_score_breakdown(r, t, l, h) s
    CROSS JOIN LATERAL (SELECT date_trunc('milliseconds', r.created_at) AS created_at) age
    WHERE l.listing_id = p_listing_id
      AND postings_fit(l, r, t.gender, p_at)
      AND d.distance_m <= r.radius_m
      AND NOT EXISTS (SELECT FROM pair
                      WHERE pair.listing_id = p_listing_id AND pair.requirement_id = r.requirement_id
                        AND (pair.host_action IS NOT NULL OR pair.state <> 'open'))
      AND NOT EXISTS (SELECT FROM blocked_users b WHERE b.blocker_id = r.tenant_id AND b.blocked_id = l.host_id)
      AND NOT EXISTS (SELECT FROM blocked_users b WHERE b.blocker_id = l.host_id AND b.blocked_id = r.tenant_id)
      AND (p_after_id IS NULL OR (r.is_premium, s.score, age.created_at, r.requirement_id)
                                 < (p_after_premium, p_after_score, p_after_created_at, p_after_id))
    ORDER BY r.is_premium DESC, s.score DESC, age.created_at DESC, r.requirement_id DESC
    LIMIT p_limit
$$;

COMMENT ON FUNCTION feed_listings(uuid, integer, timestamptz, boolean, double precision, timestamptz, uuid) IS
    'Listings shown to a requirement, best first, with score, factor points and the keyset of the next page.';
COMMENT ON FUNCTION feed_requirements(uuid, integer, timestamptz, boolean, double precision, timestamptz, uuid) IS
    'Requirements shown to a listing, best first, with score, factor points and the keyset of the next page.';
COMMENT ON FUNCTION postings_fit IS 'Whether a listing and a requirement suit each other by the rule of the feed, leaving people, swipes and places aside.';
