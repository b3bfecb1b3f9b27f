#include <boost/test/unit_test.hpp>

#include "codec/json_writer.hpp"
#include "support/marketplace.hpp"

namespace homigo::tests::matches_test {
namespace {

using domain::uuid;

bool has(const std::string& json, const std::string& text) { return json.find(text) != std::string::npos; }

struct match_world : marketplace {
  uuid host = person();
  uuid tenant = person();
  uuid home = listing(host);
  uuid wish = requirement(tenant);
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(matches, match_world)

BOOST_AUTO_TEST_CASE(a_match_in_force_shows_contacts_address_and_place_to_both) {
  const auto id = match(home, wish);
  const auto for_tenant = matches.one(id, tenant).value(), for_host = matches.one(id, host).value();
  BOOST_CHECK(has(for_tenant, "\"phone\":\"+919800000001\"") && has(for_tenant, "7 Secret Street"));
  BOOST_CHECK(has(for_tenant, "\"email\":\"person01@example.org\"") && has(for_tenant, "19.07654"));
  BOOST_CHECK(has(for_host, "\"phone\":\"+919800000002\"") && has(for_host, "19.07123"));
  BOOST_CHECK(has(for_tenant, "\"compatibility_score\":80.5") && has(for_tenant, "\"status\":\"active\""));
  BOOST_CHECK_EQUAL(code_of(matches.one(id, person())), "not_found");
  BOOST_CHECK_EQUAL(code_of(matches.one(next_id(), tenant)), "not_found");
}

BOOST_AUTO_TEST_CASE(several_are_read_at_once_each_for_its_own_viewer) {
  const auto other_home = listing(host);
  const auto first = match(home, wish), second = match(other_home, wish);
  const std::vector<persistence::match_viewer> wanted{{second, host},    {first, person()}, {first, tenant},
                                                      {next_id(), host}, {first, host},     {first, tenant}};
  const auto seen = matches.several(wanted);
  BOOST_REQUIRE_EQUAL(seen.size(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto alone = matches.one(wanted[i].match_id, wanted[i].user_id);
    BOOST_CHECK_EQUAL(seen[i].has_value(), alone.has_value());
    BOOST_CHECK_EQUAL(seen[i].has_value(), i != 1 && i != 3);
    if (seen[i]) BOOST_CHECK_EQUAL(*seen[i], *alone);
  }
}

BOOST_AUTO_TEST_CASE(contacts_are_absent_for_who_never_shows_them) {
  const auto id = match(home, wish);
  set("users", "user_id", host, "contact_visibility = 'never'");
  const auto json = matches.one(id, tenant).value();
  BOOST_CHECK(has(json, "\"phone\":null") && has(json, "\"email\":null") && has(json, "7 Secret Street"));
}

BOOST_AUTO_TEST_CASE(an_ended_match_a_block_and_a_suspension_hide_everything_again) {
  const auto id = match(home, wish);
  BOOST_REQUIRE(blocks.block(host, tenant));
  for (const auto& who : {host, tenant}) {
    BOOST_CHECK(!reveals_something(matches.one(id, who).value()));
    BOOST_CHECK(!reveals_something(matches.list(who, {}).value()));
  }
  blocks.unblock(host, tenant);
  BOOST_CHECK(reveals_something(matches.one(id, tenant).value()));
  set("users", "user_id", host, "account_status = 'suspended'");
  BOOST_CHECK(!reveals_something(matches.one(id, tenant).value()));
  set("users", "user_id", host, "account_status = 'active'");
  set("matches", "match_id", id, "match_status = 'host_unmatched', ended_at = created_at");
  BOOST_CHECK(!reveals_something(matches.one(id, tenant).value()));
  BOOST_CHECK(has(matches.one(id, tenant).value(), "\"status\":\"host_unmatched\""));
}

BOOST_AUTO_TEST_CASE(a_match_that_is_over_shows_the_others_posting_only_as_long_as_everyone_sees_it) {
  const auto id = match(home, wish);
  const auto seen = [&](const uuid& who) {
    const auto json = matches.one(id, who).value();
    BOOST_CHECK(has(matches.list(who, {}).value(), json));
    return std::string{has(json, "\"listing\":null") ? "-" : "l"} + (has(json, "\"requirement\":null") ? "-" : "r");
  };
  set("property_listings", "listing_id", home, "status = 'paused'");
  BOOST_CHECK_EQUAL(seen(tenant), "lr");  // in force
  set("matches", "match_id", id, "match_status = 'host_unmatched', ended_at = created_at");
  BOOST_CHECK_EQUAL(seen(tenant), "-r");
  BOOST_CHECK_EQUAL(seen(host), "lr");
  set("property_listings", "listing_id", home, "status = 'active'");
  BOOST_CHECK_EQUAL(seen(tenant), "lr");
  set("users", "user_id", tenant, "account_status = 'suspended'");
  BOOST_CHECK_EQUAL(seen(host), "l-");
  set("users", "user_id", tenant, "account_status = 'active'");
  BOOST_REQUIRE(blocks.block(tenant, host));
  BOOST_CHECK_EQUAL(seen(tenant), "-r");
  BOOST_CHECK_EQUAL(seen(host), "l-");
}

BOOST_AUTO_TEST_CASE(whoever_is_blocked_and_who_blocks_have_no_name_for_each_other) {
  const auto id = match(home, wish);
  const auto talk = conversation_of(id);
  set("users", "user_id", host, "full_name = 'Name of host'");
  set("users", "user_id", tenant, "full_name = 'Name of tenant'");
  BOOST_CHECK(has(matches.one(id, tenant).value(), "Name of host"));
  BOOST_CHECK_EQUAL(conversation_rows.conversation(talk, host)->counterpart.full_name, "Name of tenant");
  BOOST_REQUIRE(blocks.block(host, tenant));
  for (const auto& who : {host, tenant}) {
    BOOST_CHECK(!has(matches.one(id, who).value(), who == host ? "Name of tenant" : "Name of host"));
    const auto other = conversation_rows.conversation(talk, who)->counterpart;
    BOOST_CHECK_EQUAL(other.full_name, "Homigo user");
    BOOST_CHECK(other.badges.empty() && !other.is_fully_verified);
    BOOST_CHECK(conversation_rows.conversations_of(who, {}, 10).rows.at(0).counterpart.full_name == "Homigo user");
  }
}

BOOST_AUTO_TEST_CASE(matches_of_both_roles_page_newest_first_over_ties) {
  for (int i = 0; i < 3; ++i) match(listing(host), requirement(tenant));
  clock.advance(std::chrono::seconds{1});
  const auto as_host = match(listing(tenant), requirement(host));
  domain::page_query page{1, {}};
  std::string all;
  int pages = 0;
  for (; pages < 10; ++pages) {
    const auto json = matches.list(tenant, page).value();
    if (pages == 0) BOOST_CHECK(has(json, domain::to_string(as_host)));
    all += json;
    const auto at = json.rfind("\"next_cursor\":\"");
    if (at == std::string::npos) break;
    page.cursor = json.substr(at + 15, json.size() - at - 17);
  }
  BOOST_CHECK_EQUAL(pages, 3);
  std::size_t count = 0;
  for (auto at = all.find("\"match_id\""); at != std::string::npos; at = all.find("\"match_id\"", at + 1)) ++count;
  BOOST_CHECK_EQUAL(count, 4);
}

BOOST_AUTO_TEST_CASE(look_ups_tell_who_takes_part) {
  const auto swipe_id = swipe(home, wish, "host", "dislike");
  const auto decided = *match_rows->swipe_of(swipe_id);
  BOOST_CHECK(decided.listing_id == home && decided.requirement_id == wish && decided.swiper_id == host);
  BOOST_CHECK(decided.side == domain::pair_side::host);
  BOOST_CHECK(!match_rows->swipe_of(home));
  const auto other_home = listing(host);
  const auto id = match(other_home, wish);
  const auto facts = *match_rows->match_parties(id);
  BOOST_CHECK(facts.tenant_id == tenant && facts.host_id == host && facts.conversation_id == conversation_of(id));
  BOOST_CHECK(!match_rows->match_parties(home));
  const auto active = posting_rows.active_postings_of(host, clock.now());
  BOOST_CHECK(active.listings == (std::vector{home, other_home}) && active.requirements.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::matches_test
