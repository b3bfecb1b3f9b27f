// Why an access token opens nothing: an app mends each in another way.
#pragma once

#include <cstdint>

namespace homigo::domain {

enum class token_fault : std::uint8_t {
  unknown,            // never given out, signed out, or replaced by a newer one
  expired,            // a refresh token may bring another
  account_suspended,  // signing in again does not help
};

}  // namespace homigo::domain
