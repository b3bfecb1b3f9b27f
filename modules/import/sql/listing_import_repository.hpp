// Bulk import of listings into PostgreSQL.
#pragma once

#include "modules/import/listing_import_repository.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

class listing_import_repository final : public persistence::listing_import_repository {
public:
  explicit listing_import_repository(connection_pool& pool) : database_(pool) {}

  std::vector<domain::uuid> ensure_hosts(const std::vector<persistence::demo_host>& hosts,
                                         domain::instant now) override;
  std::size_t insert(const std::vector<persistence::imported_listing>& listings,
                     const std::array<persistence::photo_record, 3>& pictures) override;

private:
  database database_;
};

}  // namespace homigo::postgres
