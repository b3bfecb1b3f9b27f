// Matches, as the API shows them to one person.
#pragma once

#include <string>

#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/lists/page.hpp"
#include "modules/matching/match_reads.hpp"

namespace homigo::modules {

/// The JSON of GET /matches/{id}: whole while the match is in force, otherwise what everyone is shown.
std::string match_json(const persistence::match_seen& seen);

/// Thread-safe; blocks, so it runs on worker threads. What it is given must outlive it.
class matches {
public:
  matches(persistence::match_reads& reads, const domain::clock& clock) : reads_(reads), clock_(clock) {}

  /// JSON of a domain::match_page: every item is written for its own audience.
  domain::result<std::string> list(const domain::uuid& user_id, const domain::page_query& page);
  /// JSON of a domain::match. Fails with not_found unless the user takes part in it.
  domain::result<std::string> one(const domain::uuid& match_id, const domain::uuid& user_id);
  /// one() for each wanted, in their order, with one look into the database.
  std::vector<domain::result<std::string>> several(std::span<const persistence::match_viewer> wanted);

private:
  persistence::match_reads& reads_;
  const domain::clock& clock_;
};

}  // namespace homigo::modules
