-- What a retry needs when the process that began a request is gone.

ALTER TABLE idempotency
    ADD COLUMN reserved_id  uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN owner        uuid,
    ADD COLUMN content_type text;
ALTER TABLE idempotency ALTER COLUMN reserved_id DROP DEFAULT;

COMMENT ON COLUMN idempotency.reserved_id IS 'Identifier of what the request creates, the same at every try.';
COMMENT ON COLUMN idempotency.owner IS 'Incarnation of the process that runs the request; NULL = given up, or finished.';
COMMENT ON COLUMN idempotency.content_type IS 'Of the stored response.';
