-- The design document's feed ("Step 1: User Browses Feed") with its score ("Step 2") written out, on the product's tables.
-- The score weighs factors as the product does (1.5 for the first rank, 0.5 for the last). Photos are counted for the twenty
-- rows shown, not for the whole table as the document's text would: the fairer rival.
\set n random(1, :people)
SELECT page.*, (SELECT count(*) FROM property_photos pp WHERE pp.listing_id = page.listing_id) AS photo_count
FROM (
    SELECT pl.*, hp.host_category, u.full_name, v.is_fully_verified, tr.requirement_id,
           least(100,
               (tr.budget_max - pl.rent_monthly)::float8 / tr.budget_max * 30 * (1.5 - (coalesce(tp.budget, 4.5) - 1) / 7)
               + greatest(0, 5000 - ST_Distance(public_place(pl.coordinates), public_place(tr.preferred_coordinates), false)) / 5000 * 25
                 * (1.5 - (coalesce(tp.location, 4.5) - 1) / 7)
               + ((coalesce(tr.lifestyle_smoking, 'any') = 'any' OR (tr.lifestyle_smoking = 'yes') = pl.smoking_allowed)::int
                  + (coalesce(tr.lifestyle_drinking, 'any') = 'any' OR (tr.lifestyle_drinking = 'yes') = pl.drinking_allowed)::int
                  + (coalesce(tr.lifestyle_non_veg, 'any') = 'any' OR (tr.lifestyle_non_veg = 'yes') = pl.non_veg_allowed)::int
                  + (coalesce(tr.lifestyle_pets, 'any') = 'any' OR (tr.lifestyle_pets = 'yes') = pl.pets_allowed)::int
                  + (coalesce(tr.lifestyle_parties, 'any') = 'any' OR (tr.lifestyle_parties = 'yes') = pl.parties_allowed)::int)
                 / 5.0 * 20 * (1.5 - (coalesce(tp.lifestyle, 4.5) - 1) / 7)
               + (tr.property_type = pl.property_type)::int * 15 * (1.5 - (coalesce(tp.property_type, 4.5) - 1) / 7)
               + (tr.furnishing = 'any' OR tr.furnishing = pl.furnishing)::int * 10
                 * (1.5 - (coalesce(tp.furnishing, 4.5) - 1) / 7)
               + (v.is_fully_verified AND pl.photos_verified)::int * 5) AS compatibility_score
    FROM tenant_requirements tr
    JOIN property_listings pl ON ST_DWithin(public_place(pl.coordinates), public_place(tr.preferred_coordinates), tr.radius_m, false)
         AND pl.rent_monthly BETWEEN tr.budget_min AND tr.budget_max
    JOIN users u ON pl.host_id = u.user_id
    JOIN host_profiles hp ON u.user_id = hp.user_id
    JOIN user_verifications v ON u.user_id = v.user_id
    LEFT JOIN tenant_priorities tp ON tp.requirement_id = tr.requirement_id
    WHERE tr.requirement_id = (:'requirements'::uuid[])[:n]
      AND pl.status = 'active'
      AND NOT EXISTS (SELECT FROM swipe_actions sa WHERE sa.swiper_id = tr.tenant_id AND sa.swiped_listing_id = pl.listing_id)
    ORDER BY pl.is_premium DESC, compatibility_score DESC, pl.created_at DESC
    LIMIT 20) AS page;
