-- Until now writing moved the own read mark, so that everything behind a mark was the other's. Now only marking does, and
-- what is unread is counted as it comes.
ALTER TABLE conversations ADD COLUMN tenant_unread bigint NOT NULL DEFAULT 0, ADD COLUMN host_unread bigint NOT NULL DEFAULT 0;
UPDATE conversations SET tenant_unread = last_sequence - tenant_read, host_unread = last_sequence - host_read
WHERE last_sequence > least(tenant_read, host_read);
COMMENT ON COLUMN conversations.tenant_unread IS 'The host''s messages behind the tenant''s read mark (host_unread likewise).';

-- Visits were any JSON. What says when becomes the three members that a visit has; anything else is kept as the text it was.
UPDATE messages SET visit = jsonb_build_object(
    'starts_at', visit->'starts_at',
    'duration_minutes', CASE jsonb_typeof(visit->'duration_minutes') WHEN 'number' THEN visit->'duration_minutes' END,
    'note', CASE jsonb_typeof(visit->'note') WHEN 'string' THEN visit->'note' END)
WHERE jsonb_typeof(visit) = 'object' AND visit->>'starts_at' ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$';
UPDATE messages SET body = coalesce(body, visit::text), visit = NULL
WHERE visit IS NOT NULL AND NOT (jsonb_typeof(visit) = 'object'
    AND coalesce(visit->>'starts_at' ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$', false));
COMMENT ON COLUMN messages.visit IS 'Proposal or confirmation of a visit: starts_at, duration_minutes, note.';
