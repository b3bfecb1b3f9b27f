// What a client sends over its WebSocket, and what the greeting tells: the same for the reader and for AsyncAPI.
#pragma once

#include <optional>
#include <string>

#include "domain/kernel/described/described.hpp"
#include "domain/kernel/ids/uuid.hpp"

namespace homigo::http {

/// Bytes of an `id` that an answer can be given under.
inline constexpr std::size_t longest_id = 64;

/// The first frame of a client that cannot set headers.
struct auth_frame {
  std::optional<std::string> id;
  std::string op;
  std::string token;
};
HOMIGO_DESCRIBED(auth_frame, id, op, token)
constexpr auto rules_of(const auth_frame*) {
  using domain::field;
  return domain::rules(field("id").length(0, longest_id), field("op").length(4, 4), field("token").length(1, 512));
}

/// Any later one. The answer carries its `id`.
struct ws_frame {
  std::optional<std::string> id;
  std::string op;
  std::optional<domain::raw_json> data;
};
HOMIGO_DESCRIBED(ws_frame, id, op, data)
constexpr auto rules_of(const ws_frame*) {
  using domain::field;
  return domain::rules(field("id").length(1, longest_id), field("op").length(1, 40));
}

struct conversation_ref {
  domain::uuid conversation_id{};
};
HOMIGO_DESCRIBED(conversation_ref, conversation_id)

struct resume_data {
  std::int64_t last_seq = 0;
};
HOMIGO_DESCRIBED(resume_data, last_seq)
constexpr auto rules_of(const resume_data*) { return domain::rules(domain::field("last_seq").range(0, 9e15)); }

/// `data` of the greeting: live events begin after `seq`.
struct greeting {
  domain::uuid user_id{};
  std::int64_t seq = 0;
};
HOMIGO_DESCRIBED(greeting, user_id, seq)

}  // namespace homigo::http
