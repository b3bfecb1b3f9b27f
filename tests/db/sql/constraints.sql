-- What the schema itself refuses. Runs on a migrated, otherwise empty database.

-- The SQLSTATE a statement is refused with, or 'accepted'; what it did is undone.
CREATE FUNCTION pg_temp.refusal(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    SET CONSTRAINTS ALL IMMEDIATE;
    RAISE EXCEPTION USING ERRCODE = 'UNDO0';
EXCEPTION
    WHEN SQLSTATE 'UNDO0' THEN RETURN 'accepted';
    WHEN OTHERS THEN RETURN SQLSTATE;
END $$;

CREATE FUNCTION pg_temp.is_accepted(statement text) RETURNS boolean LANGUAGE sql AS
    'SELECT pg_temp.refusal(statement) = ''accepted''';
-- 23514 is check_violation, 23505 unique_violation, 23503 foreign_key_violation, 23502 not_null_violation.
CREATE FUNCTION pg_temp.is_checked(statement text) RETURNS boolean LANGUAGE sql AS
    'SELECT pg_temp.refusal(statement) = ''23514''';
CREATE FUNCTION pg_temp.is_duplicate(statement text) RETURNS boolean LANGUAGE sql AS
    'SELECT pg_temp.refusal(statement) = ''23505''';

-- A tenant (1), a host (2), a pending and a deleted account; a requirement (a1), a listing (b1), a match and its conversation.
INSERT INTO users (user_id, full_name, phone, email, user_type, account_status, deleted_at) VALUES
    ('00000000-0000-7000-8000-000000000001', 'Tenant', '+919800000001', 'tenant@example.com', 'tenant', 'active', NULL),
    ('00000000-0000-7000-8000-000000000002', 'Host', '+919800000002', 'host@example.com', 'host', 'active', NULL),
    ('00000000-0000-7000-8000-000000000003', 'Pending', '+919800000003', 'pending@example.com', 'host', 'pending', NULL),
    ('00000000-0000-7000-8000-000000000004', 'Deleted', '+919800000004', 'deleted@example.com', 'host', 'deleted', now());
INSERT INTO tenant_requirements (requirement_id, tenant_id, budget_min, budget_max, preferred_coordinates, occupancy_type,
        move_in_date, property_type)
    VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-000000000001', 10000, 20000,
            'POINT(72.9 19)', 'single', '2027-01-01', '1bhk');
INSERT INTO property_listings (listing_id, host_id, title, property_type, configuration, furnishing, total_area_sqft,
        rentable_area_sqft, address_line1, locality, city, state, pincode, coordinates, rent_monthly, deposit,
        available_from, occupancy_type, property_age_years, bathroom_type, bathrooms, parking, water_supply, source_ref)
    VALUES ('00000000-0000-7000-8000-0000000000b1', '00000000-0000-7000-8000-000000000002', 'Sunny flat', '1bhk', '1 BHK',
            'unfurnished', 500, 450, '1 Main Road', 'Andheri', 'Mumbai', 'Maharashtra', '400053', 'POINT(72.9 19)', 15000,
            30000, '2026-12-25', 'single', 5, 'attached', 1, 'none', 'municipal', 'file:1');
INSERT INTO property_photos (photo_id, listing_id, photo_type, sequence_order, thumb_key, card_key, full_key, media_type,
        width, height, bytes, checksum)
    VALUES ('00000000-0000-7000-8000-0000000000c1', '00000000-0000-7000-8000-0000000000b1', 'room', 1, 't', 'c', 'f',
            'image/jpeg', 1600, 1200, 200000, '\x00');
DO $$
BEGIN
    INSERT INTO matches (match_id, listing_id, requirement_id, tenant_id, host_id, compatibility_score, conversation_id)
        VALUES ('00000000-0000-7000-8000-0000000000d1', '00000000-0000-7000-8000-0000000000b1',
                '00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-000000000001',
                '00000000-0000-7000-8000-000000000002', 77.5, '00000000-0000-7000-8000-0000000000e1');
    INSERT INTO conversations (conversation_id, match_id, tenant_id, host_id)
        VALUES ('00000000-0000-7000-8000-0000000000e1', '00000000-0000-7000-8000-0000000000d1',
                '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002');
    -- Checks now what waits for the end of the transaction, so that the file may run as one.
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
END $$;

-- Accounts.
DO $$
DECLARE
    account constant text := 'INSERT INTO users (user_id, full_name, phone, email, user_type, account_status)
                              VALUES (gen_random_uuid(), ''New'', %L, %L, ''tenant'', %L)';
BEGIN
    ASSERT pg_temp.is_accepted(format(account, '+919800000009', 'new@example.com', 'active')), 'a new account is accepted';
    ASSERT pg_temp.is_duplicate(format(account, '+919800000001', 'new@example.com', 'active')),
        'the phone of an active account is taken';
    ASSERT pg_temp.is_accepted(format(account, '+919800000008', 'TENANT@example.com', 'active')),
        'an e-mail address is a claim until it is proven, which is no matter of this table';
    ASSERT pg_temp.is_duplicate('UPDATE users SET account_status = ''suspended'' WHERE user_type = ''tenant'';'
                                || format(account, '+919800000001', 'new@example.com', 'active')),
        'a suspended account keeps its phone';
    ASSERT pg_temp.is_accepted(format(account, '+919800000001', 'tenant@example.com', 'pending')),
        'a pending account may name a taken phone; it reserves nothing';
    ASSERT pg_temp.is_accepted(format(account, '+919800000003', 'pending@example.com', 'active')),
        'a pending account reserves neither phone nor e-mail address';
    ASSERT pg_temp.is_accepted(format(account, '+919800000004', 'deleted@example.com', 'active')),
        'a deleted account reserves neither phone nor e-mail address';
    ASSERT pg_temp.is_checked(format(account, '9800000009', 'new@example.com', 'active')), 'a phone is E.164, with its plus';
    ASSERT pg_temp.is_checked(format(account, '+09800000009', 'new@example.com', 'active')), 'no country code begins with 0';
    ASSERT pg_temp.is_checked(format(account, '+919800000009', 'nobody', 'active')), 'an e-mail address has an @';
    ASSERT pg_temp.is_checked(format(account, NULL, 'new@example.com', 'active')), 'an active account has a phone';
    ASSERT pg_temp.is_checked('UPDATE users SET account_status = ''gone'''), 'an unknown account status is refused';
    ASSERT pg_temp.is_checked('INSERT INTO blocked_users VALUES (''00000000-0000-7000-8000-000000000001'',
        ''00000000-0000-7000-8000-000000000001'')'), 'nobody blocks themselves';
END $$;

-- Full verification is all four levels.
DO $$
BEGIN
    INSERT INTO user_verifications (user_id, phone_verified_at, email_verified_at, aadhaar_verified_at)
        VALUES ('00000000-0000-7000-8000-000000000002', now(), now(), now());
    ASSERT NOT (SELECT is_fully_verified FROM user_verifications), 'three levels are not full verification';
    UPDATE user_verifications SET face_verified_at = now();
    ASSERT (SELECT is_fully_verified FROM user_verifications), 'four levels are full verification';
END $$;

-- Postings.
DO $$
DECLARE
    listing     constant text := 'UPDATE property_listings SET ';
    requirement constant text := 'UPDATE tenant_requirements SET ';
    photo       constant text := 'INSERT INTO property_photos SELECT gen_random_uuid(), listing_id, %L, %s, thumb_key, card_key,
                                  full_key, media_type, width, height, bytes, checksum FROM property_photos';
    priorities  constant text := 'INSERT INTO tenant_priorities VALUES (''00000000-0000-7000-8000-0000000000a1'', %s)';
BEGIN
    ASSERT pg_temp.is_checked(listing || 'rent_monthly = -1'), 'a rent is not negative';
    ASSERT pg_temp.is_checked(listing || 'deposit = -1'), 'a deposit is not negative';
    ASSERT pg_temp.is_checked(listing || 'rentable_area_sqft = 501'), 'the rentable area is within the total area';
    ASSERT pg_temp.is_checked(listing || 'pincode = ''012345'''), 'no pincode begins with 0';
    ASSERT pg_temp.is_checked(listing || 'status = ''fulfilled'''), 'a listing is rented, not fulfilled';
    ASSERT pg_temp.is_checked(listing || 'status = ''active'''), 'an active listing has been published';
    ASSERT pg_temp.is_accepted(listing || 'status = ''active'', published_at = now(), valid_until = now()'),
        'a published listing may be active';
    ASSERT pg_temp.is_duplicate('INSERT INTO property_listings (listing_id, host_id, title, property_type, configuration,
            furnishing, total_area_sqft, rentable_area_sqft, address_line1, locality, city, state, pincode, coordinates,
            rent_monthly, deposit, available_from, occupancy_type, property_age_years, bathroom_type, bathrooms, parking,
            water_supply, source_ref)
        SELECT gen_random_uuid(), host_id, title, property_type, configuration, furnishing, total_area_sqft,
            rentable_area_sqft, address_line1, locality, city, state, pincode, coordinates, rent_monthly, deposit,
            available_from, occupancy_type, property_age_years, bathroom_type, bathrooms, parking, water_supply, source_ref
        FROM property_listings'), 'a row of an imported file becomes one listing';
    ASSERT pg_temp.is_checked(requirement || 'status = ''rented'''), 'a requirement is fulfilled, not rented';
    ASSERT pg_temp.is_checked(requirement || 'budget_min = 20001'), 'the minimum of a budget is not above its maximum';
    ASSERT pg_temp.is_checked(requirement || 'preferred_localities = ''{}'''), 'localities are an array';
    ASSERT pg_temp.is_checked(requirement || 'lifestyle_pets = ''maybe'''), 'a lifestyle wish is yes, no or any';

    ASSERT pg_temp.is_accepted(format(priorities, '8, 7, 6, 5, 4, 3, 2, 1')), 'eight different ranks are accepted';
    ASSERT pg_temp.is_checked(format(priorities, '1, 1, 3, 4, 5, 6, 7, 8')), 'a rank is given once';
    ASSERT pg_temp.is_checked(format(priorities, '0, 2, 3, 4, 5, 6, 7, 8')), 'ranks begin with 1';
    ASSERT pg_temp.is_checked(format(priorities, '1, 2, 3, 4, 5, 6, 7, 9')), 'ranks end with 8';
    ASSERT pg_temp.refusal(format(priorities, '1, 2, 3, 4, 5, 6, 7, NULL')) = '23502', 'all eight factors are ranked';

    ASSERT pg_temp.is_accepted(format(photo, 'kitchen', 2)), 'the second photo may be of the kitchen';
    ASSERT pg_temp.is_duplicate(format(photo, 'room', 1)), 'a place in the order of photos is taken once';
    ASSERT pg_temp.is_checked('UPDATE property_photos SET photo_type = ''kitchen'''), 'the first photo is of the room';

    ASSERT EXISTS (SELECT FROM property_listings WHERE search @@ websearch_to_tsquery('english', 'flats in Andheri')),
        'full text finds a listing by stems, title and locality, although its description is empty';
END $$;

-- Swipes, pairs and matches.
DO $$
DECLARE
    swipe constant text := 'INSERT INTO swipe_actions (swipe_id, swiper_id, target_type, swiped_listing_id,
            swiped_requirement_id, swiped_user_id, listing_id, requirement_id, action, undone_at)
        VALUES (gen_random_uuid(), ''00000000-0000-7000-8000-000000000001'', %L, %L, %L,
                ''00000000-0000-7000-8000-000000000002'', ''00000000-0000-7000-8000-0000000000b1'',
                ''00000000-0000-7000-8000-0000000000a1'', ''like'', %L);';
    listing     constant uuid := '00000000-0000-7000-8000-0000000000b1';
    requirement constant uuid := '00000000-0000-7000-8000-0000000000a1';
    on_listing     constant text := format(swipe, 'listing', listing, NULL, NULL);
    on_requirement constant text := format(swipe, 'requirement', NULL, requirement, NULL);
    undone         constant text := format(swipe, 'listing', listing, NULL, '2026-11-23Z');
BEGIN
    ASSERT pg_temp.is_accepted(on_listing || on_requirement), 'each side of a pair has its swipe';
    ASSERT pg_temp.is_duplicate(on_listing || on_listing), 'one side of a pair has one live swipe';
    ASSERT pg_temp.is_accepted(undone || undone || on_listing), 'undone swipes stay beside the live one';
    ASSERT pg_temp.is_checked(format(swipe, 'listing', listing, requirement, NULL)), 'a swipe has one target, not two';
    ASSERT pg_temp.is_checked(format(swipe, 'listing', NULL, NULL, NULL)), 'a swipe has a target';
    ASSERT pg_temp.is_checked(format(swipe, 'requirement', listing, NULL, NULL)), 'the target is of its type';
    ASSERT pg_temp.is_checked(format(swipe, 'listing', gen_random_uuid(), NULL, NULL)), 'the target is part of the pair';

    ASSERT pg_temp.is_duplicate('INSERT INTO matches SELECT gen_random_uuid(), listing_id, requirement_id, tenant_id, host_id,
        compatibility_score, match_status, created_at, ended_at, ended_by, gen_random_uuid(), listing_version FROM matches'),
        'a pair has one match for ever';
    ASSERT pg_temp.is_checked('UPDATE matches SET match_status = ''tenant_unmatched'''), 'an unmatch has its time';
    ASSERT pg_temp.is_checked('UPDATE matches SET ended_at = now()'), 'an active match has not ended';
    ASSERT pg_temp.refusal('UPDATE matches SET conversation_id = gen_random_uuid()') = '23503',
        'the conversation of a match exists at the end of the transaction';
    ASSERT pg_temp.is_checked('UPDATE conversations SET tenant_read = 1'), 'nobody has read further than was written';
END $$;

-- Payments.
DO $$
DECLARE
    payment constant text := 'INSERT INTO payments (payment_id, user_id, purpose, subject_id, gateway, amount_paise,
            gateway_order_id) VALUES (gen_random_uuid(), ''00000000-0000-7000-8000-000000000001'', %L, %L, ''razorpay'', %s,
            ''order_1'');';
    posting constant uuid := '00000000-0000-7000-8000-0000000000a1';
    webhook constant text := 'INSERT INTO webhook_events (provider, event_id, body_hash)
                              VALUES (%L, ''evt_1'', sha256(''body''));';
BEGIN
    ASSERT pg_temp.is_accepted(format(payment, 'tenant_listing', posting, 25000)), 'a posting may be paid for';
    ASSERT pg_temp.is_checked(format(payment, 'tenant_listing', NULL, 25000)), 'a payment for a posting names it';
    ASSERT pg_temp.is_accepted(format(payment, 'tenant_premium', NULL, 99900)), 'a plan names no posting';
    ASSERT pg_temp.is_checked(format(payment, 'tenant_listing', posting, -1)), 'an amount is not negative';
    ASSERT pg_temp.is_duplicate(format(payment, 'tenant_listing', posting, 25000)
                                || format(payment, 'tenant_listing', posting, 25000)),
        'an order of a gateway belongs to one payment';
    ASSERT pg_temp.is_checked('INSERT INTO payments (payment_id, user_id, purpose, subject_id, gateway, amount_paise, status)
        VALUES (gen_random_uuid(), ''00000000-0000-7000-8000-000000000001'', ''host_listing'', gen_random_uuid(), ''paytm'',
                1, ''succeeded'')'), 'a settled payment has its time';
    ASSERT pg_temp.is_duplicate(format(webhook, 'razorpay') || format(webhook, 'razorpay')),
        'a webhook event is recorded once';
    ASSERT pg_temp.is_accepted(format(webhook, 'razorpay') || format(webhook, 'paytm')),
        'providers may use the same event identifier';
END $$;

-- Partitions.
DO $$
DECLARE
    message constant text := 'INSERT INTO messages (message_id, conversation_id, sequence, sender_id, message_type, created_at)
        VALUES (gen_random_uuid(), ''00000000-0000-7000-8000-0000000000e1'', 1, ''00000000-0000-7000-8000-000000000001'',
                ''text'', %L)';
BEGIN
    ASSERT ensure_partitions(((now() AT TIME ZONE 'UTC') - interval '1 month')::date, 5) = 0,
        'migration makes the partitions of the previous month, the present one and the next three';

    SET LOCAL TimeZone = 'Asia/Kolkata';
    ASSERT ensure_partitions('2040-06-20', 2) = 4, 'two months of two tables are four partitions';
    ASSERT ensure_partitions('2040-06-01', 3) = 2, 'only what is missing is made';
    ASSERT pg_temp.is_accepted(format(message, '2040-06-01 00:00:00Z')), 'a month begins with its first instant in UTC';
    ASSERT pg_temp.is_accepted(format(message, '2040-08-31 23:59:59.999999Z')), 'a month ends with its last instant in UTC';
END $$;

-- Events.
DO $$
DECLARE
    one constant uuid := '00000000-0000-7000-8000-000000000001';
    two constant uuid := '00000000-0000-7000-8000-000000000002';
BEGIN
    ASSERT append_user_event(one, 'match.created', NULL) = 1, 'the first event of a person is number 1';
    ASSERT append_user_event(two, 'match.created', NULL) = 1, 'everyone''s events are numbered for themselves';
    ASSERT pg_temp.is_accepted(format('SELECT append_user_event(%L, ''message.created'', NULL)', one)),
        'an event may be taken back with its transaction';
    ASSERT append_user_event(one, 'match.ended', NULL, '{"by": "host"}') = 2, 'an event taken back leaves no gap';
    ASSERT (SELECT array_agg(seq ORDER BY seq) FROM user_events WHERE user_id = one) = '{1,2}',
        'the events are there under their numbers';
    ASSERT (SELECT last_seq FROM user_counter WHERE user_id = one) = 2, 'the counter names the newest event';
END $$;

-- The schema explains itself.
DO $$
DECLARE
    silent text;
BEGIN
    SELECT string_agg(relname, ', ') INTO silent FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
      AND obj_description(oid, 'pg_class') IS NULL AND relname NOT IN ('spatial_ref_sys', 'schema_migrations');
    ASSERT silent IS NULL, 'every table says what it is for; these do not: ' || silent;
    ASSERT (SELECT count(*) FROM shard) = 256, 'there are 256 shards';
    ASSERT (SELECT value FROM system_settings WHERE key = 'premium_listing_price_paise') = '99900',
        'prices are settings, in paise';
END $$;
