// Search of property_listings and tenant_requirements.
#pragma once

#include "modules/postings/posting_search.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

class posting_search final : public persistence::posting_search {
public:
  explicit posting_search(connection_pool& pool) : database_(pool) {}

  persistence::slice<domain::listing, domain::search_keyset> listings(const domain::listing_search& search,
                                                                      const std::optional<domain::uuid>& viewer,
                                                                      const std::optional<domain::search_keyset>& after,
                                                                      domain::instant now) override;
  persistence::slice<domain::requirement> requirements(const domain::requirement_search& search,
                                                       const domain::uuid& viewer,
                                                       const std::optional<domain::keyset>& after,
                                                       domain::instant now) override;

private:
  database database_;
};

}  // namespace homigo::postgres
