// Swipes, the inbox of likes, and matches.
#pragma once

#include "modules/matching/inbox_pages.hpp"
#include "modules/matching/known_owners.hpp"
#include "modules/matching/match_reads.hpp"
#include "modules/matching/matches.hpp"
#include "modules/matching/pair_lookup.hpp"
#include "modules/matching/routes/match_reader.hpp"
#include "platform/earlier_modules.hpp"
#include "platform/offer.hpp"
#include "platform/registry.hpp"

namespace homigo::modules {

class matching_module {
public:
  matching_module(const platform::offer& platform, const platform::earlier_modules& earlier);
  void add_to(platform::registry& node);

  persistence::match_reads& reads() { return *match_rows_; }

private:
  const platform::offer& platform_;
  const std::unique_ptr<persistence::match_reads> match_rows_;
  modules::matches matches_;
  inbox_pages inbox_;
  pair_lookup pairs_;
  known_owners owners_;
  http::match_reader reader_;
};

}  // namespace homigo::modules
