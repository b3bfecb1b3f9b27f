#include "persistence/postgres/schema/integrity_rules.hpp"

#include <array>

namespace homigo::postgres {
namespace {

constexpr std::array<integrity_rule, 33> rules{{
    {"{} swipes stand on a pair that has no row in pair",
     "SELECT s.swipe_id FROM swipe_actions s LEFT JOIN pair p USING (listing_id, requirement_id)"
     " WHERE s.undone_at IS NULL AND p.listing_id IS NULL"},
    {"{} matches have no row in pair",
     "SELECT m.match_id FROM matches m LEFT JOIN pair p USING (listing_id, requirement_id) WHERE p.listing_id IS NULL"},
    {"{} pairs name a tenant's swipe that is not in swipe_actions or says something else",
     "SELECT p.tenant_swipe_id FROM pair p LEFT JOIN swipe_actions s ON s.swipe_id = p.tenant_swipe_id"
     " WHERE p.tenant_action IS NOT NULL AND (s.action IS DISTINCT FROM p.tenant_action OR s.undone_at IS NOT NULL"
     " OR s.listing_id <> p.listing_id OR s.requirement_id <> p.requirement_id)"},
    {"{} pairs name a host's swipe that is not in swipe_actions or says something else",
     "SELECT p.host_swipe_id FROM pair p LEFT JOIN swipe_actions s ON s.swipe_id = p.host_swipe_id"
     " WHERE p.host_action IS NOT NULL AND (s.action IS DISTINCT FROM p.host_action OR s.undone_at IS NOT NULL"
     " OR s.listing_id <> p.listing_id OR s.requirement_id <> p.requirement_id)"},
    {"{} swipes stand although their pair does not know them",
     "SELECT s.swipe_id FROM swipe_actions s JOIN pair p USING (listing_id, requirement_id) WHERE s.undone_at IS NULL"
     " AND s.swipe_id IS DISTINCT FROM CASE s.target_type WHEN 'listing' THEN p.tenant_swipe_id ELSE p.host_swipe_id "
     "END"},
    {"{} pairs have two likes and no match",
     "SELECT p.listing_id || ' and ' || p.requirement_id FROM pair p WHERE p.state = 'open'"
     " AND p.tenant_action IN ('like', 'super_like') AND p.host_action IN ('like', 'super_like')"},
    {"{} pairs name a match that is not in matches",
     "SELECT p.match_id FROM pair p LEFT JOIN matches m USING (match_id) WHERE p.match_id IS NOT NULL AND m.match_id "
     "IS NULL"},
    {"{} pairs and their matches disagree whether the match has ended",
     "SELECT m.match_id FROM matches m JOIN pair p USING (match_id) WHERE (p.state = 'ended') <>"
     " (m.match_status IN ('tenant_unmatched', 'host_unmatched', 'both_unmatched', 'deal_failed'))"
     " AND m.match_status <> 'deal_closed'"},
    {"{} matches have no conversation",
     "SELECT m.match_id FROM matches m LEFT JOIN conversations c USING (conversation_id) WHERE c.conversation_id IS "
     "NULL"},
    {"{} pairs belong to a listing or a requirement that does not exist",
     "SELECT p.listing_id || ' and ' || p.requirement_id FROM pair p LEFT JOIN property_listings l USING (listing_id)"
     " LEFT JOIN tenant_requirements r USING (requirement_id) WHERE l.listing_id IS NULL OR r.requirement_id IS NULL"},
    {"{} listings count other likes than there are",
     "SELECT e.entity_id FROM entity e LEFT JOIN (SELECT listing_id AS id, count(*) AS likes FROM pair"
     "  WHERE tenant_action IN ('like', 'super_like') GROUP BY 1) l ON l.id = e.entity_id"
     " WHERE e.kind = 'listing' AND e.likes_count <> coalesce(l.likes, 0)"},
    {"{} requirements count other likes than there are",
     "SELECT e.entity_id FROM entity e LEFT JOIN (SELECT requirement_id AS id, count(*) AS likes FROM pair"
     "  WHERE host_action IN ('like', 'super_like') GROUP BY 1) l ON l.id = e.entity_id"
     " WHERE e.kind = 'requirement' AND e.likes_count <> coalesce(l.likes, 0)"},
    {"{} pairs name other people than their listing and their requirement",
     "SELECT p.listing_id || ' and ' || p.requirement_id FROM pair p JOIN property_listings l USING (listing_id)"
     " JOIN tenant_requirements r USING (requirement_id) WHERE (p.host_id, p.tenant_id) <> (l.host_id, r.tenant_id)"},
    {"{} swipes were not made by whom their side belongs to",
     "SELECT s.swipe_id FROM swipe_actions s JOIN pair p USING (listing_id, requirement_id)"
     " WHERE s.swiper_id <> CASE s.target_type WHEN 'listing' THEN p.tenant_id ELSE p.host_id END"},
    {"{} pairs have ended without ever having been a match",
     "SELECT p.listing_id || ' and ' || p.requirement_id FROM pair p WHERE p.state = 'ended' AND p.match_id IS NULL"},
    {"{} matches or conversations name other people than their pair",
     "SELECT m.match_id FROM matches m JOIN pair p USING (listing_id, requirement_id)"
     " JOIN conversations c USING (conversation_id)"
     " WHERE (m.tenant_id, m.host_id, c.tenant_id, c.host_id, c.match_id)"
     " IS DISTINCT FROM (p.tenant_id, p.host_id, p.tenant_id, p.host_id, m.match_id)"},
    {"{} conversations are open although their match has ended",
     "SELECT c.conversation_id FROM conversations c JOIN matches m USING (match_id) WHERE c.closed_at IS NULL"
     " AND m.match_status IN ('tenant_unmatched', 'host_unmatched', 'both_unmatched')"},
    {"{} conversations are open between people one of whom blocks the other",
     "SELECT c.conversation_id FROM conversations c JOIN blocked_users b ON b.blocker_id IN (c.tenant_id, c.host_id)"
     " AND b.blocked_id IN (c.tenant_id, c.host_id) WHERE c.closed_at IS NULL"},
    // The block and the order to end stand in one transaction; the end follows.
    {"{} matches stand between people one of whom blocks the other, and nothing is under way to end them",
     "SELECT p.match_id FROM pair p JOIN blocked_users b ON b.blocker_id IN (p.tenant_id, p.host_id)"
     " AND b.blocked_id IN (p.tenant_id, p.host_id) WHERE p.state = 'matched'"
     " AND NOT EXISTS (SELECT FROM pending_command c WHERE c.entity_id = p.listing_id AND c.command = 'end_pair')"},
    {"{} durable commands are for a posting that does not exist",
     "SELECT c.command_id FROM pending_command c LEFT JOIN property_listings l ON l.listing_id = c.entity_id"
     " LEFT JOIN tenant_requirements r ON r.requirement_id = c.entity_id"
     " WHERE l.listing_id IS NULL AND r.requirement_id IS NULL"},
    {"{} entities are behind what was written in their name",
     "SELECT e.entity_id FROM entity e JOIN (SELECT listing_id AS id, max(listing_version) AS newest FROM pair GROUP "
     "BY 1) p"
     " ON p.id = e.entity_id WHERE p.newest > e.version"},
    {"{} pairs belong to a listing without a row in entity",
     "SELECT DISTINCT p.listing_id FROM pair p LEFT JOIN entity e ON e.entity_id = p.listing_id WHERE e.entity_id IS "
     "NULL"},
    {"{} conversations have gaps or doubles in the sequence of their messages",
     "SELECT c.conversation_id FROM conversations c LEFT JOIN (SELECT conversation_id, count(*) AS n,"
     "  count(DISTINCT sequence) AS different, max(sequence) AS newest FROM messages GROUP BY 1) m USING "
     "(conversation_id)"
     " WHERE (coalesce(m.n, 0), coalesce(m.different, 0), coalesce(m.newest, 0)) <>"
     " (c.last_sequence, c.last_sequence, c.last_sequence)"},
    {"{} conversations count other unread messages than there are",
     "SELECT c.conversation_id FROM conversations c LEFT JOIN messages m USING (conversation_id) GROUP BY "
     "c.conversation_id"
     " HAVING (c.tenant_unread, c.host_unread) <>"
     " (count(*) FILTER (WHERE m.sender_id = c.host_id AND m.sequence > c.tenant_read),"
     " count(*) FILTER (WHERE m.sender_id = c.tenant_id AND m.sequence > c.host_read))"},
    {"{} messages belong to no conversation",
     "SELECT m.message_id FROM messages m LEFT JOIN conversations c USING (conversation_id) WHERE c.conversation_id IS "
     "NULL"},
    {"{} messages were sent by somebody who is not in their conversation",
     "SELECT m.message_id FROM messages m JOIN conversations c USING (conversation_id)"
     " WHERE m.sender_id NOT IN (c.tenant_id, c.host_id)"},
    {"{} keys of messages name a message that is not there or another one",
     "SELECT k.message_id FROM message_key k LEFT JOIN messages m"
     " ON m.message_id = k.message_id AND m.created_at = k.created_at"
     " WHERE (m.conversation_id, m.sender_id, m.client_message_id, m.sequence)"
     " IS DISTINCT FROM (k.conversation_id, k.sender_id, k.client_message_id, k.sequence)"},
    // Events older than 90 days are dropped by months: what is older than any that is kept is not asked for its own.
    {"{} matches or messages were not told to each of their two people exactly once",
     "WITH kept AS (SELECT min(created_at) AS since FROM user_events), told AS ("
     "  SELECT match_id AS id, 'match.created' AS event, tenant_id, host_id FROM matches, kept WHERE created_at >= "
     "since"
     "  UNION ALL SELECT m.message_id, 'message.created', c.tenant_id, c.host_id FROM kept, messages m"
     "   JOIN conversations c USING (conversation_id) WHERE m.created_at >= since)"
     " SELECT t.id FROM told t LEFT JOIN user_events e ON e.event = t.event AND e.reference = t.id"
     " GROUP BY t.id, t.event, t.tenant_id, t.host_id"
     " HAVING array_agg(e.user_id ORDER BY e.user_id)"
     " IS DISTINCT FROM ARRAY[least(t.tenant_id, t.host_id), greatest(t.tenant_id, t.host_id)]"},
    {"{} ends of matches were not told to each of the two people exactly once",
     "SELECT m.match_id FROM matches m LEFT JOIN user_events e ON e.event = 'match.ended' AND e.reference = m.match_id"
     " WHERE m.match_status IN ('tenant_unmatched', 'host_unmatched', 'both_unmatched')"
     " AND m.ended_at >= (SELECT min(created_at) FROM user_events)"
     " GROUP BY m.match_id HAVING array_agg(e.user_id ORDER BY e.user_id)"
     " IS DISTINCT FROM ARRAY[least(m.tenant_id, m.host_id), greatest(m.tenant_id, m.host_id)]"},
    // What is older than 90 days is dropped by months: gaps are judged from the oldest event that is kept.
    {"{} people have gaps or doubles in the numbers of their events",
     "SELECT c.user_id FROM user_counter c LEFT JOIN (SELECT user_id, count(*) AS n, count(DISTINCT seq) AS different,"
     "  min(seq) AS oldest, max(seq) AS newest FROM user_events GROUP BY 1) e USING (user_id)"
     " WHERE e.n IS NOT NULL AND (e.newest <> c.last_seq OR e.n <> e.newest - e.oldest + 1 OR e.different <> e.n)"},
    {"{} people have events and no counter of them",
     "SELECT DISTINCT e.user_id FROM user_events e LEFT JOIN user_counter c USING (user_id) WHERE c.user_id IS NULL"},
    {"{} snapshots are of entities that do not exist or that were never so far",
     "SELECT s.entity_id FROM actor_snapshots s LEFT JOIN entity e USING (entity_id)"
     " WHERE e.entity_id IS NULL OR s.entity_version > e.version"},
    {"{} shards are missing from the map of shards",
     "SELECT n FROM generate_series(0, 255) AS n LEFT JOIN shard ON shard_id = n WHERE shard_id IS NULL"},
}};

}  // namespace

std::span<const integrity_rule> integrity_rules() { return rules; }

}  // namespace homigo::postgres
