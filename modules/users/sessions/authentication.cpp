#include "modules/users/sessions/authentication.hpp"

#include "modules/users/caches/token_cache.hpp"
#include "modules/users/operators/operator_repository.hpp"
#include "modules/users/secrets/token.hpp"
#include "modules/users/sessions/session_reader.hpp"
#include "modules/users/sessions/session_repository.hpp"

namespace homigo::modules {
namespace {

domain::failure unknown_token() {
  return {domain::errc::unauthorized, "The access token is unknown, expired or revoked."};
}

}  // namespace

std::optional<domain::principal> authentication::cached(std::string_view token) const {
  return cache_.find(token_hash(token), context_.clock.now());
}

domain::result<domain::principal> authentication::authenticate(std::string_view token) {
  const auto hash = token_hash(token);
  const auto now = context_.clock.now();
  const auto read = cache_.begin_read();
  if (is_operator_token(token)) return authenticate_operator(hash, now, read);
  const auto session = sessions_.find(hash, now);
  if (!session) return unknown_token();
  cache_.remember(hash, session->who, session->access_expires_at, now, read);
  return session->who;
}

domain::token_fault authentication::fault_of(std::string_view token) {
  return context_.sessions.fault_of(token_hash(token), context_.clock.now());
}

domain::result<domain::principal> authentication::authenticate_operator(const domain::bytes& hash, domain::instant now,
                                                                        std::uint64_t read) {
  const auto found = context_.operators.find(hash);
  if (!found) return unknown_token();
  domain::principal who;
  who.user_id = found->operator_id;
  who.account_status = domain::account_status::active;
  who.is_operator = true;
  who.permissions = found->permissions;
  cache_.remember(hash, who, domain::instant::max(), now, read);
  return who;
}

}  // namespace homigo::modules
