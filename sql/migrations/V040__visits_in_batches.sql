-- A visit that a participant proposes or confirms: a message whose content has types.
CREATE TYPE visit_proposal AS (starts_at timestamptz, duration_minutes integer, note text);
COMMENT ON TYPE visit_proposal IS 'When, how long and what for';

CREATE TYPE commit_visit AS (
    g integer, i integer, conversation_id uuid, message_id uuid, sender_id uuid, type text, body text, visit visit_proposal,
    client_message_id text, at timestamptz, tenant_id uuid, host_id uuid);
COMMENT ON TYPE commit_visit IS 'A visit proposed or confirmed; it stands in its conversation like a message';

ALTER TYPE commit_items ADD ATTRIBUTE visits commit_visit[];
