// What somebody who is signing in carries from one request to the next: opaque, of one length, naming nobody.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/kernel/ids/random.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::modules {

class server_secrets;

struct sign_in_ticket {
  enum class subject : std::uint8_t {
    one_time_password,  // was ordered; there is none where nobody is known
    account,            // showed its right password
  };
  subject what{};
  domain::uuid id{};
  domain::instant expires_at{};
};

/// 87 characters of base64url, sealed with the server's key.
std::string sealed(const sign_in_ticket& ticket, const server_secrets& secrets, domain::random_source& random);

/// Nothing when `text` is no ticket of this server or has expired.
std::optional<sign_in_ticket> opened(std::string_view text, const server_secrets& secrets, domain::instant now);

}  // namespace homigo::modules
