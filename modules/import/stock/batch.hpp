// Generated stock comes in batches that hold together: hosts with all their listings, tenants with their requirement.
//
// A batch depends on its seed, number and size alone (and the day, for dates), so batches are drawn in any order, and
// a smaller stock of the same seed is the beginning of a larger one.
#pragma once

#include <vector>

#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"
#include "domain/users/account.hpp"

namespace homigo::stock {

/// Postings of a full batch.
inline constexpr std::size_t batch_size = 1000;

struct batch_key {
  std::uint64_t seed = 0;
  std::uint64_t number = 0;
  std::size_t postings = batch_size;  // fewer in the last one
};

struct host {
  domain::user account;
  std::vector<domain::listing> listings;
};

struct tenant {
  domain::user account;
  domain::requirement requirement;
};

/// Published within the 30 days before `now`, valid for 180 days from then; 4 % premium. Listings name their three
/// photos (room, kitchen, bathroom) without the files, which the writer knows.
std::vector<host> draw_hosts(const batch_key& key, domain::instant now);
std::vector<tenant> draw_tenants(const batch_key& key, domain::instant now);

}  // namespace homigo::stock
