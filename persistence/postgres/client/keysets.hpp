// The SQL half of keyset pages: how a row's place in its list is selected and compared.
#pragma once

#include <pqxx/row>
#include <string>
#include <string_view>

#include "domain/kernel/lists/slice.hpp"

namespace homigo::postgres {

/// A point in time as a keyset holds it: exact microseconds.
inline std::string microseconds_of(std::string_view column) {
  return "(extract(epoch FROM " + std::string{column} + ") * 1000000)::float8";
}
/// The timestamptz that a keyset's key stands for. `parameter` is like "$2".
inline std::string moment_of(std::string_view parameter) {
  return "(timestamptz 'epoch' + " + std::string{parameter} + "::float8 * interval '1 microsecond')";
}

/// The number of a person's newest event, in the snapshot of the statement.
inline std::string newest_event_of(std::string_view person) {
  return "coalesce((SELECT last_seq FROM user_counter WHERE user_id = " + std::string{person} + "), 0)";
}
/// Greater than every identifier: where those that come again begin.
inline constexpr domain::uuid behind_all{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                         0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};

/// The two parameters of a keyset; NULL at the start of a list.
std::optional<double> key_of(const std::optional<domain::keyset>& after);
std::optional<domain::uuid> id_of(const std::optional<domain::keyset>& after);

domain::keyset keyset_of(const pqxx::field& key, const pqxx::field& id);

/// Cuts rows fetched with one more than `limit`: when that one is there, the list goes on after the last that stays.
template <class Row, class Position, class PositionOf>
void cut(persistence::slice<Row, Position>& page, std::size_t limit, const PositionOf& position_of) {
  if (page.rows.size() <= limit) return;
  page.rows.resize(limit);
  page.next = position_of(limit - 1);
}

}  // namespace homigo::postgres
