-- What homigo_commit reads: one type per kind of item, with the names of domain/commit.hpp. The columns at the end of a
-- type, after `at`, are not sent: the function finds them out under its locks.

CREATE TYPE commit_group AS (g integer, entity_id uuid, kind text, shard smallint, version bigint);
COMMENT ON TYPE commit_group IS 'What one entity wants at once: the atomic part of a batch';

CREATE TYPE commit_swipe AS (
    g integer, i integer, listing_id uuid, requirement_id uuid, swiper_id uuid, side text, action text, swipe_id uuid,
    is_new boolean, likes_delta integer, notify boolean, match_id uuid, conversation_id uuid, at timestamptz,
    tenant_id uuid, host_id uuid);
COMMENT ON TYPE commit_swipe IS 'One side''s decision on a pair, with the match it completes';

CREATE TYPE commit_undo AS (
    g integer, i integer, listing_id uuid, requirement_id uuid, swiper_id uuid, side text, swipe_id uuid, at timestamptz);
COMMENT ON TYPE commit_undo IS 'A dislike taken back: the swipe becomes a tombstone';

CREATE TYPE commit_ending AS (
    g integer, i integer, listing_id uuid, requirement_id uuid, match_id uuid, status text, ended_by uuid,
    command_id uuid, already_ended boolean, at timestamptz, conversation_id uuid, tenant_id uuid, host_id uuid);
COMMENT ON TYPE commit_ending IS 'The end of a pair, with its match if there is one';

CREATE TYPE commit_posting AS (
    g integer, i integer, posting_id uuid, kind text, owner_id uuid, "create" boolean, publish boolean, columns jsonb,
    status text, command_id uuid, at timestamptz, entitlement_id uuid, is_premium boolean, validity_days integer);
COMMENT ON TYPE commit_posting IS 'A change of a listing''s or requirement''s content or life';

CREATE TYPE commit_message AS (
    g integer, i integer, conversation_id uuid, message_id uuid, sender_id uuid, type text, body text,
    attachment_id uuid, visit jsonb, client_message_id text, at timestamptz,
    sequence bigint, duplicate boolean, tenant_id uuid, host_id uuid);
COMMENT ON TYPE commit_message IS 'A chat message; its sequence comes from the conversation''s row';

CREATE TYPE commit_read AS (
    g integer, i integer, conversation_id uuid, reader_id uuid, sequence bigint, at timestamptz,
    tenant_id uuid, host_id uuid);
COMMENT ON TYPE commit_read IS 'How far a participant has read';
