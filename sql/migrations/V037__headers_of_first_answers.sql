-- A repeated request gets the first answer whole: where the created thing is, and at which revision.

ALTER TABLE idempotency ADD COLUMN headers text;
COMMENT ON COLUMN idempotency.headers IS 'Those that the handler set, a line each ("Name: value"); NULL in answers kept before there were any.';
