-- A host likes back one who liked: insert, trigger, check of the other side, match and conversation.
\set back random(1, 2000)
BEGIN;
WITH liked AS (
    SELECT * FROM swipe_actions
    WHERE number >= (SELECT last_value - :back FROM swipe_actions_number_seq) AND target_type = 'listing' AND action = 'like'
    ORDER BY number LIMIT 1),
answer AS (
    INSERT INTO swipe_actions (swiper_id, swiped_user_id, target_type, listing_id, requirement_id, action)
    SELECT swiped_user_id, swiper_id, 'requirement', listing_id, requirement_id, 'like' FROM liked
    ON CONFLICT DO NOTHING RETURNING *),
matched AS (
    INSERT INTO matches (tenant_id, host_id, listing_id, requirement_id, compatibility_score)
    SELECT a.swiped_user_id, a.swiper_id, a.listing_id, a.requirement_id, 50 FROM answer a
    WHERE EXISTS (SELECT FROM swipe_actions s WHERE s.swiper_id = a.swiped_user_id AND s.swiped_user_id = a.swiper_id
                  AND s.listing_id = a.listing_id AND s.action IN ('like', 'super_like'))
    ON CONFLICT DO NOTHING RETURNING *)
INSERT INTO conversations (match_id, tenant_id, host_id) SELECT match_id, tenant_id, host_id FROM matched;
COMMIT;
