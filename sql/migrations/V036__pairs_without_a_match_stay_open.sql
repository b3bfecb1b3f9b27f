-- A pair that ended without a match told the other side that somebody had decided on it. What keeps swipes out of it is the block,
-- the account or the posting, and it lives on when that is over.

DELETE FROM actor_snapshots s USING pair p WHERE s.entity_id = p.listing_id AND p.state = 'ended' AND p.match_id IS NULL;
UPDATE pair SET state = 'open' WHERE state = 'ended' AND match_id IS NULL;
