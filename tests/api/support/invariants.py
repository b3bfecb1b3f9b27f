"""What must be true of the database after anything, however rudely it was interrupted."""


def assert_numbers_are_gapless(db):
    """Messages of each conversation and events of each person count 1, 2, 3 … up to their counters."""
    gaps = db.rows("SELECT c.conversation_id::text, c.last_sequence, count(m.*), count(DISTINCT m.sequence), max(m.sequence) "
                   "FROM conversations c LEFT JOIN messages m USING (conversation_id) GROUP BY 1, 2 "
                   "HAVING count(m.*) <> c.last_sequence OR count(DISTINCT m.sequence) <> c.last_sequence "
                   "OR coalesce(max(m.sequence), 0) <> c.last_sequence")
    assert not gaps, f"conversations with gaps: {gaps[:5]}"
    gaps = db.rows("SELECT u.user_id::text, u.last_seq, count(e.*), count(DISTINCT e.seq), max(e.seq) "
                   "FROM user_counter u LEFT JOIN user_events e USING (user_id) GROUP BY 1, 2 "
                   "HAVING count(e.*) <> u.last_seq OR count(DISTINCT e.seq) <> u.last_seq OR coalesce(max(e.seq), 0) <> u.last_seq")
    assert not gaps, f"people with gaps in their events: {gaps[:5]}"
    assert db.value("SELECT count(*) FROM user_events e LEFT JOIN user_counter u USING (user_id) WHERE u.user_id IS NULL") == 0


def assert_matches_are_whole(db):
    """Mutual likes are matches, each with one conversation and one event for each side."""
    assert db.value("SELECT count(*) FROM pair p WHERE state = 'open' AND tenant_action IN ('like', 'super_like') "
                    "AND host_action IN ('like', 'super_like')") == 0
    assert db.value("SELECT count(*) FROM pair p LEFT JOIN matches m USING (match_id) WHERE p.state = 'matched' AND m.match_id IS NULL") == 0
    assert db.value("SELECT count(*) FROM matches m LEFT JOIN conversations c ON c.match_id = m.match_id WHERE c.match_id IS NULL") == 0
    wrong = db.rows("SELECT m.match_id::text, count(e.*) FROM matches m LEFT JOIN user_events e "
                    "ON e.event = 'match.created' AND e.reference = m.match_id AND e.user_id IN (m.tenant_id, m.host_id) "
                    "GROUP BY 1 HAVING count(e.*) <> 2 OR count(DISTINCT e.user_id) <> 2")
    assert not wrong, f"matches without exactly one event for each side: {wrong[:5]}"


def assert_messages_are_told_once(db):
    wrong = db.rows("SELECT m.message_id::text, count(e.*) FROM messages m LEFT JOIN user_events e "
                    "ON e.event = 'message.created' AND e.reference = m.message_id "
                    "GROUP BY 1 HAVING count(e.*) <> 2 OR count(DISTINCT e.user_id) <> 2")
    assert not wrong, f"messages without exactly one event for each participant: {wrong[:5]}"


def assert_all(db):
    assert_numbers_are_gapless(db)
    assert_matches_are_whole(db)
    assert_messages_are_told_once(db)
