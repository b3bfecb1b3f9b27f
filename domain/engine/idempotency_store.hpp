// Keeps the first answer to a POST with an Idempotency-Key for 24 hours, so that a retry changes nothing.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/kernel/ids/uuid.hpp"

namespace homigo::domain {

/// One key of one user on one route ("POST /api/v1/listings", the pattern and not the path).
struct idempotency_scope {
  uuid user_id{};
  std::string route;
  std::string key;
};

/// SHA-256 over method, path and decoded body.
using request_hash = std::array<std::uint8_t, 32>;

struct stored_answer {
  unsigned status = 0;
  std::string body;
  std::string content_type;
  std::vector<std::pair<std::string, std::string>> headers;
};

struct idempotency_ticket {
  enum class state : std::uint8_t {
    started,      // ours to do: finish() or abandon() must follow
    replay,       // done before: `answer` is what was said
    in_progress,  // another request with this key is running
    key_reused,   // the key came with another request_hash before
  };
  state outcome = state::started;
  stored_answer answer{};
  /// started: the identifier that the created thing must take. The same at every try of this scope, a try after a
  /// crash included, so that one thing is created however often it is asked for.
  uuid reserved_id{};
};

/// Called on worker threads; implementations are thread-safe and throw unavailable without their database.
class idempotency_store {
public:
  virtual ~idempotency_store() = default;

  /// A scope whose process died unfinished counts as startable again, with its reserved_id.
  virtual idempotency_ticket begin(const idempotency_scope& scope, const request_hash& hash) = 0;
  /// What begin() would answer for a key that is known already; nothing where it would start. Changes nothing.
  virtual std::optional<idempotency_ticket> look(const idempotency_scope& scope, const request_hash& hash) = 0;
  virtual void finish(const idempotency_scope& scope, const stored_answer& answer) = 0;
  /// Nothing was decided: the next try starts again, with the same reserved_id.
  virtual void abandon(const idempotency_scope& scope) = 0;
};

}  // namespace homigo::domain
