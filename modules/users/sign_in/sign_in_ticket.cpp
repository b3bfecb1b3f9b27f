#include "modules/users/sign_in/sign_in_ticket.hpp"

#include <algorithm>
#include <cstring>

#include "codec/octet_text.hpp"
#include "modules/users/secrets/server_secrets.hpp"

namespace homigo::modules {
namespace {

constexpr std::size_t plain_size = 1 + 16 + 8;  // subject, identifier, end in milliseconds

secret_key key_of(const server_secrets& secrets) {
  const auto derived = secrets.keyed_hash("key of sign-in tickets", "");
  secret_key key;
  std::copy_n(derived.begin(), key.size(), key.begin());
  return key;
}

std::string plain_of(const sign_in_ticket& ticket) {
  const auto end = static_cast<std::int64_t>(ticket.expires_at.time_since_epoch().count());
  std::string plain(plain_size, '\0');
  plain[0] = static_cast<char>(ticket.what);
  std::memcpy(plain.data() + 1, ticket.id.data, 16);
  std::memcpy(plain.data() + 17, &end, sizeof end);
  return plain;
}

}  // namespace

std::string sealed(const sign_in_ticket& ticket, const server_secrets& secrets, domain::random_source& random) {
  return codec::to_base64url(seal(key_of(secrets), plain_of(ticket), random));
}

std::optional<sign_in_ticket> opened(std::string_view text, const server_secrets& secrets, domain::instant now) {
  const auto box = codec::from_base64url(text);
  const auto plain = box ? unseal(key_of(secrets), *box) : std::nullopt;
  if (!plain || plain->size() != plain_size) return std::nullopt;
  sign_in_ticket ticket;
  ticket.what = static_cast<sign_in_ticket::subject>((*plain)[0]);
  std::memcpy(ticket.id.data, plain->data() + 1, 16);
  std::int64_t end = 0;
  std::memcpy(&end, plain->data() + 17, sizeof end);
  ticket.expires_at = domain::instant{std::chrono::milliseconds{end}};
  return ticket.expires_at > now ? std::optional{ticket} : std::nullopt;
}

}  // namespace homigo::modules
