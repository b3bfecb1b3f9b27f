// The first frame of a client that cannot set headers: `{"op":"auth","token":"…"}`.
#pragma once

#include <optional>
#include <string>

#include "domain/described.hpp"

namespace homigo::http {

struct auth_frame {
  std::optional<std::string> id;
  std::string op;
  std::string token;
};
HOMIGO_DESCRIBED(auth_frame, id, op, token)
constexpr auto rules_of(const auth_frame*) {
  using domain::field;
  return domain::rules(field("id").length(0, 64), field("op").length(4, 4), field("token").length(1, 512));
}

}  // namespace homigo::http
