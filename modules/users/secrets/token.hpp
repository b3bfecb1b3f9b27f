// Opaque tokens: 32 random octets as text. Whoever holds the text is believed; the database knows its hash only.
#pragma once

#include <string>
#include <string_view>

#include "domain/kernel/ids/random.hpp"
#include "domain/kernel/text/bytes.hpp"
#include "modules/users/secrets/server_secrets.hpp"

namespace homigo::modules {

/// 43 characters of base64url.
std::string make_token(domain::random_source& random);

/// SHA-256 of the text.
domain::bytes token_hash(std::string_view token);

/// A key that only the token's holder can derive.
secret_key key_of_token(std::string_view token);

/// An operator's token: a token behind `op_`. A person's may begin so by chance, but is never as long.
std::string make_operator_token(domain::random_source& random);
bool is_operator_token(std::string_view token);

}  // namespace homigo::modules
