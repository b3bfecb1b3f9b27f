-- A phone or an e-mail address counts once it is proven; until then it is a claim that anybody who proves it takes over.

ALTER TABLE users DROP CONSTRAINT users_contact_until_deleted;
ALTER TABLE users ADD CONSTRAINT users_active_has_phone CHECK (account_status <> 'active' OR phone IS NOT NULL);
ALTER TABLE users ADD COLUMN password_unconfirmed boolean NOT NULL DEFAULT false;
DROP INDEX users_email_taken;
CREATE INDEX users_email_claimed ON users (lower(email)) WHERE account_status IN ('active', 'suspended');

COMMENT ON COLUMN users.phone IS 'E.164; proven when user_verifications.phone_verified_at says so. NULL after somebody else has proven it, and after erasure.';
COMMENT ON COLUMN users.email IS 'As users.phone; one proven address belongs to one account in use, which the proving transaction sees to.';
COMMENT ON COLUMN users.password_unconfirmed IS 'Whoever proved the phone did not show to be the one who chose the password: it opens nothing until it is presented together with a one-time password.';

-- Accounts that an e-mail address alone had made active wait for their phone.
UPDATE users u SET account_status = 'pending', updated_at = now(), revision = revision + 1
FROM user_verifications v
WHERE v.user_id = u.user_id AND u.account_status = 'active' AND v.phone_verified_at IS NULL;

ALTER TABLE otp_logs ADD COLUMN attempts_by_contact smallint NOT NULL DEFAULT 0
    CONSTRAINT otp_logs_attempts_by_contact CHECK (attempts_by_contact BETWEEN 0 AND max_attempts);

COMMENT ON COLUMN otp_logs.attempts IS 'Wrong tries by those who named what only the one who asked knows: a new account''s identifier or a ticket.';
COMMENT ON COLUMN otp_logs.attempts_by_contact IS 'Wrong tries by those who named the phone or e-mail address alone, which any stranger can: they spend nothing of the others'' tries.';

CREATE TABLE known_origins (
    user_id uuid NOT NULL REFERENCES users,
    origin  bytea NOT NULL CHECK (octet_length(origin) = 32),
    last_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, origin)
);

CREATE INDEX known_origins_age ON known_origins (last_at);

COMMENT ON TABLE known_origins IS 'From where an account was signed in before: there its owner gets in with the right password whatever others have tried.';
COMMENT ON COLUMN known_origins.origin IS 'Keyed hash of the client''s address: the table names no address.';
