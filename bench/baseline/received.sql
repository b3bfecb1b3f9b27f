-- The first page of likes that wait for a host, as one statement over the product's tables; the cards not included.
\set host random(1, :people)
SELECT p.tenant_swipe_id, p.tenant_action, p.tenant_at, p.listing_id, p.requirement_id
FROM pair p
JOIN property_listings l ON l.listing_id = p.listing_id
JOIN tenant_requirements r ON r.requirement_id = p.requirement_id
JOIN users u ON u.user_id = p.tenant_id
WHERE p.host_id = (:'hosts'::uuid[])[:host] AND p.state = 'open' AND p.host_action IS NULL
  AND p.tenant_action IN ('like', 'super_like') AND r.status = 'active' AND r.valid_until > now()
  AND u.account_status = 'active' AND l.status IN ('active', 'paused')
  AND NOT EXISTS (SELECT FROM blocked_users b WHERE b.blocker_id = p.tenant_id AND b.blocked_id = p.host_id)
  AND NOT EXISTS (SELECT FROM blocked_users b WHERE b.blocker_id = p.host_id AND b.blocked_id = p.tenant_id)
ORDER BY p.tenant_action = 'super_like' DESC, p.tenant_at DESC, p.tenant_swipe_id DESC
LIMIT 20;
