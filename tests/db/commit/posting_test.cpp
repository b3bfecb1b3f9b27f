// Postings: content by columns, publishing with photos and payment, and what their end does to pairs.
#include <boost/test/unit_test.hpp>
#include <future>

#include "codec/binary.hpp"
#include "codec/json_writer.hpp"
#include "domain/kernel/function_ref.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"
#include "support/commit_world.hpp"

namespace posting_test {

using namespace homigo;
using namespace homigo::tests;
using domain::entity_kind;
using domain::pair_side;
using domain::posting_status;
using domain::swipe_action;

namespace {

domain::listing_content flat() {
  domain::listing_content c;
  c.title = "Sunny flat", c.description = "Near the station", c.configuration = "1 BHK";
  c.total_area_sqft = 500, c.rentable_area_sqft = 450;
  c.address = {"1 Main Road", {}, "Andheri", "Mumbai", "Maharashtra", "400053"};
  c.location = {19.1, 72.8};
  c.rent_monthly = 15000, c.deposit = 30000;
  c.recurring_charges = {{"Water", 300, true}};
  c.available_from = std::chrono::sys_days{std::chrono::year{2027} / 1 / 1};
  c.amenities = {"lift", "gym"};
  c.rules.pets_allowed = true;
  c.preferred_tenant = domain::preferred_tenant{{domain::occupation::student}, {}, domain::yes_no_any::no, {}, {}};
  return c;
}

template <class Content>
domain::raw_json columns_of(const Content& content) {
  domain::raw_json out;
  codec::append_columns(out.text, domain::descriptor<Content>(), &content);
  return out;
}

struct posting_world : commit_world {
  domain::uuid owner = add_user();
  domain::entity_key listing{entity_kind::listing, fresh_id()};

  persistence::commit_outcome change(domain::entity_key key, domain::function_ref<void(domain::posting_item&)> how) {
    batch_builder b{*this};
    how(b.posting(b.group(key), key, owner));
    return commit(b.batch);
  }
  void create() {
    change(listing, [](auto& p) { p.create = true, p.columns = columns_of(flat()); });
  }
  persistence::commit_outcome publish(domain::entity_key key) {
    return change(key, [](auto& p) { p.publish = true; });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(commit_of_postings, posting_world)

BOOST_AUTO_TEST_CASE(content_comes_back_as_it_was_written) {
  create();
  const auto stored = load(listing);
  BOOST_TEST(stored.version == 1);
  BOOST_REQUIRE(stored.posting.has_value());
  domain::listing_content content;
  BOOST_REQUIRE(codec::from_binary(stored.posting->content, content));
  BOOST_TEST((content == flat()));
  BOOST_TEST((stored.posting->owner_id == owner && stored.posting->status == posting_status::draft &&
              stored.posting->revision == 1));
}

BOOST_AUTO_TEST_CASE(a_requirement_with_its_priorities_comes_back_too_and_may_lose_them) {
  const domain::entity_key key{entity_kind::requirement, fresh_id()};
  domain::requirement_content wish;
  wish.budget_min = 1, wish.budget_max = 20000,
  wish.move_in_date = std::chrono::sys_days{std::chrono::year{2027} / 2 / 3};
  wish.preferred_localities = {"Andheri", "Bandra"};
  wish.priorities.emplace();
  for (const auto f : {7, 6, 5, 4, 3, 2, 1, 0}) wish.priorities->push_back(static_cast<domain::factor>(f));
  change(key, [&](auto& p) { p.create = true, p.columns = columns_of(wish); });
  domain::requirement_content content;
  BOOST_REQUIRE(codec::from_binary(load(key).posting.value().content, content));
  BOOST_TEST((content == wish));
  wish.priorities.reset();
  const auto outcome = change(key, [&](auto& p) { p.columns = columns_of(wish); });
  BOOST_TEST(outcome.report.results.at(0).revision.value_or(0) == 2);
  BOOST_REQUIRE(codec::from_binary(load(key).posting.value().content, content));
  BOOST_TEST((content == wish));
}

BOOST_AUTO_TEST_CASE(every_word_of_the_vocabulary_can_be_stored) {
  auto content = flat();
  const auto stores = [&] {
    const domain::entity_key key{entity_kind::listing, fresh_id()};
    return outcome_of(change(key, [&](auto& p) { p.create = true, p.columns = columns_of(content); })) == "committed";
  };
  const auto stores_all = [&](auto& field) {
    const auto& type = domain::descriptor<std::decay_t<decltype(field)>>();
    for (std::size_t word = 0; word < type.names.size(); ++word) {
      type.set_ordinal(&field, word);
      BOOST_TEST(stores(), type.names[word]);
    }
  };
  stores_all(content.occupancy_type), stores_all(content.property_type), stores_all(content.furnishing);
  stores_all(content.gender_preference), stores_all(content.parking), stores_all(content.water_supply);
  stores_all(content.rules.guest_policy), stores_all(content.bathroom_type);
}

BOOST_AUTO_TEST_CASE(publishing_asks_for_the_photos_then_for_the_payment) {
  create();
  BOOST_TEST(outcome_of(publish(listing)) == "photo_sequence_incomplete");
  add_photos(listing.id);
  BOOST_TEST(outcome_of(publish(listing)) == "payment_required");
  add_entitlement(owner, listing, 30);
  const auto published = publish(listing);
  BOOST_TEST(outcome_of(published) == "committed");
  BOOST_TEST((published.report.results.at(0).status == posting_status::active));
  const auto left = published.report.results.at(0).valid_until.value() - now();
  BOOST_TEST((left > std::chrono::days{29} && left <= std::chrono::days{30}));
}

BOOST_AUTO_TEST_CASE(an_entitlement_is_used_once_and_a_pause_within_the_validity_costs_nothing) {
  create();
  add_photos(listing.id);
  add_entitlement(owner, listing, 30);
  publish(listing);
  BOOST_TEST(count("entitlements WHERE state = 'used' AND used_at IS NOT NULL") == 1);
  change(listing, [](auto& p) { p.status = posting_status::paused; });
  BOOST_TEST(outcome_of(publish(listing)) == "committed");
  value("UPDATE property_listings SET status = 'expired', valid_until = now() - interval '1 s'");
  BOOST_TEST(outcome_of(publish(listing)) == "payment_required");
  add_entitlement(owner, listing, 45, true);
  BOOST_TEST(outcome_of(publish(listing)) == "committed");
  BOOST_TEST(value("SELECT is_premium AND premium_until = valid_until FROM property_listings") == "t");
}

BOOST_AUTO_TEST_CASE(publishing_asks_for_the_profile_first_and_each_kind_for_its_own) {
  create();
  value("DELETE FROM host_profiles WHERE user_id = " + id_literal(owner));
  BOOST_TEST(outcome_of(publish(listing)) == "profile_required");
  add_photos(listing.id);
  add_entitlement(owner, listing, 30);
  BOOST_TEST(outcome_of(publish(listing)) == "profile_required");
  const domain::entity_key requirement{entity_kind::requirement, add_requirement(owner, "draft")};
  add_entitlement(owner, requirement, 30);
  BOOST_TEST(outcome_of(publish(requirement)) == "committed");
  value("DELETE FROM tenant_profiles WHERE user_id = " + id_literal(owner));
  change(requirement, [](auto& p) { p.status = posting_status::paused; });
  BOOST_TEST(outcome_of(publish(requirement)) == "profile_required");
  value("INSERT INTO host_profiles (user_id, host_category) VALUES (" + id_literal(owner) + ", 'owner')");
  BOOST_TEST(outcome_of(publish(listing)) == "committed");
}

BOOST_AUTO_TEST_CASE(publishing_judges_the_order_of_the_photos) {
  for (const auto* wrong : {"room,bathroom,kitchen", "room,kitchen,room,bathroom", "room,kitchen,bathroom,balcony",
                            "room,kitchen", "room"}) {
    listing.id = fresh_id();
    create();
    add_photos(listing.id, wrong);
    add_entitlement(owner, listing, 30);
    BOOST_TEST(outcome_of(publish(listing)) == "photo_sequence_incomplete", wrong);
  }
  for (const auto* right : {"room,room,kitchen,bathroom", "room,kitchen,bathroom,hall,balcony"}) {
    listing.id = fresh_id();
    create();
    add_photos(listing.id, right);
    add_entitlement(owner, listing, 30);
    BOOST_TEST(outcome_of(publish(listing)) == "committed", right);
  }
}

BOOST_AUTO_TEST_CASE(premium_ends_with_what_was_paid_for_it) {
  create();
  add_photos(listing.id);
  add_entitlement(owner, listing, 30, true);
  publish(listing);
  const auto is_premium = [&] { return value("SELECT is_premium FROM property_listings") == "t"; };
  BOOST_TEST(is_premium());
  value("SELECT end_lapsed_premium(now())");
  BOOST_TEST(is_premium());
  value(
      "UPDATE property_listings SET status = 'expired', valid_until = now() - interval '1 s', premium_until = now() - "
      "interval '1 s'");
  add_entitlement(owner, listing, 30);
  BOOST_TEST(outcome_of(publish(listing)) == "committed");
  BOOST_TEST(!is_premium());
}

/// Each second somebody looks: it must not read a stock of a million for it.
BOOST_AUTO_TEST_CASE(premium_that_lapses_is_looked_up_and_not_searched_for) {
  const std::string scans =
      "SELECT sum(idx_scan) FROM pg_stat_user_indexes WHERE indexrelname IN ('property_listings_premium',"
      " 'tenant_requirements_premium')";
  const auto before = std::stoi(value(scans));
  value("SET enable_seqscan = off; SELECT end_lapsed_premium(now()); SELECT pg_stat_force_next_flush()");
  BOOST_TEST(std::stoi(value(scans)) == before + 2);
}

BOOST_AUTO_TEST_CASE(an_extension_of_a_premium_listing_lengthens_its_life_and_not_its_premium) {
  create();
  add_photos(listing.id);
  add_entitlement(owner, listing, 30, true);
  publish(listing);
  add_entitlement(owner, listing, 30);
  value("UPDATE entitlements SET extends = true WHERE state = 'available'");
  BOOST_TEST(outcome_of(publish(listing)) == "committed");
  BOOST_TEST(value("SELECT is_premium AND valid_until - premium_until = interval '30 days' FROM property_listings") ==
             "t");
  BOOST_TEST(value("SELECT end_lapsed_premium(premium_until - interval '1 s') FROM property_listings") == "0");
  value("DELETE FROM change_log");
  BOOST_TEST(value("SELECT end_lapsed_premium(premium_until) FROM property_listings") == "1");
  BOOST_TEST(value("SELECT NOT is_premium AND status = 'active' FROM property_listings") == "t");
  BOOST_TEST(count("change_log WHERE kind = 'listing' AND key = " + id_literal(listing.id)) == 1);
}

BOOST_AUTO_TEST_CASE(a_live_listing_spends_no_payment_that_was_not_meant_to_extend_it) {
  create();
  add_photos(listing.id);
  add_entitlement(owner, listing, 30);
  publish(listing);
  const auto valid_until = value("SELECT valid_until FROM property_listings");
  add_entitlement(owner, listing, 30);
  BOOST_TEST(outcome_of(publish(listing)) == "committed");
  BOOST_TEST(value("SELECT valid_until FROM property_listings") == valid_until);
  BOOST_TEST(count("entitlements WHERE state = 'available'") == 1);
  add_entitlement(owner, listing, 30, true);
  BOOST_TEST(outcome_of(publish(listing)) == "committed");
  BOOST_TEST(value("SELECT is_premium AND premium_until <= valid_until FROM property_listings") == "t");
  BOOST_TEST(count("entitlements WHERE state = 'available'") == 1);
}

BOOST_AUTO_TEST_CASE(a_new_status_of_a_posting_is_news_to_its_owner) {
  create();
  BOOST_TEST(count("user_events") == 0);
  add_photos(listing.id);
  add_entitlement(owner, listing, 30);
  publish(listing);
  change(listing, [](auto& p) { p.status = posting_status::paused; });
  BOOST_TEST(value("SELECT string_agg(seq || event || (detail ->> 'status'), ' ' ORDER BY seq) FROM user_events WHERE "
                   "user_id = " +
                   id_literal(owner) + " AND reference = " + id_literal(listing.id)) ==
             "1listing.updatedactive 2listing.updatedpaused");
  const domain::entity_key requirement{entity_kind::requirement, add_requirement(owner)};
  change(requirement, [](auto& p) { p.status = posting_status::fulfilled; });
  BOOST_TEST(value("SELECT event || (detail ->> 'status') FROM user_events WHERE reference = " +
                   id_literal(requirement.id)) == "requirement.updatedfulfilled");
}

BOOST_AUTO_TEST_CASE(an_account_that_is_not_active_changes_nothing) {
  create();
  value("UPDATE users SET account_status = 'suspended'");
  BOOST_TEST(outcome_of(change(listing, [](auto& p) { p.status = posting_status::deleted; })) == "forbidden");
  BOOST_TEST(value("SELECT status FROM property_listings") == "draft");
}

BOOST_AUTO_TEST_CASE(the_end_of_a_posting_leaves_pairs_without_a_match_as_they_are) {
  for (const auto end : {posting_status::rented, posting_status::deleted}) {
    const auto pair = add_pair();
    swipe(*this, pair, pair_side::tenant, swipe_action::like);
    batch_builder b{*this};
    b.posting(b.group(pair.listing_key()), pair.listing_key(), pair.host).status = end;
    BOOST_TEST(outcome_of(commit(b.batch)) == "committed");
    BOOST_TEST((load(pair.listing_key()).pairs.at(0).state.phase == domain::pair_phase::open));
  }
  for (const auto end : {posting_status::fulfilled, posting_status::deleted}) {
    const auto pair = add_pair();
    swipe(*this, pair, pair_side::tenant, swipe_action::like);
    batch_builder b{*this};
    b.posting(b.group(pair.requirement_key()), pair.requirement_key(), pair.tenant).status = end;
    BOOST_TEST(outcome_of(commit(b.batch)) == "committed");
    BOOST_TEST((load(pair.listing_key()).pairs.at(0).state.phase == domain::pair_phase::open));
    BOOST_TEST(count("pending_command") == 0);
  }
}

BOOST_AUTO_TEST_CASE(a_refused_durable_command_is_done_with) {
  create();
  const auto command = fresh_id();
  value("INSERT INTO pending_command (command_id, entity_id, kind, shard, command) VALUES (" + id_literal(command) +
        "," + id_literal(listing.id) + ", 'listing', 0, 'publish')");
  const auto outcome = change(listing, [&](auto& p) { p.publish = true, p.command_id = command; });
  BOOST_TEST(outcome_of(outcome) == "photo_sequence_incomplete");
  BOOST_TEST(count("pending_command") == 0);
}

BOOST_AUTO_TEST_CASE(a_durable_command_that_was_carried_out_before_is_refused) {
  create();
  add_photos(listing.id);
  add_entitlement(owner, listing, 30);
  BOOST_TEST(outcome_of(change(listing, [](auto& p) { p.publish = true; })) == "committed");
  BOOST_TEST(outcome_of(change(listing, [](auto& p) { p.status = domain::posting_status::paused; })) == "committed");
  const auto again = change(listing, [](auto& p) { p.publish = true, p.command_id = fresh_id(); });
  BOOST_TEST(outcome_of(again) == "wrong_state");
}

BOOST_AUTO_TEST_CASE(postings_whose_validity_is_over_wait_for_their_actors) {
  const auto pair = add_pair();
  const auto other = add_pair();
  value("UPDATE property_listings SET valid_until = now() - interval '1 s' WHERE listing_id = " +
        id_literal(pair.listing));
  value("UPDATE tenant_requirements SET valid_until = now() - interval '1 s' WHERE requirement_id = " +
        id_literal(other.requirement));
  std::promise<std::vector<persistence::entity_store::waiting_command>> waiting;
  store->waiting_commands(10, [&](auto found) { waiting.set_value(std::move(found)); });
  const auto found = waiting.get_future().get();
  BOOST_TEST_REQUIRE(found.size() == 2U);
  BOOST_TEST((found[0].key == pair.listing_key() && found[0].command == "expire"));
  BOOST_TEST((found[1].key == other.requirement_key() && found[1].command == "expire"));
}

BOOST_AUTO_TEST_CASE(wrong_data_is_rejected_whole_and_its_neighbours_go_through_without_it) {
  const auto pair = add_pair();
  create();
  batch_builder b{*this};
  b.swipe(b.group(pair.listing_key()), pair, pair_side::tenant, swipe_action::like);
  const auto g = b.group(listing);
  b.posting(g, listing, owner).columns = domain::raw_json{R"({"rent_monthly": -1})"};
  BOOST_TEST(outcome_of(commit(b.batch)) == "rejected");
  BOOST_TEST(count("pair") == 0);
  b.batch.items.postings.clear();
  b.batch.groups.pop_back();
  BOOST_TEST(outcome_of(commit(b.batch)) == "committed");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace posting_test
