"""What the database must say after the play. Each question answers one row: how much was looked at, and how much of it is
wrong."""
import collections

Check = collections.namedtuple("Check", "statement looked_at wrong")

QUESTIONS = {
    "a match exists exactly where both sides liked": """
        SELECT count(*) FILTER (WHERE mutual OR match_id IS NOT NULL), count(*) FILTER (WHERE mutual <> (match_id IS NOT NULL))
        FROM (SELECT coalesce(p.tenant_action IN ('like', 'super_like') AND p.host_action IN ('like', 'super_like'), false) AS mutual,
                     m.match_id
              FROM pair p FULL JOIN matches m USING (listing_id, requirement_id)) AS decided""",
    "every pair is what its live swipes say": """
        SELECT count(*), count(*) FILTER (WHERE action IS DISTINCT FROM standing)
        FROM (SELECT s.action, CASE s.target_type WHEN 'listing' THEN p.tenant_action ELSE p.host_action END AS standing
              FROM swipe_actions s JOIN demo_tenant t ON t.user_id IN (s.swiper_id, s.swiped_user_id)
              LEFT JOIN pair p USING (listing_id, requirement_id)
              WHERE s.undone_at IS NULL) AS decided""",
    "every match has one conversation, between its two people": """
        SELECT count(*), count(*) FILTER (WHERE talks <> 1)
        FROM (SELECT m.match_id, (SELECT count(*) FROM conversations c
                                  WHERE c.match_id = m.match_id AND c.conversation_id = m.conversation_id
                                    AND (c.tenant_id, c.host_id) = (m.tenant_id, m.host_id)) AS talks
              FROM matches m JOIN demo_tenant t ON t.user_id = m.tenant_id) AS made""",
    "every match told both people once": """
        SELECT count(*), count(*) FILTER (WHERE NOT told)
        FROM (SELECT coalesce(e.listeners = 2 AND e.events = 2, false) AS told
              FROM matches m JOIN demo_tenant t ON t.user_id = m.tenant_id
              LEFT JOIN (SELECT reference, count(DISTINCT user_id) AS listeners, count(*) AS events FROM user_events
                         WHERE event = 'match.created' GROUP BY reference) e ON e.reference = m.match_id) AS made""",
    "messages count 1, 2, 3 … in every conversation": """
        SELECT coalesce(sum(messages), 0)::bigint, count(*) FILTER (WHERE messages <> last_sequence OR distinct_ones <> last_sequence
                                                    OR highest <> last_sequence)
        FROM (SELECT c.last_sequence, count(m.sequence) AS messages, count(DISTINCT m.sequence) AS distinct_ones,
                     coalesce(max(m.sequence), 0) AS highest
              FROM conversations c JOIN demo_tenant t ON t.user_id = c.tenant_id
              LEFT JOIN messages m USING (conversation_id) GROUP BY c.conversation_id) AS talks""",
    "every message told both people once": """
        SELECT count(*), count(*) FILTER (WHERE NOT told)
        FROM (SELECT coalesce(e.listeners = 2 AND e.events = 2, false) AS told
              FROM messages m JOIN conversations c USING (conversation_id) JOIN demo_tenant t ON t.user_id = c.tenant_id
              LEFT JOIN (SELECT reference, count(DISTINCT user_id) AS listeners, count(*) AS events FROM user_events
                         WHERE event = 'message.created' GROUP BY reference) e ON e.reference = m.message_id) AS sent""",
    "events count 1, 2, 3 … for every person": """
        SELECT coalesce(sum(events), 0)::bigint, count(*) FILTER (WHERE distinct_ones <> events OR highest - lowest + 1 <> events
                                                  OR highest IS DISTINCT FROM last_seq OR (is_new AND lowest <> 1))
        FROM (SELECT count(*) AS events, count(DISTINCT e.seq) AS distinct_ones, min(e.seq) AS lowest, max(e.seq) AS highest,
                     c.last_seq, p.is_new
              FROM demo_person p JOIN user_events e USING (user_id) LEFT JOIN user_counter c USING (user_id)
              GROUP BY p.user_id, p.is_new, c.last_seq) AS told""",
}

NAME_PEOPLE = """
    CREATE TEMPORARY TABLE demo_person (user_id uuid PRIMARY KEY, is_new boolean) ON COMMIT DROP;
    INSERT INTO demo_person SELECT unnest(%s::uuid[]), true;
    INSERT INTO demo_person SELECT unnest(%s::uuid[]), false;
    CREATE TEMPORARY TABLE demo_tenant ON COMMIT DROP AS SELECT user_id FROM demo_person WHERE is_new;
    ANALYZE demo_person; ANALYZE demo_tenant"""


def check_database(database, people):
    """All in one snapshot."""
    database.set_session(isolation_level="REPEATABLE READ")
    with database, database.cursor() as cursor:
        cursor.execute(NAME_PEOPLE, [[who.user_id for who in each] for each in (people.tenants, people.hosts)])
        checks = []
        for statement, question in QUESTIONS.items():
            cursor.execute(question)
            checks.append(Check(statement, *cursor.fetchone()))
        return checks
