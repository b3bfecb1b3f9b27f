// Photos of listings in PostgreSQL.
#pragma once

#include "modules/postings/photo_repository.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

/// Files and rows agree through an advisory lock on each file's key: shared while a row that names it is written,
/// exclusive while it is erased. They are taken first, in the order of the keys.
class photo_repository final : public persistence::photo_repository {
public:
  explicit photo_repository(connection_pool& pool) : database_(pool) {}

  domain::result<void> may_add(const domain::uuid& host_id, const persistence::photo_record& photo) override;
  domain::result<void> may_replace(const domain::uuid& host_id, const domain::uuid& listing_id,
                                   const domain::uuid& photo_id) override;
  domain::result<persistence::photo_record> add(const domain::uuid& host_id, const persistence::photo_record& photo,
                                                domain::function_ref<void()> keep_files) override;
  domain::result<persistence::replaced_photo> replace(const domain::uuid& host_id,
                                                      const persistence::photo_record& photo,
                                                      domain::function_ref<void()> keep_files) override;
  domain::result<std::vector<persistence::photo_record>> move(const domain::uuid& host_id,
                                                              const domain::uuid& listing_id,
                                                              const std::vector<domain::photo_position>& positions,
                                                              domain::instant now) override;
  domain::result<persistence::photo_record> remove(const domain::uuid& host_id, const domain::uuid& listing_id,
                                                   const domain::uuid& photo_id, domain::instant now) override;
  void erase_unused(std::vector<std::string> keys, domain::function_ref<void(const std::string&)> erase) override;

private:
  database database_;
};

}  // namespace homigo::postgres
