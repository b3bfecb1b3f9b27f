#include "persistence/postgres/commit/posting_content.hpp"

#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"
#include "persistence/postgres/client/row_reader.hpp"

namespace homigo::postgres {

const std::string& bare_listing_columns() {
  static const auto columns = select_list(domain::descriptor<domain::listing>(), "l",
                                          {{"host", ""},
                                           {"photo_count", ""},
                                           {"photos", ""},
                                           {"preferred_tenant", preferred_tenant_sql},
                                           {"likes_count", ""}});
  return columns;
}

const std::string& bare_requirement_columns() {
  static const auto columns = select_list(domain::descriptor<domain::requirement>(), "r",
                                          {{"priorities", priorities_sql}, {"likes_count", ""}});
  return columns;
}

}  // namespace homigo::postgres
