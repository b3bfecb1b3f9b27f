-- Each kind of item that a batch may hold is an attribute of commit_items, and brings three functions that are named after it
-- (sql/functions/engine/kinds.sql). What they are told and what they tell:

CREATE TYPE commit_needs AS (
    listings uuid[], requirements uuid[], people uuid[], conversations uuid[], alone boolean, people_alone boolean);
COMMENT ON TYPE commit_needs IS 'What items depend on and therefore lock; alone: postings for themselves, not shared with other batches (people likewise)';

CREATE TYPE commit_facts AS (stale integer[], listings commit_fact[], requirements commit_fact[], inactive uuid[]);
COMMENT ON TYPE commit_facts IS 'What a batch found out under its locks; inactive: people who are not in good standing';


-- What older releases call stays for as long as one of them may run: homigo_commit(commit_batch), homigo_commit_messages(…) and the
-- functions within them. A database that is made anew has none of them.
