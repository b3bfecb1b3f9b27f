-- Compatibility of a requirement and a listing: the rules of the feed's score, as the oracle of the C++ code in domain/.
--
-- C++ gives the same digits when it computes in double precision, in the order written here (left to right, as the
-- parentheses say, every quotient from integers converted once), with floating-point contraction off
-- (-ffp-contract=off), and rounds with the same two expressions:
--     metres:  floor(distance + 0.5)            points and scores:  floor(x * 100 + 0.5) / 100
-- Points of single factors are rounded for showing; the score is rounded once, from the unrounded sum, so it may differ
-- from the sum of shown points by a few hundredths.

CREATE OR REPLACE FUNCTION round_to_hundredth(x double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT floor(x * 100::float8 + 0.5::float8) / 100::float8
$$;

-- Great circle on PostGIS's sphere, in whole metres. Its radius is (2a + b) / 3 of WGS 84 = 6371008.771415059 m, its angle
-- atan2(sqrt((cos φ2 sin Δλ)² + (cos φ1 sin φ2 − sin φ1 cos φ2 cos Δλ)²), sin φ1 sin φ2 + cos φ1 cos φ2 cos Δλ).
CREATE OR REPLACE FUNCTION great_circle_m(a geography, b geography) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT floor(ST_Distance(a, b, false) + 0.5::float8)::integer
$$;

-- Between what strangers may know of two places: what the feed and the scores go by.
CREATE OR REPLACE FUNCTION public_distance_m(a geography, b geography) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT great_circle_m(public_place(a), public_place(b))
$$;

-- What a rank of 1 to 8 does to the weight of a factor; no ranking leaves it alone.
CREATE OR REPLACE FUNCTION priority_multiplier(rank smallint) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(1.5::float8 - (rank - 1)::float8 / 7::float8, 1::float8)
$$;

-- A tenant's wish against a rule of the house: not told and any agree, yes wants it allowed, no wants it not.
CREATE OR REPLACE FUNCTION wish_agrees(wish text, allowed boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT wish IS NULL OR wish = 'any' OR (wish = 'yes') = allowed
$$;

-- A host's wish against a tenant's habit: not told or `any` on either side agrees.
CREATE OR REPLACE FUNCTION habit_agrees(wish text, habit text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT wish IS NULL OR wish = 'any' OR habit IS NULL OR habit = 'any' OR wish = habit
$$;

-- How a tenant sees a listing. Each factor fulfils a share of 0 to 1 of its weight:
--   budget         30   (budget_max - rent) / budget_max, none above budget_max
--   location       25   (5000 - distance) / 5000, none from 5 km on
--   lifestyle      20   agreeing wishes / 5
--   property_type  15   equal or not
--   furnishing     10   equal, or the tenant takes any
-- weight = base * multiplier * 100 / total, where total is the sum of base * multiplier: all weights sum to 100.
-- A fully verified host with verified photos adds 5; the score ends at 100.
CREATE OR REPLACE FUNCTION listing_score_breakdown(
    l property_listings, r tenant_requirements, p tenant_priorities, distance_m integer, host_fully_verified boolean)
RETURNS TABLE (score double precision, budget double precision, location double precision, lifestyle double precision,
               property_type double precision, furnishing double precision, verification_bonus double precision)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT round_to_hundredth(least(points.budget + points.location + points.lifestyle + points.property_type
                                    + points.furnishing + points.bonus, 100::float8)),
           round_to_hundredth(points.budget), round_to_hundredth(points.location), round_to_hundredth(points.lifestyle),
           round_to_hundredth(points.property_type), round_to_hundredth(points.furnishing), points.bonus
    FROM (SELECT 30::float8 * priority_multiplier(p.budget)        AS budget,
                 25::float8 * priority_multiplier(p.location)      AS location,
                 20::float8 * priority_multiplier(p.lifestyle)     AS lifestyle,
                 15::float8 * priority_multiplier(p.property_type) AS property_type,
                 10::float8 * priority_multiplier(p.furnishing)    AS furnishing) AS base
    CROSS JOIN LATERAL (SELECT base.budget + base.location + base.lifestyle + base.property_type + base.furnishing AS total)
        AS weights
    CROSS JOIN LATERAL (SELECT
        CASE WHEN l.rent_monthly <= r.budget_max
             THEN (r.budget_max - l.rent_monthly)::float8 / r.budget_max::float8 ELSE 0 END AS budget,
        CASE WHEN distance_m <= 5000 THEN (5000 - distance_m)::float8 / 5000::float8 ELSE 0 END AS location,
        (wish_agrees(r.lifestyle_smoking, l.smoking_allowed)::integer
         + wish_agrees(r.lifestyle_drinking, l.drinking_allowed)::integer
         + wish_agrees(r.lifestyle_non_veg, l.non_veg_allowed)::integer
         + wish_agrees(r.lifestyle_pets, l.pets_allowed)::integer
         + wish_agrees(r.lifestyle_parties, l.parties_allowed)::integer)::float8 / 5::float8 AS lifestyle,
        (r.property_type = l.property_type)::integer::float8 AS property_type,
        (r.furnishing = 'any' OR r.furnishing = l.furnishing)::integer::float8 AS furnishing) AS share
    CROSS JOIN LATERAL (SELECT
        share.budget * (base.budget * 100::float8 / weights.total)               AS budget,
        share.location * (base.location * 100::float8 / weights.total)           AS location,
        share.lifestyle * (base.lifestyle * 100::float8 / weights.total)         AS lifestyle,
        share.property_type * (base.property_type * 100::float8 / weights.total) AS property_type,
        share.furnishing * (base.furnishing * 100::float8 / weights.total)       AS furnishing,
        CASE WHEN host_fully_verified AND l.photos_verified THEN 5::float8 ELSE 0::float8 END AS bonus) AS points
$$;

-- How a host sees a requirement. Shares of fixed weights:
--   occupation  30   preferred, or the host prefers none in particular
--   budget      25   full up to the tenant's maximum, falling to none at 20 % above: (6 max - 5 rent) / max
--   lifestyle   25   agreeing habits / 4
--   date        20   full when availability and moving in are within 7 days, none from 45: (45 - days) / 38
CREATE OR REPLACE FUNCTION requirement_score_breakdown(
    r tenant_requirements, t tenant_profiles, l property_listings, h host_preferences)
RETURNS TABLE (score double precision, occupation double precision, budget double precision, lifestyle double precision,
               possession_date double precision)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT round_to_hundredth(points.occupation + points.budget + points.lifestyle + points.possession_date),
           round_to_hundredth(points.occupation), round_to_hundredth(points.budget),
           round_to_hundredth(points.lifestyle), round_to_hundredth(points.possession_date)
    FROM (SELECT abs(l.available_from - r.move_in_date) AS days_apart,
                 6 * r.budget_max::bigint - 5 * l.rent_monthly::bigint AS budget_left) AS gap
    CROSS JOIN LATERAL (SELECT
        30::float8 * (coalesce(cardinality(h.occupations), 0) = 0
                      OR coalesce(t.occupation = ANY (h.occupations), false))::integer::float8 AS occupation,
        25::float8 * CASE WHEN l.rent_monthly <= r.budget_max THEN 1::float8
                          WHEN gap.budget_left <= 0 THEN 0::float8
                          ELSE gap.budget_left::float8 / r.budget_max::float8 END AS budget,
        25::float8 * ((habit_agrees(h.food_preference, t.food_preference)::integer
                       + habit_agrees(h.smoking, t.smoking)::integer
                       + habit_agrees(h.drinking, t.drinking)::integer
                       + habit_agrees(h.pets, t.pets)::integer)::float8 / 4::float8) AS lifestyle,
        20::float8 * CASE WHEN gap.days_apart <= 7 THEN 1::float8
                          WHEN gap.days_apart >= 45 THEN 0::float8
                          ELSE (45 - gap.days_apart)::float8 / 38::float8 END AS possession_date) AS points
$$;

-- One row, or none when either does not exist. In a FROM clause it becomes part of the statement, so a commit scores all its
-- matches with one plan.
CREATE OR REPLACE FUNCTION listing_scores(p_listing_id uuid, p_requirement_id uuid)
RETURNS TABLE (score double precision)
LANGUAGE sql STABLE AS $$
    SELECT s.score
    FROM tenant_requirements r
    CROSS JOIN property_listings l
    LEFT JOIN tenant_priorities p ON p.requirement_id = r.requirement_id
    LEFT JOIN user_verifications v ON v.user_id = l.host_id
    CROSS JOIN LATERAL listing_score_breakdown(
        l, r, p, public_distance_m(l.coordinates, r.preferred_coordinates), coalesce(v.is_fully_verified, false)) s
    WHERE r.requirement_id = p_requirement_id AND l.listing_id = p_listing_id
$$;

CREATE OR REPLACE FUNCTION score_listing_for_requirement(p_listing_id uuid, p_requirement_id uuid)
RETURNS double precision
LANGUAGE sql STABLE AS $$ SELECT score FROM listing_scores(p_listing_id, p_requirement_id) $$;

CREATE OR REPLACE FUNCTION score_requirement_for_listing(p_requirement_id uuid, p_listing_id uuid)
RETURNS double precision
LANGUAGE sql STABLE AS $$
    SELECT s.score
    FROM tenant_requirements r
    CROSS JOIN property_listings l
    LEFT JOIN tenant_profiles t ON t.user_id = r.tenant_id
    LEFT JOIN host_preferences h ON h.listing_id = l.listing_id
    CROSS JOIN LATERAL requirement_score_breakdown(r, t, l, h) s
    WHERE r.requirement_id = p_requirement_id AND l.listing_id = p_listing_id
$$;

COMMENT ON FUNCTION listing_scores IS 'A tenant''s score of a listing, 0 to 100 in hundredths.';
COMMENT ON FUNCTION score_listing_for_requirement(uuid, uuid) IS
    'A tenant''s score of a listing, 0 to 100 in hundredths; NULL when either does not exist.';
COMMENT ON FUNCTION score_requirement_for_listing(uuid, uuid) IS
    'A host''s score of a requirement, 0 to 100 in hundredths; NULL when either does not exist.';
COMMENT ON FUNCTION round_to_hundredth IS 'Points and scores as they are shown, the same in SQL and C++.';
COMMENT ON FUNCTION great_circle_m IS 'Distance on PostGIS''s sphere in whole metres.';
COMMENT ON FUNCTION public_distance_m IS 'Distance of the public places of two exact ones in whole metres.';
COMMENT ON FUNCTION priority_multiplier IS 'What a rank of 1 to 8 does to the weight of a factor; 1 without a ranking.';
COMMENT ON FUNCTION wish_agrees IS 'Whether a tenant''s wish agrees with a rule of the house.';
COMMENT ON FUNCTION habit_agrees IS 'Whether a host''s wish agrees with a tenant''s habit.';
COMMENT ON FUNCTION listing_score_breakdown IS 'How a tenant sees a listing: points of each factor and the score.';
COMMENT ON FUNCTION requirement_score_breakdown IS 'How a host sees a requirement: points of each factor and the score.';
