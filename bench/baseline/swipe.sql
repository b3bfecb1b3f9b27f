-- A tenant decides on a listing, as the document's step 3 says: insert, trigger, check of the other side.
\set l random(1, 100000)
\set r random(1, 25000)
\set h 25001 + :l % 20000
\set liking random(1, 100)
BEGIN;
INSERT INTO swipe_actions (swiper_id, swiped_user_id, target_type, listing_id, requirement_id, action)
VALUES (md5('user ' || :r)::uuid, md5('user ' || :h)::uuid, 'listing', md5('listing ' || :l)::uuid,
        md5('requirement ' || :r)::uuid, CASE WHEN :liking <= :likes THEN 'like' ELSE 'dislike' END)
ON CONFLICT DO NOTHING;
SELECT sa.swipe_id FROM swipe_actions sa
WHERE sa.swiper_id = md5('user ' || :h)::uuid AND sa.swiped_user_id = md5('user ' || :r)::uuid
  AND sa.action IN ('like', 'super_like')
  AND EXISTS (SELECT 1 FROM swipe_actions WHERE swiper_id = md5('user ' || :r)::uuid
              AND swiped_user_id = md5('user ' || :h)::uuid AND action IN ('like', 'super_like'));
COMMIT;
