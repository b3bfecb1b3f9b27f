#include "http/pipeline/connection_table.hpp"

#include "http/pipeline/client_address.hpp"

namespace homigo::http {

connection_table::admission connection_table::enter(const std::string& address, bool is_proxy) {
  const std::lock_guard lock{mutex_};
  if (places_.size() >= limit_) return {verdict::full, {}};
  auto& here = by_address_[network_of(address)];
  if (here >= limit_per_address_ && !is_proxy) return {verdict::address_full, {}};
  ++here;
  const auto id = ++last_id_;
  places_[id];
  return {verdict::admitted, place{shared_from_this(), id, address}};
}

void connection_table::occupy(std::uint64_t id, const std::shared_ptr<connection>& who) {
  bool late = false;
  {
    const std::lock_guard lock{mutex_};
    places_[id] = who;
    late = draining_;
  }
  if (late) who->drain();
}

void connection_table::leave(std::uint64_t id, const std::string& address) {
  std::function<void()> empty;
  {
    const std::lock_guard lock{mutex_};
    places_.erase(id);
    const auto here = by_address_.find(network_of(address));
    if (--here->second == 0) by_address_.erase(here);
    if (places_.empty()) empty.swap(on_empty_);
  }
  if (empty) empty();
}

std::vector<std::shared_ptr<connection>> connection_table::occupants() const {
  std::vector<std::shared_ptr<connection>> all;
  const std::lock_guard lock{mutex_};
  for (const auto& [id, who] : places_)
    if (auto alive = who.lock()) all.push_back(std::move(alive));
  return all;
}

void connection_table::drain(std::function<void()> empty) {
  {
    const std::lock_guard lock{mutex_};
    draining_ = true;
    if (!places_.empty()) on_empty_.swap(empty);
  }
  for (const auto& each : occupants()) each->drain();
  if (empty) empty();
}

void connection_table::give_up() {
  for (const auto& each : occupants()) each->abort();
  std::function<void()> empty;
  {
    const std::lock_guard lock{mutex_};
    empty.swap(on_empty_);
  }
  if (empty) empty();
}

std::size_t connection_table::size() const {
  const std::lock_guard lock{mutex_};
  return places_.size();
}

}  // namespace homigo::http
