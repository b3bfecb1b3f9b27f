-- How often somebody may try to sign in, and the refresh tokens that must never come back.

CREATE TABLE sign_in_limits (
    subject           bytea PRIMARY KEY CHECK (octet_length(subject) = 32),
    window_started_at timestamptz NOT NULL,
    taken             integer NOT NULL CHECK (taken >= 0),
    last_at           timestamptz NOT NULL
) WITH (fillfactor = 70);

CREATE INDEX sign_in_limits_age ON sign_in_limits (last_at);

COMMENT ON TABLE sign_in_limits IS 'Counters of one-time passwords ordered and of wrong tries. Known and unknown people are counted alike, so nothing tells them apart.';
COMMENT ON COLUMN sign_in_limits.subject IS 'Keyed hash of what is counted and for whom: the table names nobody.';

CREATE TABLE spent_refresh_tokens (
    refresh_hash bytea PRIMARY KEY CHECK (octet_length(refresh_hash) = 32),
    family_id    uuid NOT NULL,
    expires_at   timestamptz NOT NULL
);

CREATE INDEX spent_refresh_tokens_expired ON spent_refresh_tokens (expires_at);

COMMENT ON TABLE spent_refresh_tokens IS 'Refresh tokens older than a session''s previous one; one of them presented again revokes its family.';
COMMENT ON COLUMN spent_refresh_tokens.expires_at IS 'When the token would have died anyway; the row may go then.';
