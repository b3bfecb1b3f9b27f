#include "modules/users/routes/profiles.hpp"

#include "codec/json_writer.hpp"
#include "domain/users/profile.hpp"
#include "http/routing/router.hpp"
#include "http/routing/sent_back.hpp"
#include "modules/users/accounts/profiles.hpp"

namespace homigo::http {
namespace {

using domain::host_profile;
using domain::host_profile_content;
using domain::result;
using domain::tenant_profile;
using domain::tenant_profile_content;

template <class Profile>
result<Profile> tagged(call& c, result<Profile> profile) {
  if (profile) c.etag(profile->revision);
  return profile;
}

const std::optional<tenant_profile>& profile_of(const domain::user& user, const tenant_profile*) {
  return user.tenant_profile;
}
const std::optional<host_profile>& profile_of(const domain::user& user, const host_profile*) {
  return user.host_profile;
}

/// The profile as its owner is shown it, if the body sends more of it back than they may change.
template <class Profile>
result<std::string> sent_back(const call& c, modules::profiles& profiles) {
  if (!has_foreign_fields(c)) return std::string{};
  const auto user = profiles.own(c.who().user_id);
  if (!user) return user.error();
  const auto& profile = profile_of(*user, static_cast<const Profile*>(nullptr));
  return profile ? codec::to_json(*profile) : std::string{};
}

void add_tenant_profile_routes(router& routes, modules::profiles& profiles) {
  routes.post("/users/me/tenant-profile")
      .summary("Add the tenant's profile")
      .takes<tenant_profile_content>()
      .answers<tenant_profile>(201)
      .run([&profiles](call& c, const tenant_profile_content& body) -> result<tenant_profile> {
        return tagged(c, profiles.add(c.who(), body));
      });
  routes.put("/users/me/tenant-profile")
      .summary("Change the tenant's profile")
      .merges<tenant_profile_content>()
      .answers<tenant_profile>()
      .run([&profiles](call& c) -> result<tenant_profile> {
        const auto shown = sent_back<tenant_profile>(c, profiles);
        if (!shown) return shown.error();
        const auto edit = [&](tenant_profile_content& content) { return lay_over(c, content, *shown); };
        return tagged(c, profiles.edit_tenant(c.who().user_id, edit, c.if_match()));
      });
}

void add_host_profile_routes(router& routes, modules::profiles& profiles) {
  routes.post("/users/me/host-profile")
      .summary("Add the host's profile")
      .takes<host_profile_content>()
      .answers<host_profile>(201)
      .run([&profiles](call& c, const host_profile_content& body) -> result<host_profile> {
        return tagged(c, profiles.add(c.who(), body));
      });
  routes.put("/users/me/host-profile")
      .summary("Change the host's profile")
      .merges<host_profile_content>()
      .answers<host_profile>()
      .run([&profiles](call& c) -> result<host_profile> {
        const auto shown = sent_back<host_profile>(c, profiles);
        if (!shown) return shown.error();
        const auto edit = [&](host_profile_content& content) { return lay_over(c, content, *shown); };
        return tagged(c, profiles.edit_host(c.who().user_id, edit, c.if_match()));
      });
}

}  // namespace

void add_profile_routes(router& routes, modules::profiles& profiles) {
  add_tenant_profile_routes(routes, profiles);
  add_host_profile_routes(routes, profiles);
}

}  // namespace homigo::http
