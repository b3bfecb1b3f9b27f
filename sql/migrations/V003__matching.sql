-- Matching: decisions on pairs of a requirement and a listing, and the matches that come of them.
-- The listing is the arbiter of its pairs; listing_version is the version of its entity that wrote a row.

CREATE TABLE pair (
    listing_id      uuid NOT NULL,
    requirement_id  uuid NOT NULL,
    tenant_id       uuid NOT NULL,
    host_id         uuid NOT NULL,
    tenant_action   text CHECK (tenant_action IN ('like', 'dislike', 'super_like')),
    tenant_swipe_id uuid,
    tenant_at       timestamptz,
    host_action     text CHECK (host_action IN ('like', 'dislike', 'super_like')),
    host_swipe_id   uuid,
    host_at         timestamptz,
    state           text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'matched', 'ended')),
    match_id        uuid,
    listing_version bigint NOT NULL DEFAULT 0,
    updated_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (listing_id, requirement_id),
    CONSTRAINT pair_two_people CHECK (tenant_id <> host_id),
    CONSTRAINT pair_matched_has_match CHECK (state <> 'matched' OR match_id IS NOT NULL)
) WITH (fillfactor = 80);

-- Both keys, so that whichever index the planner takes for one pair, a posting with 100,000 pairs costs one probe.
CREATE INDEX pair_of_requirement ON pair (requirement_id, listing_id);
-- The inboxes of likes received and not yet answered: super likes first, then the newest.
CREATE INDEX pair_unanswered_by_host ON pair
    (host_id, (tenant_action = 'super_like') DESC, tenant_at DESC, tenant_swipe_id DESC)
    WHERE state = 'open' AND tenant_action IN ('like', 'super_like') AND host_action IS NULL;
CREATE INDEX pair_unanswered_by_tenant ON pair
    (tenant_id, (host_action = 'super_like') DESC, host_at DESC, host_swipe_id DESC)
    WHERE state = 'open' AND host_action IN ('like', 'super_like') AND tenant_action IS NULL;

COMMENT ON TABLE pair IS 'Both sides of the decision on one (listing, requirement); written only by the listing. It has no foreign keys: the swipe written in the same commit carries them.';
COMMENT ON COLUMN pair.tenant_action IS 'The tenant''s standing decision; NULL before it and after an undo (host_action likewise).';
COMMENT ON COLUMN pair.state IS 'open until a match; ended closes the pair for good.';
COMMENT ON COLUMN pair.listing_version IS 'Version of the listing''s entity that wrote the row; recovery reads what is newer than the snapshot.';

CREATE TABLE swipe_actions (
    swipe_id              uuid PRIMARY KEY,
    swiper_id             uuid NOT NULL REFERENCES users,
    target_type           text NOT NULL CHECK (target_type IN ('listing', 'requirement')),
    swiped_listing_id     uuid,
    swiped_requirement_id uuid,
    swiped_user_id        uuid NOT NULL,
    listing_id            uuid NOT NULL REFERENCES property_listings,
    requirement_id        uuid NOT NULL REFERENCES tenant_requirements,
    action                text NOT NULL CHECK (action IN ('like', 'dislike', 'super_like')),
    created_at            timestamptz NOT NULL DEFAULT now(),
    updated_at            timestamptz NOT NULL DEFAULT now(),
    undone_at             timestamptz,
    listing_version       bigint NOT NULL DEFAULT 0,
    CONSTRAINT swipe_actions_one_target CHECK (
        num_nonnulls(swiped_listing_id, swiped_requirement_id) = 1
        AND CASE target_type WHEN 'listing' THEN swiped_listing_id IS NOT DISTINCT FROM listing_id
                             ELSE swiped_requirement_id IS NOT DISTINCT FROM requirement_id END),
    CONSTRAINT swipe_actions_two_people CHECK (swiper_id <> swiped_user_id)
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX swipe_actions_one_live ON swipe_actions (listing_id, requirement_id, target_type)
    WHERE undone_at IS NULL;
CREATE INDEX swipe_actions_of_swiper ON swipe_actions (swiper_id, created_at DESC);
CREATE INDEX swipe_actions_super_likes ON swipe_actions (swiper_id, updated_at) WHERE action = 'super_like';

COMMENT ON TABLE swipe_actions IS 'Every decision anyone made on a posting; at most one live row per pair and side.';
COMMENT ON COLUMN swipe_actions.target_type IS 'What was swiped: a listing (by a tenant) or a requirement (by a host). It names the side.';
COMMENT ON COLUMN swipe_actions.listing_id IS 'With requirement_id the pair decided on, whichever of the two was the target.';
COMMENT ON COLUMN swipe_actions.updated_at IS 'When the action was last changed; a super like counts for the day of this time.';
COMMENT ON COLUMN swipe_actions.undone_at IS 'Tombstone of an undone dislike; rows are not deleted.';

CREATE TABLE matches (
    match_id            uuid PRIMARY KEY,
    listing_id          uuid NOT NULL REFERENCES property_listings,
    requirement_id      uuid NOT NULL REFERENCES tenant_requirements,
    tenant_id           uuid NOT NULL REFERENCES users,
    host_id             uuid NOT NULL REFERENCES users,
    compatibility_score numeric(5, 2) NOT NULL CHECK (compatibility_score BETWEEN 0 AND 100),
    match_status        text NOT NULL DEFAULT 'active'
                        CHECK (match_status IN ('active', 'visit_scheduled', 'deal_closed', 'tenant_unmatched',
                                                'host_unmatched', 'both_unmatched', 'deal_failed')),
    created_at          timestamptz NOT NULL DEFAULT now(),
    ended_at            timestamptz,
    ended_by            uuid,
    conversation_id     uuid NOT NULL UNIQUE,
    listing_version     bigint NOT NULL DEFAULT 0,
    CONSTRAINT matches_one_per_pair UNIQUE (listing_id, requirement_id),
    CONSTRAINT matches_two_people CHECK (tenant_id <> host_id),
    CONSTRAINT matches_end_agrees CHECK (CASE
        WHEN match_status IN ('active', 'visit_scheduled') THEN ended_at IS NULL
        WHEN match_status IN ('tenant_unmatched', 'host_unmatched', 'both_unmatched') THEN ended_at IS NOT NULL
        ELSE true END)
) WITH (fillfactor = 85);

CREATE INDEX matches_of_tenant ON matches (tenant_id, created_at DESC, match_id DESC);
CREATE INDEX matches_of_host ON matches (host_id, created_at DESC, match_id DESC);
CREATE INDEX matches_of_requirement ON matches (requirement_id);

COMMENT ON TABLE matches IS 'Mutual likes, one per (listing, requirement) for ever.';
COMMENT ON COLUMN matches.compatibility_score IS 'The tenant''s score of the listing when the match was made, 0 to 100.';
COMMENT ON COLUMN matches.ended_by IS 'Who ended it first; NULL when the system did (expiry, deletion of a posting).';
