#include "modules/matching/known_owners.hpp"

#include "modules/postings/posting_reads.hpp"

namespace homigo::modules {

bool known_owners::knows(const domain::uuid& posting, const domain::uuid& user) {
  const std::lock_guard lock{mutex_};
  const auto* owner = owners_.find(posting);
  return owner != nullptr && *owner == user;
}

domain::result<void> known_owners::look_up(domain::pair_side side, const domain::uuid& posting,
                                           const domain::uuid& user) {
  using domain::entity_kind;
  const auto kind = side == domain::pair_side::tenant ? entity_kind::requirement : entity_kind::listing;
  if (!postings_.has_made(kind, posting, user)) return domain::refusal(domain::errc::not_found);
  const std::lock_guard lock{mutex_};
  owners_.insert_or_assign(posting, user);
  return {};
}

}  // namespace homigo::modules
