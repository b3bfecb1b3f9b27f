-- A durable command that is never carried out must not keep others waiting: each try puts the next one off.

ALTER TABLE pending_command
    ADD COLUMN attempts integer NOT NULL DEFAULT 0,
    ADD COLUMN due_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX pending_command_due ON pending_command (due_at);

COMMENT ON COLUMN pending_command.attempts IS 'How often it was sent to its entity.';
COMMENT ON COLUMN pending_command.due_at IS 'When it is sent again: four seconds after it was sent, then twice as long each time, ten minutes at most; at once after a start of the server.';
