#include "modules/users/sessions/sessions.hpp"

#include <stdexcept>

#include "modules/users/accounts/profile_repository.hpp"
#include "modules/users/caches/token_cache.hpp"
#include "modules/users/secrets/server_secrets.hpp"
#include "modules/users/secrets/token.hpp"
#include "modules/users/sessions/session_repository.hpp"

namespace homigo::modules {
namespace {

using persistence::rotation;

domain::failure refused() { return {domain::errc::unauthorized, "The refresh token is unknown, expired or revoked."}; }

std::string joined(const token_pair& tokens) { return tokens.access + "\n" + tokens.refresh; }

token_pair split(const std::string& text) {
  const auto end = text.find('\n');
  return {text.substr(0, end), text.substr(end + 1)};
}

}  // namespace

domain::instant sessions::access_end() const {
  return context_.clock.now() + std::chrono::seconds{context_.settings.access_token_seconds};
}

domain::instant sessions::refresh_end() const {
  return context_.clock.now() + std::chrono::days{context_.settings.refresh_token_days};
}

token_pair sessions::make_tokens() const { return {make_token(context_.random), make_token(context_.random)}; }

domain::bytes origin_of(const client_origin& from, const account_context& context) {
  return context.secrets.keyed_hash("known origin", from.address);
}

persistence::new_session sessions::begin(const token_pair& tokens, const client_origin& from) const {
  persistence::new_session session;
  session.session_id = context_.ids.next();
  session.family_id = session.session_id;
  session.access_hash = token_hash(tokens.access);
  session.access_expires_at = access_end();
  session.refresh_hash = token_hash(tokens.refresh);
  session.refresh_expires_at = refresh_end();
  session.user_agent = from.user_agent;
  session.origin = origin_of(from, context_);
  session.created_at = context_.clock.now();
  return session;
}

domain::signed_in_answer sessions::answer(token_pair tokens, const domain::uuid& user_id,
                                          domain::instant access_expires_at) const {
  auto user = context_.profiles.find_user(user_id);
  if (!user) throw std::runtime_error("a session of an account that does not exist");
  const auto left = std::chrono::duration_cast<std::chrono::seconds>(access_expires_at - context_.clock.now());
  return {std::move(tokens.access), std::move(tokens.refresh), "Bearer", left.count(), std::move(*user)};
}

domain::result<domain::signed_in_answer> sessions::refresh(const domain::refresh_request& request) {
  auto tokens = make_tokens();
  const auto now = context_.clock.now();
  const auto sealing_key = key_of_token(request.refresh_token);
  const persistence::successor next{token_hash(tokens.access),
                                    access_end(),
                                    token_hash(tokens.refresh),
                                    refresh_end(),
                                    seal(sealing_key, joined(tokens), context_.random),
                                    now + std::chrono::seconds{context_.settings.refresh_grace_seconds}};
  const auto done = context_.sessions.rotate(token_hash(request.refresh_token), next, now);
  switch (done.what) {
    case rotation::outcome::rotated:
      return answer(std::move(tokens), done.user_id, done.access_expires_at);
    case rotation::outcome::repeated:
      if (const auto earlier = unseal(sealing_key, done.sealed))
        return answer(split(*earlier), done.user_id, done.access_expires_at);
      return refused();
    case rotation::outcome::reused:
      cache_.forget_session(done.session_id);
      return refused();
    case rotation::outcome::unknown:
      return refused();
  }
  return refused();
}

void sessions::log_out(const domain::principal& who, bool everywhere) {
  const auto now = context_.clock.now();
  if (everywhere) {
    context_.sessions.revoke_all(who.user_id, persistence::revocation::logout_everywhere, now);
    cache_.forget_user(who.user_id);
  } else {
    context_.sessions.revoke(who.session_id, persistence::revocation::logout, now);
    cache_.forget_session(who.session_id);
  }
}

}  // namespace homigo::modules
