-- The design document's tables as a team would make them without the product, with its indexes and its trigger, filled
-- with 100,000 listings and 25,000 requirements. Identifiers are numbers here where pgbench has to choose among them.
DROP TABLE IF EXISTS sessions, messages, conversations, matches, swipe_actions, tenant_requirements, property_listings, users;
CREATE TABLE users (user_id uuid PRIMARY KEY, full_name text NOT NULL);
CREATE TABLE property_listings (
    listing_id uuid PRIMARY KEY, number integer UNIQUE, host_id uuid NOT NULL REFERENCES users, title text NOT NULL,
    description text NOT NULL, rent_monthly integer NOT NULL, status text NOT NULL, likes_count integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now()) WITH (fillfactor = 80);
CREATE TABLE tenant_requirements (
    requirement_id uuid PRIMARY KEY, number integer UNIQUE, tenant_id uuid NOT NULL REFERENCES users,
    budget_min integer NOT NULL, budget_max integer NOT NULL, status text NOT NULL, likes_count integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now()) WITH (fillfactor = 80);
CREATE TABLE swipe_actions (
    swipe_id uuid PRIMARY KEY DEFAULT gen_random_uuid(), number bigserial UNIQUE,
    swiper_id uuid NOT NULL REFERENCES users, swiped_user_id uuid NOT NULL REFERENCES users, target_type text NOT NULL,
    listing_id uuid NOT NULL REFERENCES property_listings, requirement_id uuid NOT NULL REFERENCES tenant_requirements,
    action text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
CREATE UNIQUE INDEX ON swipe_actions (swiper_id, listing_id, requirement_id);
CREATE INDEX ON swipe_actions (swiped_user_id, swiper_id);
CREATE TABLE matches (
    match_id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id uuid NOT NULL REFERENCES users,
    host_id uuid NOT NULL REFERENCES users, listing_id uuid NOT NULL, requirement_id uuid NOT NULL,
    compatibility_score numeric(5, 2) NOT NULL, match_status text NOT NULL DEFAULT 'active',
    created_at timestamptz NOT NULL DEFAULT now(), UNIQUE (listing_id, requirement_id));
CREATE TABLE conversations (
    conversation_id uuid PRIMARY KEY DEFAULT gen_random_uuid(), number integer UNIQUE,
    match_id uuid REFERENCES matches, tenant_id uuid NOT NULL REFERENCES users, host_id uuid NOT NULL REFERENCES users,
    created_at timestamptz NOT NULL DEFAULT now(), last_sequence bigint NOT NULL DEFAULT 0);
CREATE TABLE messages (
    message_id uuid PRIMARY KEY DEFAULT gen_random_uuid(), conversation_id uuid NOT NULL REFERENCES conversations,
    sender_id uuid NOT NULL, message_type text NOT NULL DEFAULT 'text', body text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(), sequence bigint);  -- pgbench's bare insert numbers nothing
CREATE INDEX ON messages (conversation_id, created_at DESC);
-- Of bench/web: a token can be made of its owner, so that the load client knows it.
CREATE TABLE sessions (
    token_hash bytea PRIMARY KEY, user_id uuid NOT NULL REFERENCES users, expires_at timestamptz NOT NULL);

CREATE OR REPLACE FUNCTION count_like() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.action IN ('like', 'super_like') THEN
        IF NEW.target_type = 'listing' THEN
            UPDATE property_listings SET likes_count = likes_count + 1 WHERE listing_id = NEW.listing_id;
        ELSE
            UPDATE tenant_requirements SET likes_count = likes_count + 1 WHERE requirement_id = NEW.requirement_id;
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER count_like AFTER INSERT ON swipe_actions FOR EACH ROW EXECUTE FUNCTION count_like();

INSERT INTO users SELECT md5('user ' || i)::uuid, 'Person ' || i FROM generate_series(1, 45000) i;
INSERT INTO sessions SELECT sha256(md5('token ' || user_id)::bytea), user_id, now() + interval '10 years' FROM users;
INSERT INTO property_listings (listing_id, number, host_id, title, description, rent_monthly, status)
SELECT md5('listing ' || i)::uuid, i, md5('user ' || 25001 + i % 20000)::uuid, 'Bright 2 BHK flat',
       'Well ventilated, with good daylight.', 8000 + i % 40000, 'active' FROM generate_series(1, 100000) i;
INSERT INTO tenant_requirements (requirement_id, number, tenant_id, budget_min, budget_max, status)
SELECT md5('requirement ' || i)::uuid, i, md5('user ' || i)::uuid, 5000, 30000, 'active' FROM generate_series(1, 25000) i;
INSERT INTO conversations (conversation_id, number, tenant_id, host_id)
SELECT md5('conversation ' || i)::uuid, i, md5('user ' || i)::uuid, md5('user ' || 25000 + i)::uuid FROM generate_series(1, 1000) i;
