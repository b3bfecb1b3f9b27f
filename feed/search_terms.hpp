// What every search of the index is asked, beside the posting that looks.
#pragma once

#include <optional>

#include "domain/feed/feed_rule.hpp"

namespace homigo::feed {

struct search_terms {
  std::optional<domain::feed_key> after;
  std::size_t limit = 20;
  domain::instant now{};
};

}  // namespace homigo::feed
