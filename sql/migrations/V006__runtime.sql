-- What the running system keeps about itself: entities and their owners, events, retries, commands to come.

CREATE TABLE entity (
    entity_id uuid PRIMARY KEY,
    kind      text NOT NULL CHECK (kind IN ('user', 'requirement', 'listing', 'conversation')),
    shard     smallint NOT NULL CHECK (shard BETWEEN 0 AND 255),
    version   bigint NOT NULL DEFAULT 0 CHECK (version >= 0)
) WITH (fillfactor = 70);

CREATE INDEX entity_of_shard ON entity (shard);

COMMENT ON TABLE entity IS 'Version of everything an actor owns; narrow, because it moves with every commit.';
COMMENT ON COLUMN entity.shard IS 'Fixed hash of kind and identifier; never changes.';

CREATE TABLE shard (
    shard_id smallint PRIMARY KEY CHECK (shard_id BETWEEN 0 AND 255),
    owner    uuid,
    epoch    bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

INSERT INTO shard (shard_id) SELECT generate_series(0, 255);

COMMENT ON TABLE shard IS 'Who owns each shard. Commits hold FOR SHARE on the row; a takeover updates it, so it waits for them and fences later ones.';
COMMENT ON COLUMN shard.owner IS 'Incarnation of the owning node; NULL = nobody.';
COMMENT ON COLUMN shard.epoch IS 'Grows by one with every change of owner.';

CREATE TABLE node (
    incarnation uuid PRIMARY KEY,
    address     text NOT NULL,
    state       text NOT NULL CHECK (state IN ('joining', 'up', 'leaving', 'dead', 'left')),
    lease_until timestamptz NOT NULL,
    started_at  timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);

COMMENT ON TABLE node IS 'Processes of the cluster; each start is a new incarnation.';
COMMENT ON COLUMN node.address IS 'Where other nodes reach it: host and port of the cluster link.';
COMMENT ON COLUMN node.lease_until IS 'Renewed every second by the clock of the database; past it, others may take its shards.';

CREATE TABLE actor_snapshots (
    entity_id      uuid PRIMARY KEY,
    kind           text NOT NULL,
    format         smallint NOT NULL,
    entity_version bigint NOT NULL,
    checksum       bigint NOT NULL,
    body           bytea NOT NULL,
    taken_at       timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE actor_snapshots IS 'Saved states of actors; they only save time, so any of them may be deleted.';
COMMENT ON COLUMN actor_snapshots.format IS 'Version of the encoding of body; an unknown one is rebuilt from rows.';
COMMENT ON COLUMN actor_snapshots.entity_version IS 'Recovery adds the rows written by later versions.';

CREATE TABLE user_counter (
    user_id  uuid PRIMARY KEY,
    last_seq bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

COMMENT ON TABLE user_counter IS 'Sequence number of each person''s newest event; its row lock keeps the numbers gapless and in commit order.';

CREATE TABLE user_events (
    user_id    uuid NOT NULL,
    seq        bigint NOT NULL CHECK (seq > 0),
    event      text NOT NULL,
    reference  uuid,
    detail     jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, seq, created_at)
) PARTITION BY RANGE (created_at);

COMMENT ON TABLE user_events IS 'What each person''s devices are told, by month; kept for 90 days. It has no foreign keys: old months are dropped whole.';
COMMENT ON COLUMN user_events.reference IS 'The message, match, swipe or notification the event is about.';
COMMENT ON COLUMN user_events.detail IS 'What cannot be read from the reference later.';

CREATE TABLE change_log (
    change_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
    kind       text NOT NULL,
    key        uuid NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX change_log_by_transaction ON change_log (xid);
CREATE INDEX change_log_age ON change_log (changed_at);

COMMENT ON TABLE change_log IS 'What indexes and caches follow. A sweep reads from the snapshot horizon it last reached up to the present one: xid < pg_snapshot_xmin(pg_current_snapshot()).';
COMMENT ON COLUMN change_log.xid IS 'Transaction that made the change: neither change_id nor changed_at is in commit order.';

CREATE TABLE idempotency (
    user_id      uuid NOT NULL,
    route        text NOT NULL,
    key          text NOT NULL CHECK (char_length(key) BETWEEN 1 AND 255),
    request_hash bytea NOT NULL,
    status       integer,
    response     text,
    started_at   timestamptz NOT NULL DEFAULT now(),
    finished_at  timestamptz,
    PRIMARY KEY (user_id, route, key)
);

CREATE INDEX idempotency_age ON idempotency (started_at);

COMMENT ON TABLE idempotency IS 'First answers to requests with an Idempotency-Key, kept for 24 hours.';
COMMENT ON COLUMN idempotency.request_hash IS 'Over the decoded body; another body under the same key is refused.';
COMMENT ON COLUMN idempotency.status IS 'HTTP status of the answer; NULL while the first request is running.';

CREATE TABLE pending_command (
    command_id uuid PRIMARY KEY,
    entity_id  uuid NOT NULL,
    kind       text NOT NULL,
    shard      smallint NOT NULL CHECK (shard BETWEEN 0 AND 255),
    command    text NOT NULL,
    payload    jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX pending_command_of_shard ON pending_command (shard, created_at);

COMMENT ON TABLE pending_command IS 'Commands other facts owe to an entity (end_pair after a block, pause, expiry); deleted in the commit that carries them out.';
COMMENT ON COLUMN pending_command.kind IS 'Kind of the entity, as in entity.kind.';
COMMENT ON COLUMN pending_command.command IS 'Name of the command; its arguments are in payload.';
