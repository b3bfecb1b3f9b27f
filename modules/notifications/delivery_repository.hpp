// The outbox of everything that leaves the building, as the sandbox shows it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/text/bytes.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::postgres {
class connection_pool;
}

namespace homigo::persistence {

struct delivery {
  std::string channel;
  std::string recipient;
  std::string message_template;
  /// JSON of the template's variables; absent when they are secret.
  std::optional<std::string> payload;
  /// The same, sealed; absent too once it has been erased.
  std::optional<domain::bytes> payload_sealed;
  domain::instant created_at{};
};

/// Throws domain::unavailable without its database.
class delivery_repository {
public:
  explicit delivery_repository(postgres::connection_pool& pool) : pool_(pool) {}
  /// Newest first.
  std::vector<delivery> newest(const std::string& recipient, std::int32_t limit);
  /// Erases the secrets of deliveries that are no longer worth sending.
  void erase_expired_secrets(domain::instant now);

private:
  postgres::connection_pool& pool_;
};

}  // namespace homigo::persistence
