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

constexpr std::string_view tenant_profile_content_example =
    R"({"occupation":"software_engineer","company":"Acme","age":27,"gender":"female","food_preference":"veg","smoking":"no","drinking":"no","pets":"yes"})";

constexpr std::string_view host_profile_content_example = R"({"host_category":"owner","about":"The flat above ours."})";

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
      .about("Create your tenant profile", "Each user has at most one.")
      .example(tenant_profile_content_example)
      .takes<tenant_profile_content>()
      .answers<tenant_profile>(201)
      .run([&profiles](call& c, const tenant_profile_content& body) -> result<tenant_profile> {
        return tagged(c, profiles.add(c.who(), body));
      });
  routes.put("/users/me/tenant-profile")
      .about("Update your tenant profile", "Fields that are left out keep their value; `null` clears a field.")
      .example(tenant_profile_content_example)
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
      .about("Create your host profile", "Each user has at most one.")
      .example(host_profile_content_example)
      .takes<host_profile_content>()
      .answers<host_profile>(201)
      .run([&profiles](call& c, const host_profile_content& body) -> result<host_profile> {
        return tagged(c, profiles.add(c.who(), body));
      });
  routes.put("/users/me/host-profile")
      .about("Update your host profile", "Fields that are left out keep their value; `null` clears a field.")
      .example(host_profile_content_example)
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
