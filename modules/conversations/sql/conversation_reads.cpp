#include "modules/conversations/conversation_reads.hpp"

#include <pqxx/result>
#include <utility>

#include "modules/matching/sql/counterpart_columns.hpp"
#include "persistence/postgres/client/arrays.hpp"
#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/keysets.hpp"
#include "persistence/postgres/client/row_reader.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

namespace {

constexpr auto activity = "coalesce(c.last_message_at, c.created_at)";

/// One side's conversations with the newest activity, so that each side's index gives its own page.
std::string side_sql(const std::string& person) {
  return "(SELECT c.*, " + std::string{activity} + " AS active_at FROM conversations c WHERE c." + person +
         " = $1 AND ($3::uuid IS NULL OR (" + activity + ", c.conversation_id) < (" + moment_of("$2") +
         ", $3::uuid)) ORDER BY " + activity + " DESC, c.conversation_id DESC LIMIT $4)";
}

/// Of conversations `c`, for `$1`; the rest of a conversation is its counterpart and its last message.
std::string conversation_columns() {
  const auto in_force = in_force_sql("c", "closed_at");
  return "c.conversation_id, c.match_id, NOT " + in_force + " AS closed, " + instant_expression("c.created_at") +
         " AS created_at, CASE WHEN c.tenant_id = $1 THEN c.tenant_unread ELSE c.host_unread END AS "
         "unread_count, CASE WHEN c.tenant_id = $1 THEN coalesce(c.host_read_at_end, c.host_read) "
         "ELSE coalesce(c.tenant_read_at_end, c.tenant_read) END AS read_sequence, "
         "c.last_sequence, " +
         counterpart_columns("c", in_force);
}

const std::string& message_columns() {
  static const auto columns = select_list(domain::descriptor<domain::message>(), "m");
  return columns;
}

domain::conversation read_conversation(const pqxx::row& row) {
  domain::conversation out;
  out.conversation_id = uuid_of(row["conversation_id"]);
  out.match_id = uuid_of(row["match_id"]);
  out.counterpart = read_row<domain::counterpart>(row);
  out.unread_count = row["unread_count"].as<std::int64_t>();
  out.read_sequence = row["read_sequence"].as<std::int64_t>();
  out.closed = row["closed"].as<bool>();
  out.created_at = instant_of(row["created_at"]);
  return out;
}

std::vector<domain::message> read_messages(const pqxx::result& rows) {
  std::vector<domain::message> out;
  for (const auto& row : rows) out.push_back(read_row<domain::message>(row));
  return out;
}

using conversation_page = slice<domain::conversation, domain::conversation_keyset>;

conversation_page by_activity(transaction& t, const domain::uuid& user_id,
                              const std::optional<domain::conversation_keyset>& after, std::size_t limit) {
  static const auto sql = "SELECT " + conversation_columns() + ", " + microseconds_of("c.active_at") +
                          " AS position, " + newest_event_of("$1") + " AS newest_event FROM (" + side_sql("tenant_id") +
                          " UNION ALL " + side_sql("host_id") + ") AS c" + counterpart_joins("c", "$1") +
                          " ORDER BY c.active_at DESC, c.conversation_id DESC LIMIT $4";
  const auto place = after ? std::optional{domain::keyset{after->key, after->id}} : std::nullopt;
  const auto rows = t.query(sql, {user_id, key_of(place), id_of(place), limit + 1});
  conversation_page page;
  for (const auto& row : rows) page.rows.push_back(read_conversation(row));
  cut(page, limit, [&](std::size_t last) {
    const auto at = keyset_of(rows[last]["position"], rows[last]["conversation_id"]);
    const auto since = after ? after->since : rows[last]["newest_event"].as<std::int64_t>();
    return domain::conversation_keyset{at.key, at.id, since, false};
  });
  return page;
}

/// Fills the page with those whose newest message is later than the first page.
void add_moved(transaction& t, const domain::uuid& user_id, const domain::conversation_keyset& after, std::size_t limit,
               conversation_page& page) {
  static const auto sql = "SELECT " + conversation_columns() + " FROM conversations c" + counterpart_joins("c", "$1") +
                          " JOIN messages newest ON newest.conversation_id = c.conversation_id"
                          " AND newest.sequence = c.last_sequence JOIN user_events e ON e.user_id = $1"
                          " AND e.seq > $2::bigint AND e.reference = newest.message_id WHERE (c.tenant_id = $1 OR"
                          " c.host_id = $1) AND c.conversation_id < $3::uuid ORDER BY c.conversation_id DESC LIMIT $4";
  const auto room = limit - page.rows.size();
  const auto from = after.again ? after.id : behind_all;
  const auto rows = t.query(sql, {user_id, after.since, from, room + 1});
  auto last = from;
  for (std::size_t i = 0; std::cmp_less(i, rows.size()) && i < room; ++i)
    last = page.rows.emplace_back(read_conversation(rows[i])).conversation_id;
  if (std::cmp_greater(rows.size(), room)) page.next = domain::conversation_keyset{0, last, after.since, true};
}

/// The newest message of each conversation, in one query for all.
void add_last_messages(transaction& t, std::vector<domain::conversation>& conversations) {
  static const auto sql = "SELECT " + message_columns() +
                          " FROM conversations c JOIN messages m ON m.conversation_id = c.conversation_id"
                          " AND m.sequence = c.last_sequence WHERE c.conversation_id = ANY ($1::uuid[])";
  if (conversations.empty()) return;
  std::vector<domain::uuid> ids;
  for (const auto& each : conversations) ids.push_back(each.conversation_id);
  for (auto& message : read_messages(t.query(sql, {array_literal(ids)})))
    for (auto& each : conversations)
      if (each.conversation_id == message.conversation_id) each.last_message = message;
}

}  // namespace

slice<domain::conversation, domain::conversation_keyset> conversation_reads::conversations_of(
    const domain::uuid& user_id, const std::optional<domain::conversation_keyset>& after, std::size_t limit) {
  return database{pool_}.read([&](transaction& t) {
    conversation_page page;
    if (!after || !after->again) page = by_activity(t, user_id, after, limit);
    // What the first page could not show moves only when there was a second one.
    if (after && !page.next) add_moved(t, user_id, *after, limit, page);
    add_last_messages(t, page.rows);
    return page;
  });
}

std::optional<domain::conversation> conversation_reads::conversation(const domain::uuid& id,
                                                                     const domain::uuid& user_id) {
  static const auto sql = "SELECT " + conversation_columns() + " FROM conversations c" + counterpart_joins("c", "$1") +
                          " WHERE c.conversation_id = $2 AND $1::uuid IN (c.tenant_id, c.host_id)";
  return database{pool_}.read([&](transaction& t) -> std::optional<domain::conversation> {
    const auto found = t.query(sql, {user_id, id});
    if (found.empty()) return std::nullopt;
    std::vector<domain::conversation> one{read_conversation(found[0])};
    add_last_messages(t, one);
    return std::move(one.front());
  });
}

std::vector<domain::message> conversation_reads::messages(const domain::uuid& conversation_id,
                                                          std::optional<std::int64_t> before, std::size_t limit) {
  static const auto sql = "SELECT " + message_columns() +
                          " FROM messages m WHERE m.conversation_id = $1 AND ($2::bigint IS NULL OR m.sequence < $2)"
                          " ORDER BY m.sequence DESC LIMIT $3";
  return database{pool_}.read([&](transaction& t) {
    return read_messages(t.query(sql, {conversation_id, before, limit}));
  });
}

std::vector<domain::message> conversation_reads::messages(std::span<const domain::uuid> ids,
                                                          const domain::uuid& user_id) {
  static const auto sql = "SELECT " + message_columns() +
                          " FROM messages m JOIN conversations c ON c.conversation_id = m.conversation_id"
                          " WHERE m.message_id = ANY ($1::uuid[]) AND $2::uuid IN (c.tenant_id, c.host_id)";
  return database{pool_}.read([&](transaction& t) {
    return read_messages(t.query(sql, {array_literal(ids), user_id}));
  });
}

}  // namespace homigo::persistence
