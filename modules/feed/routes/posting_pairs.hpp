// The pairs of a posting as its actor knows them.
#pragma once

#include "http/pipeline/ask.hpp"
#include "http/server/io_threads.hpp"
#include "modules/feed/pair_source.hpp"

namespace homigo::http {

/// To be asked on worker threads. What it is given must outlive it.
class posting_pairs final : public modules::pair_source {
public:
  posting_pairs(asker& entities, io_threads& io) : entities_(entities), io_(io) {}

  domain::result<domain::posting_pairs> pairs_of(const domain::entity_key& posting, const domain::uuid& owner) override;

private:
  asker& entities_;
  io_threads& io_;
};

}  // namespace homigo::http
