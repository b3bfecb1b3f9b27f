-- What a commit pays for each item, less of it.

CREATE TYPE commit_refusal AS (g integer, i integer, code text);
COMMENT ON TYPE commit_refusal IS 'An item that the facts do not allow; nothing of its group is written';

CREATE TYPE commit_fact AS (posting_id uuid, owner_id uuid, status text, valid_until timestamptz);
COMMENT ON TYPE commit_fact IS 'What a swipe depends on of a listing or requirement, read under its lock';

CREATE TYPE commit_event AS (g integer, i integer, k integer, user_id uuid, event text, reference uuid, detail jsonb, at timestamptz);
COMMENT ON TYPE commit_event IS 'What an item means to one person, before it has its number';

-- These return something else now, and what they were called with moved.
DROP FUNCTION IF EXISTS commit_refused_swipes(commit_swipe[]);
DROP FUNCTION IF EXISTS commit_refused_messages(commit_message[], commit_read[]);
DROP FUNCTION IF EXISTS commit_refused_postings(commit_posting[]);
DROP FUNCTION IF EXISTS commit_lock_groups(commit_group[]);
DROP FUNCTION IF EXISTS commit_lock_facts(uuid[], uuid[], uuid[], uuid[]);
DROP FUNCTION IF EXISTS commit_events(commit_swipe[], commit_ending[], commit_message[], commit_read[]);
DROP FUNCTION IF EXISTS commit_write_notifications(commit_swipe[]);
DROP FUNCTION IF EXISTS commit_write_swipes(commit_swipe[], bigint[]);
DROP FUNCTION IF EXISTS commit_write_endings(commit_ending[], bigint[]);
DROP FUNCTION IF EXISTS commit_write_postings(commit_posting[]);
DROP FUNCTION IF EXISTS commit_write_messages(commit_message[], commit_read[]);

-- homigo_commit has locked and checked these rows when it writes, and none of them is ever deleted: a second look-up and
-- lock of each by a foreign key's trigger cost a quarter of a swipe.
ALTER TABLE swipe_actions DROP CONSTRAINT swipe_actions_swiper_id_fkey, DROP CONSTRAINT swipe_actions_listing_id_fkey,
    DROP CONSTRAINT swipe_actions_requirement_id_fkey;
ALTER TABLE notifications DROP CONSTRAINT notifications_user_id_fkey;
ALTER TABLE messages DROP CONSTRAINT messages_conversation_id_fkey;

-- Rows of these come in the order of time and leave by it: a few pages of BRIN instead of an entry for each row.
DROP INDEX change_log_age;
CREATE INDEX change_log_age ON change_log USING brin (changed_at) WITH (pages_per_range = 16);
DROP INDEX message_key_age;
CREATE INDEX message_key_age ON message_key USING brin (created_at) WITH (pages_per_range = 16);

-- A message moves last_message_at: indexed, each message rewrote all index entries of its conversation.
DROP INDEX conversations_of_tenant;
DROP INDEX conversations_of_host;
CREATE INDEX conversations_of_tenant ON conversations (tenant_id);
CREATE INDEX conversations_of_host ON conversations (host_id);

-- One unread line about the likes of a posting, however many there are.
DELETE FROM notifications older USING notifications newer
WHERE older.notification_type = 'like_received' AND older.read_at IS NULL
  AND newer.notification_type = 'like_received' AND newer.read_at IS NULL AND older.user_id = newer.user_id
  AND coalesce(older.related_listing_id, older.related_requirement_id)
      = coalesce(newer.related_listing_id, newer.related_requirement_id)
  AND (older.created_at, older.notification_id) < (newer.created_at, newer.notification_id);
CREATE UNIQUE INDEX notifications_unread_likes ON notifications
    (user_id, (coalesce(related_listing_id, related_requirement_id)))
    WHERE notification_type = 'like_received' AND read_at IS NULL;

-- Counting a like rewrote the widest row there is and looked at its two dozen constraints; an entity's row is narrow.
ALTER TABLE entity ADD COLUMN likes_count integer NOT NULL DEFAULT 0 CHECK (likes_count >= 0);
UPDATE entity e SET likes_count = l.likes_count FROM property_listings l WHERE l.listing_id = e.entity_id AND l.likes_count > 0;
UPDATE entity e SET likes_count = r.likes_count FROM tenant_requirements r WHERE r.requirement_id = e.entity_id AND r.likes_count > 0;
ALTER TABLE property_listings DROP COLUMN likes_count;
ALTER TABLE tenant_requirements DROP COLUMN likes_count;
COMMENT ON COLUMN entity.likes_count IS 'Of a listing or requirement: standing likes of the other side. Here because a like moves it, and this row is narrow.';
