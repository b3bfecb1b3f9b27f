-- Conversations: one per match, and their messages in monthly partitions (made by ensure_partitions).

CREATE TABLE conversations (
    conversation_id uuid PRIMARY KEY,
    match_id        uuid NOT NULL UNIQUE REFERENCES matches DEFERRABLE INITIALLY DEFERRED,
    tenant_id       uuid NOT NULL REFERENCES users,
    host_id         uuid NOT NULL REFERENCES users,
    last_sequence   bigint NOT NULL DEFAULT 0 CHECK (last_sequence >= 0),
    tenant_read     bigint NOT NULL DEFAULT 0,
    host_read       bigint NOT NULL DEFAULT 0,
    last_message_at timestamptz,
    closed_at       timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    version         bigint NOT NULL DEFAULT 0,
    CONSTRAINT conversations_read_in_range CHECK (tenant_read BETWEEN 0 AND last_sequence
                                                  AND host_read BETWEEN 0 AND last_sequence)
) WITH (fillfactor = 70);

CREATE INDEX conversations_of_tenant ON conversations
    (tenant_id, (coalesce(last_message_at, created_at)) DESC, conversation_id DESC);
CREATE INDEX conversations_of_host ON conversations
    (host_id, (coalesce(last_message_at, created_at)) DESC, conversation_id DESC);

ALTER TABLE matches ADD CONSTRAINT matches_conversation_exists
    FOREIGN KEY (conversation_id) REFERENCES conversations DEFERRABLE INITIALLY DEFERRED;

COMMENT ON TABLE conversations IS 'The chat of one match.';
COMMENT ON COLUMN conversations.last_sequence IS 'Sequence of the newest message; they count 1, 2, 3 without gaps.';
COMMENT ON COLUMN conversations.tenant_read IS 'Sequence up to which the tenant has read (host_read likewise).';
COMMENT ON COLUMN conversations.closed_at IS 'Set by unmatch, block and deletion; nothing is written afterwards.';
COMMENT ON COLUMN conversations.version IS 'Version of the conversation''s entity that wrote the row.';

CREATE TABLE messages (
    message_id        uuid NOT NULL,
    conversation_id   uuid NOT NULL REFERENCES conversations,
    sequence          bigint NOT NULL CHECK (sequence > 0),
    sender_id         uuid NOT NULL,
    message_type      text NOT NULL CHECK (message_type IN ('text', 'image', 'document', 'system', 'visit_request',
                                                            'visit_confirmation')),
    body              text,
    attachment_id     uuid,
    visit             jsonb,
    client_message_id text CHECK (char_length(client_message_id) <= 100),
    created_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (message_id, created_at)
) PARTITION BY RANGE (created_at);

CREATE INDEX messages_in_order ON messages (conversation_id, sequence DESC);

COMMENT ON TABLE messages IS 'Chat messages by month of created_at; the order inside a conversation is sequence, which its row hands out.';
COMMENT ON COLUMN messages.message_id IS 'Unique by itself; created_at is in the key only because the table is partitioned by it.';
COMMENT ON COLUMN messages.sender_id IS 'A participant; for system messages the one whose act caused it.';
COMMENT ON COLUMN messages.visit IS 'Proposal or confirmation of a visit: when and where.';

CREATE TABLE message_key (
    conversation_id   uuid NOT NULL,
    sender_id         uuid NOT NULL,
    client_message_id text NOT NULL,
    message_id        uuid NOT NULL,
    sequence          bigint NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT now(),
    body_hash         bytea NOT NULL,
    PRIMARY KEY (conversation_id, sender_id, client_message_id)
);

CREATE INDEX message_key_age ON message_key (created_at);

COMMENT ON TABLE message_key IS 'Makes the same client_message_id one message for seven days; unpartitioned, because a partitioned table cannot hold that unique key.';
COMMENT ON COLUMN message_key.body_hash IS 'SHA-256 over what was sent: another content under the same key is a mistake of the client.';
