-- Accounts: who someone is, how it was proven, how they are signed in, and the settings of the platform.

CREATE EXTENSION IF NOT EXISTS postgis;

CREATE TABLE users (
    user_id            uuid PRIMARY KEY,
    full_name          text NOT NULL CHECK (char_length(full_name) BETWEEN 1 AND 120),
    phone              text CHECK (phone ~ '^\+[1-9][0-9]{7,14}$'),
    email              text CHECK (char_length(email) <= 254 AND email ~ '^[^@\s]+@[^@\s]+$'),
    password_hash      text,
    user_type          text NOT NULL CHECK (user_type IN ('tenant', 'host', 'both')),
    account_status     text NOT NULL DEFAULT 'pending'
                       CHECK (account_status IN ('pending', 'active', 'suspended', 'deleted')),
    contact_visibility text NOT NULL DEFAULT 'after_match' CHECK (contact_visibility IN ('after_match', 'never')),
    whatsapp_opt_in    boolean NOT NULL DEFAULT false,
    device_tokens      jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(device_tokens) = 'array'),
    revision           bigint NOT NULL DEFAULT 1,
    last_active_at     timestamptz,
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now(),
    deleted_at         timestamptz,
    CONSTRAINT users_contact_until_deleted
        CHECK (account_status = 'deleted' OR (phone IS NOT NULL AND email IS NOT NULL)),
    CONSTRAINT users_deleted_at_set CHECK ((account_status = 'deleted') = (deleted_at IS NOT NULL))
) WITH (fillfactor = 85);

-- Pending and deleted accounts reserve neither a phone nor an e-mail address.
CREATE UNIQUE INDEX users_phone_taken ON users (phone) WHERE account_status IN ('active', 'suspended');
CREATE UNIQUE INDEX users_email_taken ON users (lower(email)) WHERE account_status IN ('active', 'suspended');
CREATE INDEX users_phone_pending ON users (phone, created_at DESC) WHERE account_status = 'pending';
CREATE INDEX users_email_pending ON users (lower(email), created_at DESC) WHERE account_status = 'pending';

COMMENT ON TABLE users IS 'One row per account; an account may be tenant, host or both.';
COMMENT ON COLUMN users.phone IS 'E.164. NULL only after erasure of a deleted account.';
COMMENT ON COLUMN users.password_hash IS 'Argon2id string of libsodium; NULL when the account signs in by one-time password only.';
COMMENT ON COLUMN users.contact_visibility IS 'after_match: phone and e-mail are shown to a match; never: to nobody.';
COMMENT ON COLUMN users.whatsapp_opt_in IS 'WhatsApp messages are sent only to people who asked for them.';
COMMENT ON COLUMN users.device_tokens IS 'Array of {token, platform, added_at} for push notifications.';
COMMENT ON COLUMN users.revision IS 'Counts edits of the account by its owner; the ETag of /users/me.';

CREATE TABLE user_verifications (
    user_id             uuid PRIMARY KEY REFERENCES users,
    phone_verified_at   timestamptz,
    email_verified_at   timestamptz,
    aadhaar_verified_at timestamptz,
    face_verified_at    timestamptz,
    aadhaar_masked      text CHECK (aadhaar_masked ~ '^XXXX XXXX [0-9]{4}$'),
    aadhaar_reference   text,
    face_score          numeric(5, 2) CHECK (face_score BETWEEN 0 AND 100),
    is_fully_verified   boolean NOT NULL GENERATED ALWAYS AS
                        (phone_verified_at IS NOT NULL AND email_verified_at IS NOT NULL
                         AND aadhaar_verified_at IS NOT NULL AND face_verified_at IS NOT NULL) STORED,
    updated_at          timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE user_verifications IS 'The four levels of verification of an account; made together with the account.';
COMMENT ON COLUMN user_verifications.aadhaar_masked IS 'Only the last four digits are ever stored.';
COMMENT ON COLUMN user_verifications.aadhaar_reference IS 'The identity provider''s own reference of the check.';
COMMENT ON COLUMN user_verifications.face_score IS 'Similarity reported by the face check, 0 to 100.';
COMMENT ON COLUMN user_verifications.is_fully_verified IS 'All four levels passed.';

CREATE TABLE otp_logs (
    otp_id             uuid PRIMARY KEY,
    user_id            uuid NOT NULL REFERENCES users,
    channel            text NOT NULL CHECK (channel IN ('phone', 'email', 'aadhaar')),
    purpose            text NOT NULL CHECK (purpose IN ('signup', 'login', 'verify', 'password_reset')),
    otp_hash           bytea,
    provider_reference text,
    attempts           smallint NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND max_attempts),
    max_attempts       smallint NOT NULL DEFAULT 5 CHECK (max_attempts > 0),
    created_at         timestamptz NOT NULL DEFAULT now(),
    expires_at         timestamptz NOT NULL,
    consumed_at        timestamptz,
    superseded_at      timestamptz,
    CONSTRAINT otp_logs_expires_later CHECK (expires_at > created_at),
    CONSTRAINT otp_logs_secret_or_provider CHECK (otp_hash IS NOT NULL OR provider_reference IS NOT NULL)
);

CREATE INDEX otp_logs_latest ON otp_logs (user_id, channel, purpose, created_at DESC);

COMMENT ON TABLE otp_logs IS 'One-time passwords, issued and tried. The password itself is never stored.';
COMMENT ON COLUMN otp_logs.otp_hash IS 'Keyed hash of the six digits; NULL when the identity provider holds the password.';
COMMENT ON COLUMN otp_logs.provider_reference IS 'Transaction of the identity provider (Aadhaar).';
COMMENT ON COLUMN otp_logs.superseded_at IS 'Set when a newer password for the same purpose was issued.';

CREATE TABLE sessions (
    session_id             uuid PRIMARY KEY,
    user_id                uuid NOT NULL REFERENCES users,
    family_id              uuid NOT NULL,
    access_hash            bytea NOT NULL UNIQUE CHECK (octet_length(access_hash) = 32),
    access_expires_at      timestamptz NOT NULL,
    refresh_hash           bytea NOT NULL UNIQUE CHECK (octet_length(refresh_hash) = 32),
    refresh_expires_at     timestamptz NOT NULL,
    previous_refresh_hash  bytea CHECK (octet_length(previous_refresh_hash) = 32),
    previous_refresh_until timestamptz,
    successor_sealed       bytea,
    user_agent             text CHECK (char_length(user_agent) <= 400),
    created_at             timestamptz NOT NULL DEFAULT now(),
    last_used_at           timestamptz NOT NULL DEFAULT now(),
    revoked_at             timestamptz,
    revoked_reason         text CHECK (revoked_reason IN
                           ('logout', 'logout_everywhere', 'reuse', 'password_reset', 'suspended', 'deleted')),
    CONSTRAINT sessions_grace_complete CHECK ((previous_refresh_hash IS NULL) = (previous_refresh_until IS NULL))
) WITH (fillfactor = 80);

CREATE INDEX sessions_previous_refresh ON sessions (previous_refresh_hash) WHERE previous_refresh_hash IS NOT NULL;
CREATE INDEX sessions_family ON sessions (family_id);
CREATE INDEX sessions_of_user ON sessions (user_id) WHERE revoked_at IS NULL;
CREATE INDEX sessions_expired ON sessions (refresh_expires_at);

COMMENT ON TABLE sessions IS 'Signed-in devices. Tokens are opaque and random; only their SHA-256 is stored.';
COMMENT ON COLUMN sessions.family_id IS 'All sessions descending from one sign-in; reuse of a spent refresh token revokes the family.';
COMMENT ON COLUMN sessions.access_expires_at IS 'Slides forward with use, one hour by default.';
COMMENT ON COLUMN sessions.previous_refresh_hash IS 'The refresh token spent last. Presented again until previous_refresh_until it yields the same successor; later it revokes the family.';
COMMENT ON COLUMN sessions.successor_sealed IS 'The successor''s tokens, sealed with a key derived from the spent refresh token, so that the same ones can be answered during the grace time; erased after it.';

CREATE TABLE tenant_profiles (
    user_id              uuid PRIMARY KEY REFERENCES users,
    occupation           text NOT NULL CHECK (occupation IN ('student', 'software_engineer', 'professional', 'business',
                                                             'government', 'freelancer', 'other')),
    company              text CHECK (char_length(company) <= 120),
    age                  smallint NOT NULL CHECK (age BETWEEN 18 AND 120),
    gender               text NOT NULL CHECK (gender IN ('male', 'female', 'other')),
    food_preference      text CHECK (food_preference IN ('veg', 'non_veg', 'vegan', 'any')),
    smoking              text CHECK (smoking IN ('yes', 'no')),
    drinking             text CHECK (drinking IN ('yes', 'no')),
    pets                 text CHECK (pets IN ('yes', 'no')),
    about                text CHECK (char_length(about) <= 2000),
    profile_completeness smallint NOT NULL DEFAULT 0 CHECK (profile_completeness BETWEEN 0 AND 100),
    revision             bigint NOT NULL DEFAULT 1,
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE tenant_profiles IS 'What a tenant tells about their own way of living; one per account that rents.';
COMMENT ON COLUMN tenant_profiles.smoking IS 'Whether the tenant smokes (drinking, pets: likewise); NULL = not told, which agrees with every host.';

CREATE TABLE host_profiles (
    user_id              uuid PRIMARY KEY REFERENCES users,
    host_category        text NOT NULL CHECK (host_category IN ('owner', 'broker', 'company', 'flatmate', 'pg_operator')),
    business_name        text CHECK (char_length(business_name) <= 160),
    about                text CHECK (char_length(about) <= 2000),
    profile_completeness smallint NOT NULL DEFAULT 0 CHECK (profile_completeness BETWEEN 0 AND 100),
    avg_rating           numeric(3, 2) CHECK (avg_rating BETWEEN 1 AND 5),
    revision             bigint NOT NULL DEFAULT 1,
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE host_profiles IS 'Who a host is to tenants; one per account that lets.';
COMMENT ON COLUMN host_profiles.avg_rating IS 'Mean of the ratings received; NULL until the first one.';

CREATE TABLE blocked_users (
    blocker_id uuid NOT NULL REFERENCES users,
    blocked_id uuid NOT NULL REFERENCES users,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (blocker_id, blocked_id),
    CONSTRAINT blocked_users_not_oneself CHECK (blocker_id <> blocked_id)
);

CREATE INDEX blocked_users_by_blocked ON blocked_users (blocked_id, blocker_id);

COMMENT ON TABLE blocked_users IS 'Directed blocks; either direction hides both people from each other.';

CREATE TABLE operators (
    operator_id uuid PRIMARY KEY,
    email       text NOT NULL CHECK (char_length(email) <= 254 AND email ~ '^[^@\s]+@[^@\s]+$'),
    token_hash  bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    role        text NOT NULL DEFAULT 'super_admin' CHECK (role IN ('super_admin', 'moderator', 'support', 'finance')),
    created_at  timestamptz NOT NULL DEFAULT now(),
    revoked_at  timestamptz
);

CREATE UNIQUE INDEX operators_email ON operators (lower(email)) WHERE revoked_at IS NULL;

COMMENT ON TABLE operators IS 'People who run the platform; their token opens /ops.';
COMMENT ON COLUMN operators.token_hash IS 'SHA-256 of the token, which is shown once, when it is made.';

CREATE TABLE system_settings (
    key         text PRIMARY KEY CHECK (key ~ '^[a-z][a-z0-9_]*$'),
    value       jsonb NOT NULL,
    description text NOT NULL,
    updated_at  timestamptz NOT NULL DEFAULT now(),
    updated_by  uuid REFERENCES operators
);

COMMENT ON TABLE system_settings IS 'Business settings an operator may change while the system runs.';
COMMENT ON COLUMN system_settings.value IS 'Prices in paise, validities in days, quotas as counts.';

INSERT INTO system_settings (key, value, description) VALUES
    ('tenant_listing_price_paise',    '25000',  'Price of publishing a tenant requirement'),
    ('tenant_listing_validity_days',  '30',     'How long a published requirement is shown'),
    ('host_listing_price_paise',      '49900',  'Price of publishing a property listing'),
    ('host_listing_validity_days',    '30',     'How long a published listing is shown'),
    ('premium_listing_price_paise',   '99900',  'Price of publishing a posting with top placement'),
    ('premium_listing_validity_days', '45',     'How long a premium posting is shown'),
    ('tenant_premium_price_paise',    '99900',  'Monthly price of the tenant plan'),
    ('host_premium_price_paise',      '149900', 'Monthly price of the host plan'),
    ('super_like_daily_quota',        '5',      'Super likes of one person on one day of Indian Standard Time');
