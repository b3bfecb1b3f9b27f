#include "modules/import/stock_generation.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

#include "codec/csv.hpp"
#include "domain/engine/entity.hpp"
#include "gateways/photos/photo_store.hpp"
#include "modules/import/stock_repository.hpp"
#include "support/account_world.hpp"
#include "support/posting_world.hpp"

namespace stock_generation_test {

using namespace homigo;
using namespace homigo::tests;

namespace {

struct stock_world : account_world {
  temporary_folder folder;
  persistence::stock_repository rows{database.pool()};
  std::unique_ptr<gateways::photo_store> store = gateways::make_file_photo_store(folder.path());
  std::filesystem::path token_file = folder.path() / "tokens.csv";

  modules::generation_report generate(std::uint64_t seed, std::size_t listings, std::size_t requirements,
                                      bool with_tokens = false) {
    modules::generation_options options{.seed = seed, .listings = listings, .requirements = requirements};
    if (with_tokens) options.token_file = token_file;
    return modules::generate_stock(options, {rows, *store, node.secrets, clock}, [](std::size_t, std::size_t) {});
  }
  std::string value(const std::string& sql) const { return database.execute(sql); }
  std::string count(const std::string& from) const { return value("SELECT count(*) FROM " + from); }
  std::string tokens() const {
    std::ostringstream text;
    text << std::ifstream{token_file}.rdbuf();
    return text.str();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(stock_generation, stock_world)

BOOST_AUTO_TEST_CASE(generated_postings_are_live_with_all_that_belongs_to_them) {
  const auto report = generate(3, 2500, 1500);
  BOOST_TEST(report.listings_added == 2500);
  BOOST_TEST(report.requirements_added == 1500);
  BOOST_TEST(count("property_listings WHERE status = 'active'") == "2500");
  BOOST_TEST(count("tenant_requirements WHERE status = 'active'") == "1500");
  BOOST_TEST(count("property_listings l WHERE (SELECT string_agg(photo_type, ' ' ORDER BY sequence_order) FROM "
                   "property_photos p WHERE p.listing_id = l.listing_id) = 'room kitchen bathroom'") == "2500");
  BOOST_TEST(count("users u LEFT JOIN user_verifications v USING (user_id) WHERE v.phone_verified_at IS NULL") == "0");
  BOOST_TEST(count("property_listings l LEFT JOIN host_profiles h ON h.user_id = l.host_id WHERE h.user_id IS NULL") ==
             "0");
  BOOST_TEST(count("tenant_requirements r JOIN tenant_profiles p ON p.user_id = r.tenant_id") == "1500");
  BOOST_TEST(count("(SELECT host_id FROM property_listings GROUP BY 1 HAVING count(*) > 1) AS several") != "0");
  BOOST_TEST(count("host_preferences") != "0");
  BOOST_TEST(count("tenant_priorities") != "0");
  BOOST_TEST(store->read(value("SELECT card_key FROM property_photos LIMIT 1")).has_value());
}

BOOST_AUTO_TEST_CASE(every_posting_has_its_entity_in_the_right_shard_and_a_word_in_the_change_log) {
  generate(3, 300, 200);
  BOOST_TEST(count("change_log c JOIN entity e ON e.entity_id = c.key AND e.kind = c.kind") == "500");
  for (const auto* kind : {"listing", "requirement"}) {
    const std::string of_kind = "FROM entity WHERE version = 1 AND kind = '" + std::string{kind} + "'";
    const auto id = domain::parse_uuid(value("SELECT entity_id " + of_kind + " ORDER BY 1 LIMIT 1")).value();
    domain::entity_kind which{};
    domain::from_wire_name(kind, which);
    BOOST_TEST(value("SELECT shard " + of_kind + " ORDER BY entity_id LIMIT 1") ==
               std::to_string(domain::shard_of({which, id})));
  }
}

BOOST_AUTO_TEST_CASE(a_requirement_finds_listings_in_its_feed) {
  generate(3, 3000, 100);
  BOOST_TEST(count("tenant_requirements r CROSS JOIN LATERAL (SELECT 1 FROM feed_listings(r.requirement_id, 1)) f") !=
             "0");
}

BOOST_AUTO_TEST_CASE(the_same_seed_again_adds_nothing) {
  generate(3, 1200, 300, true);
  const auto before = value(
      "SELECT concat_ws(' ', (SELECT count(*) FROM users), (SELECT count(*) FROM "
      "property_listings), (SELECT count(*) FROM change_log), (SELECT count(*) FROM sessions))");
  const auto first_tokens = tokens();
  const auto report = generate(3, 1200, 300, true);
  BOOST_TEST(report.listings_added + report.requirements_added == 0);
  BOOST_TEST(report.listings_present == 1200);
  BOOST_TEST(value("SELECT concat_ws(' ', (SELECT count(*) FROM users), (SELECT count(*) FROM property_listings), "
                   "(SELECT count(*) FROM change_log), (SELECT count(*) FROM sessions))") == before);
  BOOST_TEST(tokens() == first_tokens);
}

BOOST_AUTO_TEST_CASE(another_seed_adds_and_more_of_the_same_seed_completes) {
  generate(3, 1000, 0);
  BOOST_TEST(generate(4, 1000, 0).listings_added == 1000);
  const auto report = generate(3, 2000, 0);
  BOOST_TEST(report.listings_added == 1000);
  BOOST_TEST(report.listings_present == 1000);
  BOOST_TEST(count("property_listings") == "3000");
}

BOOST_AUTO_TEST_CASE(a_seed_whose_phones_are_taken_is_refused_and_leaves_nothing) {
  generate(3, 100, 0);
  const auto users = count("users");
  BOOST_CHECK_THROW(generate(5003, 100, 0), std::runtime_error);
  BOOST_TEST(count("users") == users);
  BOOST_TEST(count("property_listings") == "100");
}

BOOST_AUTO_TEST_CASE(every_person_gets_a_token_that_signs_in) {
  generate(3, 150, 50, true);
  const auto text = tokens();
  codec::csv_reader file{text};
  BOOST_TEST((file.next()->fields == std::vector<std::string>{"role", "user_id", "postings", "access_token"}));
  std::size_t people = 0;
  while (const auto person = file.next()) {
    const auto who = accounts.authentication.authenticate(person->fields.at(3));
    BOOST_TEST_REQUIRE(who.has_value());
    BOOST_TEST_REQUIRE(domain::to_string(who->user_id) == person->fields.at(1));
    BOOST_TEST_REQUIRE(domain::wire_name(who->user_type) == person->fields.at(0));
    ++people;
  }
  BOOST_TEST(std::to_string(people) == count("users"));
}

BOOST_AUTO_TEST_CASE(the_token_file_is_for_its_owner_alone) {
  generate(3, 10, 10, true);
  BOOST_TEST((std::filesystem::status(token_file).permissions() ==
              (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)));
}

BOOST_AUTO_TEST_CASE(people_who_signed_out_are_signed_in_again) {
  generate(3, 10, 0, true);
  value("UPDATE sessions SET revoked_at = now(), revoked_reason = 'logout'");
  generate(3, 10, 0, true);
  BOOST_TEST(count("sessions WHERE revoked_at IS NOT NULL") == "0");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace stock_generation_test
