-- What somebody may know of another stays as it was when the two parted.

-- The name that the blocker saw: a newer one, or none any more, would tell what the other has done since.
ALTER TABLE blocked_users ADD COLUMN seen_name text;
UPDATE blocked_users b SET seen_name = u.full_name FROM users u
WHERE u.user_id = b.blocked_id AND u.account_status = 'active'
  AND NOT EXISTS (SELECT FROM blocked_users back WHERE back.blocker_id = b.blocked_id AND back.blocked_id = b.blocker_id);
COMMENT ON COLUMN blocked_users.seen_name IS 'The name at the time of the block; NULL where the blocker could not see it.';

-- One's own read mark goes on after the end, so that nothing stays unread; the other side is shown how far it was.
ALTER TABLE conversations ADD COLUMN tenant_read_at_end bigint, ADD COLUMN host_read_at_end bigint;
UPDATE conversations SET tenant_read_at_end = tenant_read, host_read_at_end = host_read WHERE closed_at IS NOT NULL;
COMMENT ON COLUMN conversations.tenant_read_at_end IS 'tenant_read when the conversation was closed: what the host is shown.';
COMMENT ON COLUMN conversations.host_read_at_end IS 'host_read when the conversation was closed: what the tenant is shown.';

CREATE FUNCTION conversation_read_at_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.tenant_read_at_end := OLD.tenant_read;
    NEW.host_read_at_end := OLD.host_read;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION conversation_read_at_end IS 'Keeps the read marks of a conversation that is closed, whoever closes it';
CREATE TRIGGER conversation_read_at_end BEFORE UPDATE OF closed_at ON conversations
FOR EACH ROW WHEN (OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL) EXECUTE FUNCTION conversation_read_at_end();

-- Several people may claim one phone until it is proven: a password is tried on the claim made where it comes from.
ALTER TABLE users ADD COLUMN signed_up_from bytea;
COMMENT ON COLUMN users.signed_up_from IS 'Keyed hash of the network address of the sign-up.';
