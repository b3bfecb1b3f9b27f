// Shows what would have left the building, secrets included: for sandboxes only.
#pragma once

#include <string>

#include "domain/notifications/outbox.hpp"

namespace homigo::persistence {
class delivery_repository;
}

namespace homigo::modules {

class server_secrets;

class outbox {
public:
  outbox(persistence::delivery_repository& deliveries, const server_secrets& secrets)
      : deliveries_(deliveries), secrets_(secrets) {}

  /// Newest first.
  domain::outbox_page to(const std::string& recipient, std::int32_t limit) const;

private:
  persistence::delivery_repository& deliveries_;
  const server_secrets& secrets_;
};

}  // namespace homigo::modules
