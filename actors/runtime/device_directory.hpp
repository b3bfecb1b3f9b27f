// Who is connected to this node: where committed events find a person's devices without a message to anybody.
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "domain/kernel/ids/uuid.hpp"

namespace homigo::actors {

class push_sink;
struct events_committed;

/// Thread-safe. Kept by the edge: a device is in it before it asks how far its person's events go, so that it hears of
/// every later one.
class device_directory {
public:
  void attach(const domain::uuid& user, std::shared_ptr<push_sink> device);
  void detach(const domain::uuid& user, const std::shared_ptr<push_sink>& device);

  /// To each of the person's devices.
  void tell(const domain::uuid& user, const events_committed& news);

private:
  using devices = std::vector<std::shared_ptr<push_sink>>;
  struct stripe {
    std::mutex mutex;
    std::unordered_map<domain::uuid, devices, domain::uuid_hash> by_user;
  };

  stripe& stripe_of(const domain::uuid& user) { return stripes_[domain::uuid_hash{}(user) >> 60]; }

  std::array<stripe, 16> stripes_;
};

}  // namespace homigo::actors
