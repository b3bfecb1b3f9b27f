-- What a notification says is made when it is shown, of its type and of what it refers to: no words are stored. Older rows keep theirs.
ALTER TABLE notifications ALTER COLUMN title DROP NOT NULL, ALTER COLUMN body DROP NOT NULL;
COMMENT ON COLUMN notifications.title IS 'NULL: made when it is shown, of the type and the references (body likewise).';
