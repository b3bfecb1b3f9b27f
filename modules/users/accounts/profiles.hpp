// Reading and editing accounts and profiles.
#pragma once

#include <memory>
#include <optional>

#include "domain/kernel/access/principal.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/function_ref.hpp"
#include "domain/kernel/time/time.hpp"
#include "domain/users/account.hpp"

namespace homigo::persistence {
class profile_repository;
}

namespace homigo::modules {

class account_cache;
class token_cache;
struct account_text;

/// Lays a request's changes over what is stored; its failure ends the edit.
template <class Content>
using edit_of = domain::function_ref<domain::result<void>(Content&)>;

/// Edits take the revision that the client has seen, if it named one: another present one is precondition_failed.
class profiles {
public:
  profiles(persistence::profile_repository& repository, const domain::clock& clock, account_cache& cache,
           token_cache& tokens)
      : repository_(repository), clock_(clock), cache_(cache), tokens_(tokens) {}

  /// Fails with not_found.
  domain::result<domain::user> own(const domain::uuid& user_id);
  /// The same as JSON for its owner, remembered from now on.
  domain::result<std::shared_ptr<const account_text>> own_text(const domain::uuid& user_id);
  /// What is remembered; null when own_text() must be asked. Does not block.
  std::shared_ptr<const account_text> remembered(const domain::uuid& user_id) const;
  /// Fails with not_found when unknown, not active or blocked either way.
  domain::result<domain::public_user> visible(const domain::uuid& viewer_id, const domain::uuid& user_id);

  domain::result<domain::user> edit_settings(const domain::uuid& user_id, edit_of<domain::user_settings> edit,
                                             std::optional<std::int64_t> if_match);

  /// Adding fails with forbidden when the account is of the other type, and with conflict when there is a profile.
  domain::result<domain::tenant_profile> add(const domain::principal& who,
                                             const domain::tenant_profile_content& content);
  domain::result<domain::host_profile> add(const domain::principal& who, const domain::host_profile_content& content);
  /// Fails with not_found when there is no profile.
  domain::result<domain::tenant_profile> edit_tenant(const domain::uuid& user_id,
                                                     edit_of<domain::tenant_profile_content> edit,
                                                     std::optional<std::int64_t> if_match);
  domain::result<domain::host_profile> edit_host(const domain::uuid& user_id,
                                                 edit_of<domain::host_profile_content> edit,
                                                 std::optional<std::int64_t> if_match);

private:
  template <class Profile, class Content>
  domain::result<Profile> edit_profile(const domain::uuid& user_id, std::optional<Profile> domain::user::*member,
                                       edit_of<Content> edit, std::optional<std::int64_t> if_match);

  persistence::profile_repository& repository_;
  const domain::clock& clock_;
  account_cache& cache_;
  token_cache& tokens_;
};

}  // namespace homigo::modules
