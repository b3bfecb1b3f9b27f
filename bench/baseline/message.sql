-- A bare message: one insert.
\set c random(1, 1000)
INSERT INTO messages (conversation_id, sender_id, body)
VALUES (md5('conversation ' || :c)::uuid, md5('user ' || :c)::uuid, 'Is the flat still free? We could come on Sunday.');
