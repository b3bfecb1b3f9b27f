-- How long rows are kept that nobody asks for any more.

-- Events older than 90 days are answered with events_expired; a partition goes when all of its month is older.
CREATE OR REPLACE FUNCTION drop_old_event_partitions() RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    old_partition regclass;
    dropped integer := 0;
BEGIN
    FOR old_partition IN
        SELECT c.oid::regclass FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'user_events'::regclass AND c.relname ~ '_[0-9]{4}_[0-9]{2}$'
          AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' < now() - interval '90 days'
    LOOP
        EXECUTE format('DROP TABLE %s', old_partition);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$;
COMMENT ON FUNCTION drop_old_event_partitions IS 'Ends the partitions of user_events whose every row is older than 90 days';

CREATE OR REPLACE FUNCTION erase_expired_rows() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM message_key WHERE created_at < now() - interval '7 days';
    DELETE FROM change_log WHERE changed_at < now() - interval '1 day';
    DELETE FROM webhook_events WHERE received_at < now() - interval '90 days';
    DELETE FROM otp_logs WHERE created_at < now() - interval '90 days';
    DELETE FROM deliveries WHERE created_at < now() - interval '90 days';
    DELETE FROM user_events_default WHERE created_at < now() - interval '90 days';
    PERFORM drop_old_event_partitions();
END $$;
COMMENT ON FUNCTION erase_expired_rows IS 'Called by the running node a few times a day';
