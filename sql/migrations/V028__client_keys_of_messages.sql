-- What was sent under a key is the message itself: a hash of its text beside it was never compared, and left out the rest.
ALTER TABLE message_key DROP COLUMN body_hash;
