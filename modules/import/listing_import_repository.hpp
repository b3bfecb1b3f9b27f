// Imported listings go into the database in bulk, each once, together with what a live listing needs.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "domain/postings/listing.hpp"
#include "modules/postings/photo_repository.hpp"

namespace homigo::postgres {
class connection_pool;
}

namespace homigo::persistence {

/// An account that offers imported listings. Its e-mail address is what it is known by.
struct demo_host {
  domain::uuid user_id{};  // taken if the account is not there yet
  std::string full_name;
  std::string phone;
  std::string email;
  domain::host_category host_category{};
  std::int32_t profile_completeness = 0;
};
HOMIGO_DESCRIBED(demo_host, user_id, full_name, phone, email, host_category, profile_completeness)

struct imported_listing {
  domain::uuid listing_id{};
  domain::uuid host_id{};
  std::string source_ref;
  domain::listing_content content;
  domain::instant published_at{};
  domain::instant valid_until{};
  std::array<domain::uuid, 3> photo_ids{};
};

class listing_import_repository {
public:
  explicit listing_import_repository(postgres::connection_pool& pool) : pool_(pool) {}

  /// Makes the accounts that are missing, active and with a proven phone; answers the identifiers of all, in order.
  /// Throws std::runtime_error when a phone belongs to another account.
  std::vector<domain::uuid> ensure_hosts(const std::vector<demo_host>& hosts, domain::instant now);

  /// Inserts in one transaction what has a source_ref that is not there yet, live, with the three `pictures`. Answers
  /// how many that were.
  std::size_t insert(const std::vector<imported_listing>& listings, const std::array<photo_record, 3>& pictures);

private:
  postgres::connection_pool& pool_;
};

}  // namespace homigo::persistence
