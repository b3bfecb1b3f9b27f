-- The feed and the scores against values worked out by hand. Runs on a migrated, otherwise empty database.
-- One requirement and one listing fit each other; every case changes one thing, looks, and takes it back.

INSERT INTO users (user_id, full_name, phone, email, user_type, account_status) VALUES
    ('00000000-0000-7000-8000-000000000001', 'Tenant', '+919800000001', 'tenant@example.com', 'tenant', 'active'),
    ('00000000-0000-7000-8000-000000000002', 'Host', '+919800000002', 'host@example.com', 'host', 'active');
INSERT INTO user_verifications (user_id, phone_verified_at)
    SELECT user_id, now() FROM users;
INSERT INTO tenant_profiles (user_id, occupation, age, gender)
    VALUES ('00000000-0000-7000-8000-000000000001', 'student', 22, 'female');
INSERT INTO tenant_requirements (requirement_id, tenant_id, budget_min, budget_max, preferred_coordinates, occupancy_type,
        move_in_date, property_type, status, published_at, valid_until, created_at)
    VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-000000000001', 10000, 20000,
            'POINT(72.9 19)', 'single', '2027-01-01', '1bhk', 'active', '2026-11-01Z', '2026-12-01Z', '2026-11-01Z');

CREATE FUNCTION pg_temp.add_listing(id uuid) RETURNS void LANGUAGE sql AS $$
    INSERT INTO property_listings (listing_id, host_id, title, property_type, configuration, furnishing, total_area_sqft,
            rentable_area_sqft, address_line1, locality, city, state, pincode, coordinates, rent_monthly, deposit,
            available_from, occupancy_type, property_age_years, bathroom_type, bathrooms, parking, water_supply, status,
            published_at, valid_until, created_at)
        VALUES (id, '00000000-0000-7000-8000-000000000002', 'Flat', '1bhk', '1 BHK', 'unfurnished', 500, 450, '1 Main Road',
                'Andheri', 'Mumbai', 'Maharashtra', '400053', 'POINT(72.9 19)', 15000, 30000, '2026-12-25', 'single', 5,
                'attached', 1, 'none', 'municipal', 'active', '2026-11-01Z', '2026-12-01Z', '2026-11-01Z')
$$;
SELECT pg_temp.add_listing('00000000-0000-7000-8000-0000000000b1');

-- Which feeds show the two to each other after a change: 'both', 'tenant', 'host' or 'none'. The change is undone.
CREATE FUNCTION pg_temp.shown_after(change text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    tenant boolean;
    host   boolean;
BEGIN
    BEGIN
        EXECUTE change;
        tenant := EXISTS (SELECT FROM feed_listings('00000000-0000-7000-8000-0000000000a1', 20, '2026-11-23Z'));
        host := EXISTS (SELECT FROM feed_requirements('00000000-0000-7000-8000-0000000000b1', 20, '2026-11-23Z'));
        RAISE EXCEPTION USING ERRCODE = 'UNDO0';
    EXCEPTION WHEN SQLSTATE 'UNDO0' THEN NULL;
    END;
    RETURN CASE WHEN tenant AND host THEN 'both' WHEN tenant THEN 'tenant' WHEN host THEN 'host' ELSE 'none' END;
END $$;

-- The two scores after a change, which is undone.
CREATE FUNCTION pg_temp.scores_after(change text, OUT tenant double precision, OUT host double precision)
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE change;
    tenant := score_listing_for_requirement('00000000-0000-7000-8000-0000000000b1', '00000000-0000-7000-8000-0000000000a1');
    host := score_requirement_for_listing('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000b1');
    RAISE EXCEPTION USING ERRCODE = 'UNDO0';
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN NULL;
END $$;
CREATE FUNCTION pg_temp.tenant_score(change text) RETURNS double precision LANGUAGE sql AS
    'SELECT tenant FROM pg_temp.scores_after(change)';
CREATE FUNCTION pg_temp.host_score(change text) RETURNS double precision LANGUAGE sql AS
    'SELECT host FROM pg_temp.scores_after(change)';

-- Who is shown to whom.
DO $$
DECLARE
    listing     constant text := 'UPDATE property_listings SET ';
    requirement constant text := 'UPDATE tenant_requirements SET ';
    swiped      constant text := 'INSERT INTO pair (listing_id, requirement_id, tenant_id, host_id, %s) VALUES (
        ''00000000-0000-7000-8000-0000000000b1'', ''00000000-0000-7000-8000-0000000000a1'',
        ''00000000-0000-7000-8000-000000000001'', ''00000000-0000-7000-8000-000000000002'', %s)';
    -- Degrees; one of a meridian is 111,195.08 m on PostGIS's sphere.
    north       constant text := listing || 'coordinates = ST_SetSRID(ST_MakePoint(72.9, 19 + %s::float8), 4326);';
    radius      constant text := requirement || 'radius_km = %s';
BEGIN
    ASSERT pg_temp.shown_after('SELECT') = 'both', 'a fitting pair is shown to both sides';
    ASSERT pg_temp.shown_after(listing || 'status = ''paused''') = 'none', 'a paused listing is not shown';
    ASSERT pg_temp.shown_after(requirement || 'status = ''paused''') = 'none', 'a paused requirement is not shown';
    ASSERT pg_temp.shown_after(listing || 'valid_until = ''2026-11-23Z''') = 'none',
        'a listing is not shown from the moment its validity ends';
    ASSERT pg_temp.shown_after(requirement || 'valid_until = ''2026-11-23Z''') = 'none',
        'a requirement is not shown from the moment its validity ends';
    ASSERT pg_temp.shown_after(listing || 'rent_monthly = 9999') = 'none', 'a rent below the budget is not shown';
    ASSERT pg_temp.shown_after(listing || 'rent_monthly = 10000') = 'both', 'the minimum of the budget is inside it';
    ASSERT pg_temp.shown_after(listing || 'rent_monthly = 20000') = 'both', 'the maximum of the budget is inside it';
    ASSERT pg_temp.shown_after(listing || 'rent_monthly = 20001') = 'none', 'a rent above the budget is not shown';

    ASSERT pg_temp.shown_after(format(north, 0.08)) = 'both', '8.9 km is inside 10 km';
    ASSERT pg_temp.shown_after(format(north, 0.09) || format(radius, 10.008)) = 'both',
        'a distance is rounded to whole metres before the radius is applied: 10,007.6 m is inside 10.008 km';
    ASSERT pg_temp.shown_after(format(north, 0.09) || format(radius, 10.007)) = 'none', 'and outside 10.007 km';
    ASSERT pg_temp.shown_after(format(north, 0.0949) || format(radius, 10.008)) = 'both',
        'the radius ends at a public place, whatever the exact one';
    ASSERT pg_temp.shown_after(format(north, 0.0851) || format(radius, 10.007)) = 'none',
        'the exact place does not count inside the radius either';
    ASSERT pg_temp.shown_after('UPDATE tenant_requirements SET preferred_coordinates = ''POINT(72.9 19.0049)'';'
                               || format(north, 0.09) || format(radius, 10.007)) = 'none',
        'nor does that of the requirement';
    ASSERT pg_temp.shown_after(format(north, 0.13) || format(radius, 14.455)) = 'both',
        'the radius is the requirement''s own';

    ASSERT pg_temp.shown_after(listing || 'occupancy_type = ''double''') = 'none', 'another occupancy is not shown';
    ASSERT pg_temp.shown_after(listing || 'gender_preference = ''male''') = 'none',
        'a listing for men is not shown to a woman';
    ASSERT pg_temp.shown_after(listing || 'gender_preference = ''female''') = 'both',
        'a listing for women is shown to a woman';
    ASSERT pg_temp.shown_after(listing || 'gender_preference = ''female'';' || requirement
                               || 'gender_preference = ''male''') = 'none',
        'two different gender preferences do not fit';
    ASSERT pg_temp.shown_after(listing || 'gender_preference = ''female''; DELETE FROM tenant_profiles') = 'none',
        'a tenant of unknown gender is accepted only where any gender is';
    ASSERT pg_temp.shown_after('DELETE FROM tenant_profiles') = 'both', 'a profile is not needed to be shown';
    ASSERT pg_temp.shown_after(listing || 'available_from = ''2027-01-31''') = 'both',
        'availability 30 days after moving in still fits';
    ASSERT pg_temp.shown_after(listing || 'available_from = ''2027-02-01''') = 'none',
        'availability 31 days after moving in does not fit';

    ASSERT pg_temp.shown_after(listing || 'host_id = ''00000000-0000-7000-8000-000000000001''') = 'none',
        'nobody is shown their own posting';
    ASSERT pg_temp.shown_after('INSERT INTO blocked_users VALUES (''00000000-0000-7000-8000-000000000001'',
        ''00000000-0000-7000-8000-000000000002'')') = 'none', 'a block by the tenant hides both';
    ASSERT pg_temp.shown_after('INSERT INTO blocked_users VALUES (''00000000-0000-7000-8000-000000000002'',
        ''00000000-0000-7000-8000-000000000001'')') = 'none', 'a block by the host hides both';
    ASSERT pg_temp.shown_after('UPDATE users SET account_status = ''suspended'' WHERE user_type = ''host''') = 'host',
        'a suspended host is not shown to tenants';
    ASSERT pg_temp.shown_after('UPDATE users SET account_status = ''suspended'' WHERE user_type = ''tenant''') = 'tenant',
        'a suspended tenant is not shown to hosts';

    ASSERT pg_temp.shown_after(format(swiped, 'tenant_action', '''dislike''')) = 'host',
        'what the tenant has swiped is not shown to the tenant again';
    ASSERT pg_temp.shown_after(format(swiped, 'host_action', '''like''')) = 'tenant',
        'what the host has swiped is not shown to the host again';
    ASSERT pg_temp.shown_after(format(swiped, 'tenant_action', 'NULL')) = 'both', 'an undone swipe is shown again';
    ASSERT pg_temp.shown_after(format(swiped, 'state', '''ended''')) = 'none', 'an ended pair is never shown again';
END $$;

-- How a tenant scores a listing.
DO $$
DECLARE
    listing     constant text := 'UPDATE property_listings SET ';
    requirement constant text := 'UPDATE tenant_requirements SET ';
    north       constant text := listing || 'coordinates = ST_SetSRID(ST_MakePoint(72.9, 19 + %s::float8), 4326)';
    verified    constant text := 'UPDATE user_verifications SET email_verified_at = now(), aadhaar_verified_at = now(),
                                  face_verified_at = now();';
BEGIN
    ASSERT pg_temp.tenant_score('SELECT') = 77.5, 'a rent at three quarters of the maximum costs 22.5 of the 30 budget points';
    ASSERT pg_temp.tenant_score(listing || 'rent_monthly = 20000') = 70, 'a rent at the maximum earns no budget points';
    ASSERT pg_temp.tenant_score(listing || 'rent_monthly = 25000') = 70, 'a rent above the maximum earns no budget points';
    ASSERT pg_temp.tenant_score(format(north, 0.02)) = 66.38, '2,224 of five kilometres leave 13.88 of the 25 location points';
    ASSERT pg_temp.tenant_score(format(north, 0.0249)) = 66.38, 'a step that the public place does not show changes no score';
    ASSERT pg_temp.tenant_score(format(north, 0.05)) = 52.5, 'beyond five kilometres there are no location points';
    ASSERT pg_temp.tenant_score(format(north, 0.08)) = 52.5, 'and the location costs no more';
    ASSERT pg_temp.tenant_score(listing || 'property_type = ''2bhk''') = 62.5, 'another property type costs its 15 points';
    ASSERT pg_temp.tenant_score(requirement || 'furnishing = ''fully_furnished''') = 67.5,
        'another furnishing costs its 10 points';
    ASSERT pg_temp.tenant_score(requirement || 'furnishing = ''unfurnished''') = 77.5, 'the furnishing wished for is full';
    ASSERT pg_temp.tenant_score(requirement || 'lifestyle_smoking = ''no''') = 77.5, 'no agrees with what is not allowed';
    ASSERT pg_temp.tenant_score(listing || 'smoking_allowed = true') = 77.5, 'a wish not told agrees';
    ASSERT pg_temp.tenant_score(requirement || 'lifestyle_smoking = ''any'';' || listing || 'smoking_allowed = true') = 77.5,
        'any agrees with every rule';
    ASSERT pg_temp.tenant_score(requirement || 'lifestyle_smoking = ''no'';' || listing || 'smoking_allowed = true') = 73.5,
        'one of five lifestyle factors that disagrees costs 4 points';
    ASSERT pg_temp.tenant_score(requirement || 'lifestyle_pets = ''yes'', lifestyle_parties = ''yes'';' || listing
                                || 'pets_allowed = false, parties_allowed = true') = 73.5,
        'yes agrees with what is allowed and disagrees with what is not';
    ASSERT pg_temp.tenant_score(requirement || 'lifestyle_smoking = ''no'', lifestyle_drinking = ''no'', lifestyle_non_veg = ''no'',
            lifestyle_pets = ''no'', lifestyle_parties = ''no'';' || listing || 'smoking_allowed = true,
            drinking_allowed = true, non_veg_allowed = true, pets_allowed = true, parties_allowed = true') = 57.5,
        'five factors that disagree cost all 20 lifestyle points';
    ASSERT pg_temp.tenant_score(verified || listing || 'photos_verified = true') = 82.5,
        'a fully verified host with verified photos adds 5';
    ASSERT pg_temp.tenant_score(verified) = 77.5, 'the bonus needs verified photos';
    ASSERT pg_temp.tenant_score(listing || 'photos_verified = true') = 77.5, 'the bonus needs a fully verified host';
    ASSERT pg_temp.tenant_score(verified || listing || 'photos_verified = true, rent_monthly = 0') = 100,
        'the score ends at 100';
    ASSERT pg_temp.tenant_score('INSERT INTO tenant_priorities VALUES
            (''00000000-0000-7000-8000-0000000000a1'', 1, 2, 3, 4, 5, 6, 7, 8)') = 67.86,
        'ranks 1, 3, 6, 7, 8 weigh the five factors 1.5, 1.214, 0.786, 0.643, 0.5, scaled to a total of 100';
    ASSERT pg_temp.tenant_score('INSERT INTO tenant_priorities VALUES
            (''00000000-0000-7000-8000-0000000000a1'', 1, 2, 3, 4, 5, 6, 7, 8);' || listing || 'rent_monthly = 0') = 100,
        'with priorities the attainable total stays 100';
    ASSERT score_listing_for_requirement(gen_random_uuid(), '00000000-0000-7000-8000-0000000000a1') IS NULL,
        'an unknown listing has no score';
END $$;

-- How a host scores a requirement.
DO $$
DECLARE
    listing    constant text := 'UPDATE property_listings SET ';
    prefers    constant text := 'INSERT INTO host_preferences (listing_id, %s)
                                 VALUES (''00000000-0000-7000-8000-0000000000b1'', %s);';
    tenant     constant text := 'UPDATE tenant_profiles SET ';
BEGIN
    ASSERT pg_temp.host_score('SELECT') = 100, 'without preferences a rent within the budget and a near date score full';
    ASSERT pg_temp.host_score(format(prefers, 'occupations', '''{student,other}''')) = 100,
        'a preferred occupation is full';
    ASSERT pg_temp.host_score(format(prefers, 'occupations', '''{business}''')) = 70,
        'an occupation that is not preferred earns nothing';
    ASSERT pg_temp.host_score(format(prefers, 'occupations', '''{business}''') || 'DELETE FROM tenant_profiles') = 70,
        'an unknown occupation is not a preferred one';
    ASSERT pg_temp.host_score(listing || 'rent_monthly = 22000') = 87.5, 'a rent 10 % above the maximum earns half';
    ASSERT pg_temp.host_score(listing || 'rent_monthly = 24000') = 75, 'a rent 20 % above the maximum earns nothing';
    ASSERT pg_temp.host_score(listing || 'rent_monthly = 90000') = 75, 'a rent far above the maximum costs no more';
    ASSERT pg_temp.host_score(format(prefers, 'smoking', '''no''')) = 100, 'a habit not told agrees';
    ASSERT pg_temp.host_score(format(prefers, 'smoking', '''no''') || tenant || 'smoking = ''yes''') = 93.75,
        'one of four habits that disagrees costs 6.25 points';
    ASSERT pg_temp.host_score(format(prefers, 'food_preference', '''veg''') || tenant || 'food_preference = ''any''') = 100,
        'a tenant who eats anything agrees with every kitchen';
    ASSERT pg_temp.host_score(format(prefers, 'food_preference', '''veg''') || tenant || 'food_preference = ''non_veg''')
        = 93.75, 'another food preference disagrees';
    ASSERT pg_temp.host_score(listing || 'available_from = ''2027-01-08''') = 100, 'seven days later is still full';
    ASSERT pg_temp.host_score(listing || 'available_from = ''2027-01-09''') = 99.47,
        'eight days apart earn 37 of 38 shares of the date points';
    ASSERT pg_temp.host_score(listing || 'available_from = ''2026-12-06''') = 90, '26 days earlier earn half';
    ASSERT pg_temp.host_score(listing || 'available_from = ''2026-11-17''') = 80, '45 days apart earn nothing';
END $$;

-- Order and paging: premium first, then score, age and id, also through ties.
DO $$
DECLARE
    wanted uuid[];
    paged  uuid[] := '{}';
    last   record;
    before integer;
    -- The keyset of the last row of a page; the variable of the loop is empty after an empty page.
    premium    boolean;
    score      double precision;
    created_at timestamptz;
    id         uuid;
    newcomer   constant uuid := '00000000-0000-7000-8000-0000000002ff';
BEGIN
    PERFORM pg_temp.add_listing(newcomer);
    UPDATE property_listings SET status = 'paused' WHERE listing_id = newcomer;
    FOR n IN 1 .. 30 LOOP
        PERFORM pg_temp.add_listing(('00000000-0000-7000-8000-0000000001' || lpad(to_hex(n), 2, '0'))::uuid);
    END LOOP;
    UPDATE property_listings SET is_premium = true WHERE get_byte(uuid_send(listing_id), 15) % 5 = 0;
    UPDATE property_listings SET rent_monthly = 12000 WHERE get_byte(uuid_send(listing_id), 15) % 3 = 0;
    UPDATE property_listings SET created_at = property_listings.created_at + interval '1 millisecond'
        WHERE get_byte(uuid_send(listing_id), 15) % 4 = 0;

    SELECT array_agg(f.listing_id ORDER BY n) INTO wanted
    FROM feed_listings('00000000-0000-7000-8000-0000000000a1', 1000, '2026-11-23Z')
         WITH ORDINALITY AS f(listing_id, is_premium, score, created_at, distance_m, budget, location, lifestyle,
                              property_type, furnishing, verification_bonus, n);
    ASSERT cardinality(wanted) = 31, 'every fitting listing is in the feed once';
    ASSERT wanted = (SELECT array_agg(l.listing_id ORDER BY l.is_premium DESC, l.rent_monthly, l.created_at DESC,
                                                          l.listing_id DESC)
                  FROM property_listings l WHERE l.listing_id <> newcomer),
        'the order is premium, score, age, id, all descending';

    LOOP
        before := cardinality(paged);
        FOR last IN SELECT * FROM feed_listings('00000000-0000-7000-8000-0000000000a1', 4, '2026-11-23Z',
                                                premium, score, created_at, id) LOOP
            paged := paged || last.listing_id;
        END LOOP;
        EXIT WHEN cardinality(paged) = before;
        ASSERT cardinality(paged) <= before + 4, 'a page is no longer than asked for';
        premium := last.is_premium;
        score := last.score;
        created_at := last.created_at;
        id := last.listing_id;
        -- A listing that comes in above the cursor while someone pages does not disturb the rest.
        UPDATE property_listings SET is_premium = true, status = 'active' WHERE listing_id = newcomer;
    END LOOP;
    ASSERT paged = wanted, 'pages through tied scores repeat nothing and skip nothing';
END $$;
