-- What was spent and told stays so, whatever becomes of the swipe: a super like turned into something else counts for its
-- day, and a like given again is no news.

ALTER TABLE swipe_actions ADD COLUMN super_liked_at timestamptz;
UPDATE swipe_actions SET super_liked_at = updated_at WHERE action = 'super_like';
DROP INDEX swipe_actions_super_likes;
CREATE INDEX swipe_actions_super_likes ON swipe_actions (swiper_id, super_liked_at) WHERE super_liked_at IS NOT NULL;

ALTER TABLE pair
    ADD COLUMN host_told text CHECK (host_told IN ('like', 'super_like')),
    ADD COLUMN tenant_told text CHECK (tenant_told IN ('like', 'super_like'));

COMMENT ON COLUMN swipe_actions.updated_at IS 'When the action was last changed.';
COMMENT ON COLUMN swipe_actions.super_liked_at IS 'When it was last a new super like, which counts for the day of this time; kept when the action changes.';
COMMENT ON COLUMN pair.host_told IS 'The most that the host was told of the tenant''s likes; NULL = nothing.';
COMMENT ON COLUMN pair.tenant_told IS 'The most that the tenant was told of the host''s likes; NULL = nothing.';
