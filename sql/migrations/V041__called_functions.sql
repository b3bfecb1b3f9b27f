-- The functions that programs call, as they were released: nodes of two releases may run side by side, so what one of these takes
-- and returns never changes. Another signature is another function with a version of its own (homigo_commit_v2) and a row in
-- another migration; a row goes with its function when no release that may still run calls it.
CREATE TABLE called_function (
    name      text NOT NULL,
    arguments text NOT NULL,
    result    text NOT NULL,
    PRIMARY KEY (name, arguments)
);
COMMENT ON TABLE called_function IS 'What programs call in the database: a row for each function and version';
COMMENT ON COLUMN called_function.arguments IS 'As pg_get_function_arguments() shows them.';
COMMENT ON COLUMN called_function.result IS 'As pg_get_function_result() shows it.';

INSERT INTO called_function (name, arguments, result) VALUES
    ('accounts_changed',
     'p_user_ids uuid[]', 'void'),
    ('append_user_event',
     'p_user_id uuid, p_event text, p_reference uuid, p_detail jsonb DEFAULT NULL::jsonb', 'bigint'),
    ('end_lapsed_premium',
     'at timestamp with time zone', 'bigint'),
    ('ensure_partitions',
     'from_month date, months integer', 'integer'),
    ('erase_expired_rows',
     '', 'void'),
    ('folded_name',
     'name text', 'text'),
    ('folded_words',
     'words text[]', 'text[]'),
    ('great_circle_m',
     'a geography, b geography', 'integer'),
    ('homigo_commit_messages_v1',
     'incarnation uuid, shards integer[], epochs bigint[], talks uuid[], versions bigint[], tenants uuid[], hosts uuid[], said integer[], by_tenant integer[], by_host integer[], newest timestamp with time zone[], ids uuid[], said_in integer[], numbers integer[], senders uuid[], types text[], bodies text[], attachments uuid[], client_ids text[], sent timestamp with time zone[], people uuid[], news integer[], event_of integer[], event_about integer[], turns integer[], OUT last_sequences bigint[], OUT last_seqs bigint[]', 'record'),
    ('homigo_commit_swipes_v1',
     'batch commit_batch', 'json'),
    ('homigo_commit_v1',
     'batch commit_batch', 'json'),
    ('public_place',
     'exact geography', 'geography'),
    ('search_text',
     'words text', 'text');
