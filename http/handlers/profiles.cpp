#include "http/handlers/profiles.hpp"

#include "domain/profile.hpp"
#include "http/router.hpp"
#include "modules/profiles.hpp"

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
        const auto edit = [&c](tenant_profile_content& content) { return c.merge_into(content); };
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
        const auto edit = [&c](host_profile_content& content) { return c.merge_into(content); };
        return tagged(c, profiles.edit_host(c.who().user_id, edit, c.if_match()));
      });
}

}  // namespace

void add_profile_routes(router& routes, modules::profiles& profiles) {
  add_tenant_profile_routes(routes, profiles);
  add_host_profile_routes(routes, profiles);
}

}  // namespace homigo::http
