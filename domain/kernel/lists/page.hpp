// What every list shares: how much is asked for, from where on, and how the answer goes on.
#pragma once

#include <optional>
#include <string>

#include "domain/kernel/described/described.hpp"

namespace homigo::domain {

/// `?limit=&cursor=` of every list. Cursors are opaque to clients (codec/cursor.hpp).
struct page_query {
  std::int32_t limit = 20;
  std::optional<std::string> cursor;
};
HOMIGO_DESCRIBED(page_query, limit, cursor)
constexpr auto rules_of(const page_query*) { return rules(field("limit").range(1, 100).defaulted()); }

}  // namespace homigo::domain
