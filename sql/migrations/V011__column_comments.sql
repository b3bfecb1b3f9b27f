-- What these columns hold cannot be told from their names.

COMMENT ON TABLE schema_migrations IS 'Migrations that have been applied to this database.';
COMMENT ON COLUMN schema_migrations.checksum IS 'Of the file as it was applied; another file under the same number is refused.';
COMMENT ON COLUMN actor_snapshots.checksum IS 'CRC-32 of body; a snapshot that does not agree is rebuilt from rows.';
COMMENT ON COLUMN pending_command.shard IS 'Of the entity, as in entity.shard.';
COMMENT ON COLUMN spent_refresh_tokens.refresh_hash IS 'SHA-256 of the token.';
