#include "modules/import/stock_tokens.hpp"

#include "codec/octet_text.hpp"
#include "modules/users/secrets/server_secrets.hpp"
#include "modules/users/secrets/token.hpp"

namespace homigo::modules {
namespace {

constexpr std::chrono::days validity{365};

std::string token_of(const server_secrets& secrets, std::string_view purpose, const domain::uuid& user_id) {
  return codec::to_base64url(secrets.keyed_hash(purpose, domain::to_string(user_id)));
}

std::string line(std::string_view role, const domain::uuid& user_id, const std::string& postings,
                 const std::string& token) {
  return std::string{role} + ',' + domain::to_string(user_id) + ',' + postings + ',' + token + '\n';
}

}  // namespace

const std::string token_file_header = "role,user_id,postings,access_token\n";

std::string generated_token(const server_secrets& secrets, const domain::uuid& user_id) {
  return token_of(secrets, "generated access token", user_id);
}

persistence::generated_session generated_session_of(const server_secrets& secrets, const domain::uuid& user_id,
                                                    domain::instant now) {
  return {user_id, token_hash(generated_token(secrets, user_id)),
          token_hash(token_of(secrets, "generated refresh token", user_id)), now, now + validity};
}

std::string token_file_line(const server_secrets& secrets, const stock::host& host) {
  std::string postings;
  for (const auto& listing : host.listings)
    postings += (postings.empty() ? "" : " ") + domain::to_string(listing.listing_id);
  const auto& id = host.account.user_id;
  return line("host", id, postings, generated_token(secrets, id));
}

std::string token_file_line(const server_secrets& secrets, const stock::tenant& tenant) {
  const auto& id = tenant.account.user_id;
  return line("tenant", id, domain::to_string(tenant.requirement.requirement_id), generated_token(secrets, id));
}

}  // namespace homigo::modules
