// Which postings likes can wait for, by owner: read when first asked for, forgotten when one of them changes.
#pragma once

#include <mutex>
#include <optional>
#include <vector>

#include "domain/engine/entity.hpp"
#include "domain/kernel/bounds/lru_map.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::feed {

/// Thread-safe. What nobody tells of (an import) is known after a minute.
class own_postings {
public:
  using postings = std::vector<domain::entity_key>;

  std::optional<postings> find(const domain::uuid& owner, domain::instant now);
  /// Before they are read; what is forgotten between this and keep() is not kept.
  std::uint64_t begin();
  void keep(const domain::uuid& owner, postings all, std::uint64_t begun, domain::instant now);
  void forget(const domain::uuid& owner);

private:
  struct kept {
    postings all;
    domain::instant until{};
  };

  std::mutex mutex_;
  domain::lru_map<domain::uuid, kept, domain::uuid_hash> owners_{100'000};
  std::uint64_t changes_ = 0;
};

}  // namespace homigo::feed
