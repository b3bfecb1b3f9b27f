// The outbox of everything that leaves the building, as the sandbox shows it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/kernel/bytes.hpp"
#include "domain/kernel/time.hpp"
#include "domain/kernel/uuid.hpp"

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
  virtual ~delivery_repository() = default;
  /// Newest first.
  virtual std::vector<delivery> newest(const std::string& recipient, std::int32_t limit) = 0;
  /// Erases the secrets of deliveries that are no longer worth sending.
  virtual void erase_expired_secrets(domain::instant now) = 0;
};

}  // namespace homigo::persistence
