-- Work that comes round, once in the cluster: whoever holds the lease of a job runs it.
CREATE TABLE job (
    name         text PRIMARY KEY CHECK (char_length(name) BETWEEN 1 AND 100),
    next_at      timestamptz NOT NULL,
    holder       uuid,
    lease_until  timestamptz,
    last_started timestamptz,
    last_ended   timestamptz,
    last_error   text CHECK (char_length(last_error) <= 1000),
    CHECK ((holder IS NULL) = (lease_until IS NULL))
) WITH (fillfactor = 50);

COMMENT ON TABLE job IS 'Periodic work of the cluster; a row is made by the first node that knows the job.';
COMMENT ON COLUMN job.next_at IS 'Due from then on; in the past after a downtime, and then it runs once.';
COMMENT ON COLUMN job.holder IS 'Incarnation of the node that runs it now.';
COMMENT ON COLUMN job.lease_until IS 'Past it, or when its node is gone, another may run it.';
COMMENT ON COLUMN job.last_error IS 'Why the last run failed; NULL when it did not.';
