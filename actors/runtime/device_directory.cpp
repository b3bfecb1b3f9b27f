#include "actors/runtime/device_directory.hpp"

#include "actors/runtime/device.hpp"

namespace homigo::actors {

void device_directory::attach(const domain::uuid& user, std::shared_ptr<push_sink> device) {
  auto& s = stripe_of(user);
  const std::lock_guard lock{s.mutex};
  s.by_user[user].push_back(std::move(device));
}

void device_directory::detach(const domain::uuid& user, const std::shared_ptr<push_sink>& device) {
  auto& s = stripe_of(user);
  const std::lock_guard lock{s.mutex};
  const auto found = s.by_user.find(user);
  if (found == s.by_user.end()) return;
  std::erase(found->second, device);
  if (found->second.empty()) s.by_user.erase(found);
}

void device_directory::tell(const domain::uuid& user, const events_committed& news) {
  auto& s = stripe_of(user);
  const std::lock_guard lock{s.mutex};
  const auto found = s.by_user.find(user);
  if (found == s.by_user.end()) return;
  for (const auto& device : found->second) device->events_committed(news);
}

}  // namespace homigo::actors
