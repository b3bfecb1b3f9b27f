#include <boost/test/unit_test.hpp>

#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"
#include "support/account_world.hpp"

namespace profiles_test {

using namespace homigo;
using namespace homigo::tests;

namespace {

/// An edit by a PUT body.
template <class Content>
auto body(std::string json) {
  return [json = std::move(json)](Content& content) {
    return codec::read_json(json, domain::descriptor<Content>(), &content, codec::read_mode::merge);
  };
}

domain::tenant_profile_content tenant() {
  domain::tenant_profile_content content;
  content.occupation = domain::occupation::student;
  content.company = "IIT";
  content.age = 23;
  content.gender = domain::gender::female;
  content.smoking = domain::yes_no::no;
  return content;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(profiles, account_world)

BOOST_AUTO_TEST_CASE(settings_are_merged_and_every_edit_is_a_revision) {
  const auto in = member(1);
  const auto id = in.user.user_id;
  const auto edited =
      accounts.profiles.edit_settings(id, body<domain::user_settings>(R"({"contact_visibility":"never"})"), {}).value();
  BOOST_TEST((edited.contact_visibility == domain::contact_visibility::never));
  BOOST_TEST(edited.full_name == "Asha Rao");
  BOOST_TEST(edited.revision == in.user.revision + 1);
}

BOOST_AUTO_TEST_CASE(an_edit_of_an_older_revision_is_refused) {
  const auto in = member(1);
  const auto id = in.user.user_id;
  const auto edit = body<domain::user_settings>(R"({"full_name":"Asha"})");
  BOOST_TEST(outcome(accounts.profiles.edit_settings(id, edit, in.user.revision)) == "");
  BOOST_TEST(outcome(accounts.profiles.edit_settings(id, edit, in.user.revision)) == "precondition_failed");
  BOOST_TEST(outcome(accounts.profiles.edit_settings(id, edit, -1)) == "precondition_failed");
  BOOST_TEST(outcome(accounts.profiles.edit_settings(id, edit, {})) == "");
}

BOOST_AUTO_TEST_CASE(a_remembered_account_shows_every_change_at_once) {
  const auto who = principal_of(member(1));
  const auto id = who.user_id;
  const auto remembers = [&] {
    const auto text = accounts.profiles.own_text(id).value();
    BOOST_TEST(text->json == codec::to_json(accounts.profiles.own(id).value()));
    return accounts.profiles.remembered(id) == text;
  };
  BOOST_TEST(remembers());
  BOOST_TEST(outcome(accounts.profiles.edit_settings(id, body<domain::user_settings>(R"({"full_name":"A"})"), {})) ==
             "");
  BOOST_TEST(!accounts.profiles.remembered(id));
  BOOST_TEST(remembers());
  BOOST_TEST(outcome(accounts.profiles.add(who, tenant())) == "");
  BOOST_TEST(remembers());
  BOOST_TEST(accounts.profiles.remembered(id)->json.find("IIT") != std::string::npos);
  BOOST_TEST(outcome(accounts.profiles.edit_tenant(id, body<domain::tenant_profile_content>(R"({"age":24})"), {})) ==
             "");
  BOOST_TEST(!accounts.profiles.remembered(id));
}

BOOST_AUTO_TEST_CASE(an_invalid_edit_changes_nothing) {
  const auto in = member(1);
  const auto edit = body<domain::user_settings>(R"({"full_name":"", "whatsapp_opt_in": 3})");
  const auto refused = accounts.profiles.edit_settings(in.user.user_id, edit, {});
  BOOST_TEST(outcome(refused) == "invalid_fields");
  BOOST_TEST(refused.error().errors.size() == 2);
  BOOST_TEST(accounts.profiles.own(in.user.user_id)->full_name == "Asha Rao");
}

BOOST_AUTO_TEST_CASE(a_tenant_profile_is_added_once_and_read_back_whole) {
  const auto who = principal_of(member(1));
  const auto added = accounts.profiles.add(who, tenant()).value();
  BOOST_TEST((added.content == tenant()));
  BOOST_TEST(added.profile_completeness == 55);
  BOOST_TEST(outcome(accounts.profiles.add(who, tenant())) == "conflict");
  const auto user = accounts.profiles.own(who.user_id).value();
  BOOST_REQUIRE(user.tenant_profile.has_value());
  BOOST_TEST((user.tenant_profile->content == tenant()));
  BOOST_TEST(!user.host_profile.has_value());
}

BOOST_AUTO_TEST_CASE(null_clears_a_field_of_a_profile_and_completeness_follows) {
  const auto who = principal_of(member(1));
  BOOST_TEST(outcome(accounts.profiles.add(who, tenant())) == "");
  const auto edited =
      accounts.profiles
          .edit_tenant(who.user_id, body<domain::tenant_profile_content>(R"({"company":null,"age":24})"), 1)
          .value();
  BOOST_TEST(!edited.content.company.has_value());
  BOOST_TEST(edited.content.age == 24);
  BOOST_TEST((edited.content.smoking == domain::yes_no::no));
  BOOST_TEST(edited.profile_completeness == 44);
  BOOST_TEST(edited.revision == 2);
}

BOOST_AUTO_TEST_CASE(an_absent_profile_cannot_be_edited) {
  const auto in = member(1);
  BOOST_TEST(outcome(accounts.profiles.edit_host(in.user.user_id, body<domain::host_profile_content>("{}"), {})) ==
             "not_found");
}

BOOST_AUTO_TEST_CASE(a_host_has_no_tenant_profile_and_a_tenant_no_host_profile) {
  BOOST_TEST(outcome(accounts.profiles.add(principal_of(member(1, domain::user_type::host)), tenant())) == "forbidden");
  domain::host_profile_content host;
  BOOST_TEST(outcome(accounts.profiles.add(principal_of(member(2, domain::user_type::tenant)), host)) == "forbidden");
  const auto added = accounts.profiles.add(principal_of(member(3)), host).value();
  BOOST_TEST(added.profile_completeness == 50);
  BOOST_TEST(!added.avg_rating.has_value());
}

BOOST_AUTO_TEST_CASE(others_see_no_contacts) {
  const auto seen = member(1);
  const auto viewer = member(2);
  const auto view = accounts.profiles.visible(viewer.user.user_id, seen.user.user_id).value();
  const auto json = codec::to_json(view, codec::audience::owner);
  BOOST_TEST(json.find("+9198") == json.npos);
  BOOST_TEST(json.find("@example.in") == json.npos);
  BOOST_TEST(view.full_name == "Asha Rao");
}

BOOST_AUTO_TEST_CASE(a_block_hides_both_from_each_other) {
  const auto a = member(1).user.user_id;
  const auto b = member(2).user.user_id;
  database.execute("INSERT INTO blocked_users VALUES ('" + domain::to_string(a) + "', '" + domain::to_string(b) + "')");
  BOOST_TEST(outcome(accounts.profiles.visible(a, b)) == "not_found");
  BOOST_TEST(outcome(accounts.profiles.visible(b, a)) == "not_found");
}

BOOST_AUTO_TEST_CASE(only_active_accounts_are_seen) {
  const auto viewer = member(1).user.user_id;
  const auto pending = accounts.signup.sign_up(somebody(2), here).value().user_id;
  const auto suspended = member(3).user.user_id;
  database.execute("UPDATE users SET account_status = 'suspended' WHERE user_id = '" + domain::to_string(suspended) +
                   "'");
  BOOST_TEST(outcome(accounts.profiles.visible(viewer, pending)) == "not_found");
  BOOST_TEST(outcome(accounts.profiles.visible(viewer, suspended)) == "not_found");
}

BOOST_AUTO_TEST_CASE(every_change_of_an_account_is_one_durable_event_for_its_owner) {
  const auto in = member(1);
  const auto id = in.user.user_id;
  const auto events = [&] {
    return database.execute("SELECT count(*) FROM user_events WHERE event = 'account.updated' AND user_id = '" +
                            domain::to_string(id) + "'");
  };
  BOOST_TEST(events() == "1");  // the phone is proven
  prove_address(in);
  BOOST_TEST(events() == "2");
  const auto rename = body<domain::user_settings>(R"({"full_name":"Asha"})");
  BOOST_TEST(outcome(accounts.profiles.edit_settings(id, rename, {})) == "");
  BOOST_TEST(events() == "3");
  BOOST_TEST(outcome(accounts.profiles.edit_settings(id, rename, -1)) == "precondition_failed");
  BOOST_TEST(events() == "3");
  BOOST_TEST(outcome(accounts.profiles.add(principal_of(in), tenant())) == "");
  BOOST_TEST(events() == "4");
  const auto older = body<domain::tenant_profile_content>(R"({"age":24})");
  BOOST_TEST(outcome(accounts.profiles.edit_tenant(id, older, {})) == "");
  BOOST_TEST(events() == "5");
  BOOST_TEST(database.execute("SELECT count(*) FROM user_events") == "5");
}

BOOST_AUTO_TEST_CASE(what_changes_an_account_is_told_on_this_node_at_once) {
  const auto in = member(1);
  std::vector<domain::uuid> told;
  accounts.texts.on_forget([&](const domain::uuid& user_id) { told.push_back(user_id); });
  const auto rename = body<domain::user_settings>(R"({"full_name":"Asha"})");
  BOOST_TEST(outcome(accounts.profiles.edit_settings(in.user.user_id, rename, {})) == "");
  BOOST_CHECK(told == std::vector{in.user.user_id});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace profiles_test
