// Signed-in devices: opening a session, rotating its tokens, ending it here or everywhere.
#pragma once

#include <string>

#include "domain/kernel/access/principal.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/users/sign_in.hpp"
#include "modules/users/accounts/account_context.hpp"
#include "modules/users/sessions/session_repository.hpp"

namespace homigo::modules {

class token_cache;

/// The texts that the client gets and nobody keeps.
struct token_pair {
  std::string access;
  std::string refresh;
};

/// Where somebody comes from, as a keyed hash: enough to know it again.
domain::bytes origin_of(const client_origin& from, const account_context& context);

class sessions {
public:
  sessions(const account_context& context, token_cache& cache) : context_(context), cache_(cache) {}

  token_pair make_tokens() const;
  /// A session that begins a family of its own.
  persistence::new_session begin(const token_pair& tokens, const client_origin& from) const;
  /// What stands for the client's address where it is remembered.
  domain::signed_in_answer answer(token_pair tokens, const domain::uuid& user_id,
                                  domain::instant access_expires_at) const;

  /// Fails with unauthorized. A token spent long ago revokes its family.
  domain::result<domain::signed_in_answer> refresh(const domain::refresh_request& request);
  /// Holds at once on this node, and elsewhere when its cached tokens have aged.
  void log_out(const domain::principal& who, bool everywhere);

private:
  domain::instant access_end() const;
  domain::instant refresh_end() const;

  const account_context& context_;
  token_cache& cache_;
};

}  // namespace homigo::modules
