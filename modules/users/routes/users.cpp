#include "modules/users/routes/users.hpp"

#include "domain/users/account.hpp"
#include "http/routing/router.hpp"
#include "http/routing/sent_back.hpp"
#include "modules/users/accounts/profiles.hpp"
#include "modules/users/caches/account_cache.hpp"

namespace homigo::http {
namespace {

using domain::result;

result<domain::user> tagged(call& c, result<domain::user> user) {
  if (user) c.etag(user->revision);
  return user;
}

result<rendered_json> tagged(call& c, const modules::account_text& account) {
  c.etag(account.revision);
  return rendered_json{account.json};
}

/// The account as its owner is shown it, if the body sends more of it back than they may change.
result<std::string> sent_back(const call& c, modules::profiles& profiles) {
  if (!has_foreign_fields(c)) return std::string{};
  const auto account = profiles.own_text(c.who().user_id);
  if (!account) return account.error();
  return (*account)->json;
}

}  // namespace

void add_user_routes(router& routes, modules::profiles& profiles) {
  routes.tag({"Users", "Accounts, tenant and host profiles, and what other users may see of them.", {"/api/v1/users"}});
  routes.get("/users/me")
      .about("Get your own account", "With your profiles.")
      .shed(load_class::essential)
      .answers<domain::user>()
      .from_memory([&profiles](call& c) -> std::optional<result<rendered_json>> {
        const auto account = profiles.remembered(c.who().user_id);
        if (!account) return std::nullopt;
        return tagged(c, *account);
      })
      .run([&profiles](call& c) -> result<rendered_json> {
        const auto account = profiles.own_text(c.who().user_id);
        if (!account) return account.error();
        return tagged(c, **account);
      });
  routes.put("/users/me")
      .about("Update your own account", "Fields that are left out keep their value.")
      .example(R"({"full_name":"Asha S. Rao","whatsapp_opt_in":true})")
      .merges<domain::user_settings>()
      .moving({"badges"})
      .answers<domain::user>()
      .run([&profiles](call& c) -> result<domain::user> {
        const auto shown = sent_back(c, profiles);
        if (!shown) return shown.error();
        const auto edit = [&](domain::user_settings& settings) { return lay_over(c, settings, *shown); };
        return tagged(c, profiles.edit_settings(c.who().user_id, edit, c.if_match()));
      });
  routes.get("/users/{user_id}")
      .about("Get a user's public profile", "What you may see of this user. Contact details are only part of a match.")
      .answers<domain::public_user>()
      .run([&profiles](call& c) -> result<domain::public_user> {
        return profiles.visible(c.who().user_id, c.id("user_id"));
      });
}

}  // namespace homigo::http
