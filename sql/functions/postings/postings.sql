-- What is true of postings outside of a batch.

CREATE OR REPLACE FUNCTION photo_order_is_complete(listing uuid) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT coalesce(bool_and(rank - rank_before IN (0, 1)) AND max(rank) >= 2, false)
        FROM (SELECT rank, lag(rank, 1, -1) OVER (ORDER BY sequence_order) AS rank_before
              FROM property_photos
              CROSS JOIN LATERAL (SELECT array_position(ARRAY['room', 'kitchen', 'bathroom', 'hall', 'balcony',
                                                              'building_exterior', 'street_view'], photo_type) - 1 AS rank) kind
              WHERE listing_id = listing) placed);
END $$;
COMMENT ON FUNCTION photo_order_is_complete IS 'As is_complete_sequence of domain/postings/photo_sequence.hpp: room, kitchen and bathroom are there and no kind stands before one that precedes it';

-- Few rows at a time, and none that a commit holds: the next call takes them.
CREATE OR REPLACE FUNCTION end_lapsed_premium(at timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE AS $$
    WITH listings AS (
        UPDATE property_listings SET is_premium = false WHERE listing_id IN (
            SELECT listing_id FROM property_listings WHERE is_premium AND coalesce(premium_until, valid_until) <= at
            ORDER BY coalesce(premium_until, valid_until) LIMIT 500 FOR NO KEY UPDATE SKIP LOCKED)
        RETURNING listing_id),
    requirements AS (
        UPDATE tenant_requirements SET is_premium = false WHERE requirement_id IN (
            SELECT requirement_id FROM tenant_requirements WHERE is_premium AND coalesce(premium_until, valid_until) <= at
            ORDER BY coalesce(premium_until, valid_until) LIMIT 500 FOR NO KEY UPDATE SKIP LOCKED)
        RETURNING requirement_id),
    told AS (
        INSERT INTO change_log (kind, key)
        SELECT 'listing', listing_id FROM listings UNION ALL SELECT 'requirement', requirement_id FROM requirements
        RETURNING 1)
    SELECT count(*) FROM told
$$;
COMMENT ON FUNCTION end_lapsed_premium IS 'Premium ends with what was paid for; returns how many postings it ended for';
