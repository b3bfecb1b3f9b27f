-- Monthly partitions of messages and user_events.

-- Makes what is missing of `months` partitions from the month of `from_month` on; returns how many it made.
-- A row whose month has no partition is refused (there is no DEFAULT partition, which would have to be scanned and
-- locked for every new month), so this runs on every migration, below, and daily by the clock, months ahead.
-- A partition is built aside and then attached: ATTACH lets reads and writes of the parent go on, CREATE … PARTITION OF
-- does not. Only writers of conversations, which messages refer to, wait for the end of the transaction.
-- Months are months of UTC, whatever the session's time zone is.
CREATE OR REPLACE FUNCTION ensure_partitions(from_month date, months integer) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    parent text;
    child  text;
    waiting text;  -- the default partition
    first  text;
    after  text;
    month  date;
    made   integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('homigo.ensure_partitions'));
    FOREACH parent IN ARRAY ARRAY['messages', 'user_events'] LOOP
        FOR step IN 0 .. months - 1 LOOP
            month := (date_trunc('month', from_month::timestamp) + make_interval(months => step))::date;
            child := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
            CONTINUE WHEN to_regclass(format('public.%I', child)) IS NOT NULL;
            waiting := parent || '_default';
            first := to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00';
            after := to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00';
            EXECUTE format('CREATE TABLE public.%I (LIKE public.%I INCLUDING ALL)', child, parent);
            -- Nobody may add a row of the month behind our back; ATTACH looks through the default partition as well.
            EXECUTE format('LOCK TABLE public.%I IN ACCESS EXCLUSIVE MODE', waiting);
            EXECUTE format('WITH moved AS (DELETE FROM public.%I WHERE created_at >= %L AND created_at < %L RETURNING *)
                            INSERT INTO public.%I SELECT * FROM moved', waiting, first, after, child);
            EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)', parent, child, first, after);
            made := made + 1;
        END LOOP;
    END LOOP;
    RETURN made;
END $$;

COMMENT ON FUNCTION ensure_partitions(date, integer) IS
    'Makes the missing monthly partitions of messages and user_events; returns how many it made.';

-- The previous month, the present one and the three after it.
SELECT ensure_partitions(((now() AT TIME ZONE 'UTC') - interval '1 month')::date, 5);
