#include "modules/users/accounts/profiles.hpp"

#include "codec/json_writer.hpp"
#include "modules/users/accounts/profile_repository.hpp"
#include "modules/users/caches/account_cache.hpp"
#include "modules/users/caches/token_cache.hpp"

namespace homigo::modules {
namespace {

using domain::errc;
using domain::failure;

/// Without If-Match an edit lost to another one is simply made again upon the newer state.
/// Each time somebody else was first: more than write to one account at once.
constexpr int attempts = 100;

failure no_account() { return {errc::not_found, "There is no such account."}; }
failure no_profile() { return {errc::not_found, "You do not have this profile yet. Create it with POST."}; }
failure stale() { return {errc::precondition_failed, "This has changed in the meantime. Reload it and try again."}; }

/// What tokens stand for holds what kind of user this is: the next request reads it anew, however the edit ends.
struct rereads_user {
  token_cache& tokens;
  const domain::uuid& user_id;
  ~rereads_user() { tokens.reread_user(user_id); }
};

bool shall_retry(const domain::result<void>& saved, std::optional<std::int64_t> if_match, int attempt) {
  return !saved && saved.error().code == errc::precondition_failed && !if_match && attempt < attempts;
}

}  // namespace

domain::result<domain::user> profiles::own(const domain::uuid& user_id) {
  auto user = repository_.find_user(user_id);
  if (!user) return no_account();
  return std::move(*user);
}

domain::result<std::shared_ptr<const account_text>> profiles::own_text(const domain::uuid& user_id) {
  const auto read = cache_.begin_read(user_id);
  const auto user = own(user_id);
  if (!user) return user.error();
  account_cache::text text = std::make_shared<const account_text>(account_text{codec::to_json(*user), user->revision});
  cache_.remember(user_id, text, clock_.now(), read);
  return text;
}

std::shared_ptr<const account_text> profiles::remembered(const domain::uuid& user_id) const {
  return cache_.find(user_id, clock_.now());
}

domain::result<domain::public_user> profiles::visible(const domain::uuid& viewer_id, const domain::uuid& user_id) {
  auto user = repository_.find_public(viewer_id, user_id);
  if (!user) return no_account();
  return std::move(*user);
}

domain::result<domain::user> profiles::edit_settings(const domain::uuid& user_id, edit_of<domain::user_settings> edit,
                                                     std::optional<std::int64_t> if_match) {
  const forgets_account changed{cache_, user_id};
  const rereads_user reread{tokens_, user_id};
  for (int attempt = 1;; ++attempt) {
    const auto user = repository_.find_user(user_id);
    if (!user) return no_account();
    if (if_match && *if_match != user->revision) return stale();
    domain::user_settings settings{user->full_name, user->user_type, user->contact_visibility, user->whatsapp_opt_in};
    const auto before = settings;
    if (auto merged = edit(settings); !merged) return merged.error();
    if (settings == before) return *user;
    const auto saved = repository_.save_settings(user_id, settings, user->revision, clock_.now());
    if (shall_retry(saved, if_match, attempt)) continue;
    if (!saved) return saved.error();
    return own(user_id);
  }
}

domain::result<domain::tenant_profile> profiles::add(const domain::principal& who,
                                                     const domain::tenant_profile_content& content) {
  const auto user = own(who.user_id);
  if (!user) return user.error();
  const forgets_account changed{cache_, who.user_id};
  if (user->user_type == domain::user_type::host)
    return failure{errc::forbidden, "This account is not a tenant account."};
  if (auto added = repository_.add(who.user_id, content, clock_.now()); !added) return added.error();
  return own(who.user_id)->tenant_profile.value();
}

domain::result<domain::host_profile> profiles::add(const domain::principal& who,
                                                   const domain::host_profile_content& content) {
  const auto user = own(who.user_id);
  if (!user) return user.error();
  const forgets_account changed{cache_, who.user_id};
  if (user->user_type == domain::user_type::tenant)
    return failure{errc::forbidden, "This account is not a host account."};
  if (auto added = repository_.add(who.user_id, content, clock_.now()); !added) return added.error();
  return own(who.user_id)->host_profile.value();
}

template <class Profile, class Content>
domain::result<Profile> profiles::edit_profile(const domain::uuid& user_id,
                                               std::optional<Profile> domain::user::*member, edit_of<Content> edit,
                                               std::optional<std::int64_t> if_match) {
  const forgets_account changed{cache_, user_id};
  for (int attempt = 1;; ++attempt) {
    auto user = repository_.find_user(user_id);
    if (!user || !((*user).*member)) return no_profile();
    auto& profile = *((*user).*member);
    if (if_match && *if_match != profile.revision) return stale();
    const auto before = profile.content;
    if (auto merged = edit(profile.content); !merged) return merged.error();
    if (profile.content == before) return profile;
    const auto saved = repository_.save(user_id, profile.content, profile.revision, clock_.now());
    if (shall_retry(saved, if_match, attempt)) continue;
    if (!saved) return saved.error();
    return ((*repository_.find_user(user_id)).*member).value();
  }
}

domain::result<domain::tenant_profile> profiles::edit_tenant(const domain::uuid& user_id,
                                                             edit_of<domain::tenant_profile_content> edit,
                                                             std::optional<std::int64_t> if_match) {
  return edit_profile(user_id, &domain::user::tenant_profile, edit, if_match);
}

domain::result<domain::host_profile> profiles::edit_host(const domain::uuid& user_id,
                                                         edit_of<domain::host_profile_content> edit,
                                                         std::optional<std::int64_t> if_match) {
  return edit_profile(user_id, &domain::user::host_profile, edit, if_match);
}

}  // namespace homigo::modules
