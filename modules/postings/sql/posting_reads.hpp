// Reads of property_listings and tenant_requirements.
#pragma once

#include "modules/postings/posting_reads.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

class posting_reads final : public persistence::posting_reads {
public:
  explicit posting_reads(connection_pool& pool) : database_(pool) {}

  std::optional<persistence::shown_listing> listing(const domain::uuid& id, const std::optional<domain::uuid>& viewer,
                                                    domain::instant now) override;
  std::optional<persistence::shown_requirement> requirement(const domain::uuid& id, const domain::uuid& viewer,
                                                            domain::instant now) override;
  std::vector<domain::listing> listings(std::span<const domain::uuid> ids) override;
  std::vector<domain::requirement> requirements(std::span<const domain::uuid> ids) override;
  persistence::slice<domain::listing> listings_of(const domain::uuid& host_id,
                                                  const std::optional<domain::keyset>& after,
                                                  std::size_t limit) override;
  persistence::slice<domain::requirement> requirements_of(const domain::uuid& tenant_id,
                                                          const std::optional<domain::keyset>& after,
                                                          std::size_t limit) override;
  bool owns_listing(const domain::uuid& listing_id, const domain::uuid& host_id) override;
  bool owns_requirement(const domain::uuid& requirement_id, const domain::uuid& tenant_id) override;
  persistence::active_postings active_postings_of(const domain::uuid& user_id, domain::instant now) override;

private:
  database database_;
};

}  // namespace homigo::postgres
