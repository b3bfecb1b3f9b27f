#include "feed/own_postings.hpp"

namespace homigo::feed {
namespace {

constexpr std::chrono::minutes lifetime{1};

}  // namespace

std::optional<own_postings::postings> own_postings::find(const domain::uuid& owner, domain::instant now) {
  const std::lock_guard lock{mutex_};
  const auto* held = owners_.find(owner);
  if (held == nullptr || held->until <= now) return std::nullopt;
  return held->all;
}

std::uint64_t own_postings::begin() {
  const std::lock_guard lock{mutex_};
  return changes_;
}

void own_postings::keep(const domain::uuid& owner, postings all, std::uint64_t begun, domain::instant now) {
  const std::lock_guard lock{mutex_};
  if (begun == changes_) owners_.insert_or_assign(owner, {std::move(all), now + lifetime});
}

void own_postings::forget(const domain::uuid& owner) {
  const std::lock_guard lock{mutex_};
  ++changes_;
  owners_.erase(owner);
}

}  // namespace homigo::feed
