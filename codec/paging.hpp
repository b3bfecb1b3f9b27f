// Cursors of lists: read from what the client sends, made from where a page ends.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "codec/cursor.hpp"
#include "domain/feed/feed_rule.hpp"
#include "domain/kernel/lists/keyset.hpp"
#include "domain/kernel/lists/page.hpp"
#include "domain/postings/search.hpp"

namespace homigo::modules {

// A forged cursor may hold any value; these are what the database would refuse.
inline bool is_usable(const domain::keyset& at) { return domain::is_sound(at.key); }
inline bool is_usable(const domain::conversation_keyset& at) { return domain::is_sound(at.key); }
inline bool is_usable(const domain::inbox_keyset& at) { return domain::is_sound(at.key); }
inline bool is_usable(const domain::search_keyset& at) { return domain::is_sound(at.key); }
inline bool is_usable(const domain::feed_key& at) {
  return domain::is_sound(at.score) && at.created_at >= domain::instant{} &&
         at.created_at < domain::instant{std::chrono::sys_days{std::chrono::year{9999} / 1 / 1}};
}

/// Nothing at the start of a list. Fails with malformed_request when the cursor is none of this list.
template <class Position>
domain::result<std::optional<Position>> position_in(std::string_view list, const domain::page_query& page) {
  if (!page.cursor) return std::optional<Position>{};
  const auto position = codec::read_cursor<Position>(list, *page.cursor);
  if (!position) return position.error();
  if (!is_usable(*position))
    return domain::failure{domain::errc::malformed_request, "This cursor does not belong to this list."};
  return std::optional{*position};
}

template <class Position>
std::optional<std::string> cursor_in(std::string_view list, const std::optional<Position>& next) {
  return next ? std::optional{codec::make_cursor(list, *next)} : std::nullopt;
}

}  // namespace homigo::modules
