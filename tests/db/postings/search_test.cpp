#include <boost/test/unit_test.hpp>

#include "codec/cursor.hpp"
#include "codec/json_writer.hpp"
#include "support/marketplace.hpp"

namespace homigo::tests::search_test {
namespace {

using domain::listing_search;
using domain::search_order;
using domain::uuid;

std::vector<uuid> ids_of(const domain::listing_page& page) {
  std::vector<uuid> ids;
  for (const auto& each : page.items) ids.push_back(each.listing_id);
  return ids;
}

struct stock : marketplace {
  uuid host = person();
  uuid guest = person();

  std::vector<uuid> found(const listing_search& search) {
    return ids_of(catalogue.find_listings(search, guest).value());
  }
  /// Every page of a search, with `between` run after each.
  std::vector<uuid> all_pages(
      listing_search search, domain::function_ref<void()> between = [] {}) {
    std::vector<uuid> ids;
    for (int pages = 0; pages < 50; ++pages) {
      const auto page = catalogue.find_listings(search, guest).value();
      for (const auto& id : ids_of(page)) ids.push_back(id);
      if (!page.next_cursor) return ids;
      search.page.cursor = page.next_cursor;
      between();
    }
    BOOST_FAIL("the list does not end");
    return ids;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(search, stock)

BOOST_AUTO_TEST_CASE(filters_narrow_the_stock) {
  const auto mine = listing(host, {{"rent_monthly", "12000"}, {"city", "'Pune'"}, {"amenities", "'{wifi,gym}'"}});
  listing(host, {{"rent_monthly", "26000"}});
  listing_search search;
  search.rent_max = 15000;
  BOOST_CHECK(found(search) == std::vector{mine});
  search = {};
  search.city = "pUNE";
  BOOST_CHECK(found(search) == std::vector{mine});
  search = {};
  search.amenities = {"gym", "wifi"};
  BOOST_CHECK(found(search) == std::vector{mine});
  search.amenities = {"gym\"},{spa", "wi\\fi"};
  BOOST_CHECK(found(search).empty());
  search = {};
  search.rent_min = 12000, search.rent_max = 12000, search.property_type = domain::property_type::room;
  search.furnishing = domain::furnishing::semi_furnished;
  search.available_by = *domain::parse_date("2026-12-01");
  BOOST_CHECK(found(search) == std::vector{mine});
  search.available_by = *domain::parse_date("2026-11-30");
  BOOST_CHECK(found(search).empty());
}

BOOST_AUTO_TEST_CASE(words_are_found_by_stem_and_by_name) {
  const auto sea = listing(host);
  listing(host, {{"title", "'Hill house'"}, {"locality", "'Powai'"}});
  listing_search search;
  for (const auto* words : {"balconies sunny", "bandra", "\"near the sea\"", "sea -powai", "nothing or sea"}) {
    search.q = words;
    BOOST_TEST_CONTEXT(words) BOOST_CHECK(found(search).front() == sea);
  }
  search.q = "sea -bandra";
  BOOST_CHECK(found(search).empty());
}

BOOST_AUTO_TEST_CASE(an_unwanted_word_excludes_whatever_says_it_in_any_form) {
  const auto quiet = listing(host, {{"title", "'Quiet flat'"}});
  listing(host, {{"title", "'Flat, pets welcome'"}});
  listing(host, {{"title", "'Flat'"}, {"description", "'A pet-friendly home'"}});
  listing(host, {{"title", "'Flat'"}, {"amenities", "'{pet_friendly}'"}});
  listing(host, {{"title", "'Flat'"}, {"locality", "'Pets Corner'"}});
  listing_search search;
  for (const auto* words :
       {"flat -pets", "flat -pet", "-PETS flat", "flat -\"pets\"", "-pets", "flat or house -pets"}) {
    search.q = words;
    BOOST_TEST_CONTEXT(words) BOOST_CHECK(found(search) == std::vector{quiet});
  }
  search.q = "flat -quiet -pets";
  BOOST_CHECK(found(search).empty());
  search.q = "flat -\"quiet pets\"";
  BOOST_CHECK_EQUAL(found(search).size(), 5);
}

BOOST_AUTO_TEST_CASE(rooms_and_numbers_are_found_however_they_are_written) {
  const auto id =
      listing(host, {{"title", "'Sunny 2 BHK with Wi-Fi'"},
                     {"configuration", "'1-RK'"},
                     {"description", "'Semi-furnished, only 30,000/- a month, deposit ₹1,20,000. Café near.'"}});
  const auto other = listing(host, {{"title", "'Airy 3bhk'"}, {"configuration", "'3BHK'"}, {"description", "'Wifi'"}});
  listing_search search;
  for (const auto* words :
       {"2bhk", "2 BHK", "2-bhk", "\"2 bhk\"", "1rk", "1 RK", "30000", "30,000", "120000", "1,20,000", "sunny wifi",
        "sunny WiFi", "sunny wi-fi", "semi furnished", "semi-furnished", "cafe", "CAFÉ"}) {
    search.q = words;
    BOOST_TEST_CONTEXT(words) BOOST_CHECK(found(search) == std::vector{id});
  }
  for (const auto* words : {"3 bhk", "3BHK", "airy wi fi"}) {
    search.q = words;
    BOOST_TEST_CONTEXT(words) BOOST_CHECK(found(search) == std::vector{other});
  }
}

BOOST_AUTO_TEST_CASE(cities_localities_and_amenities_are_compared_folded) {
  const auto id = listing(
      host,
      {{"city", "'Bengalūru  Urban '"}, {"locality", "' Indirā  Nagar'"}, {"amenities", "'{WiFi,Power Backup}'"}});
  listing(host, {{"city", "'Pune'"}, {"amenities", "'{lift}'"}});
  for (const auto* city : {"bengaluru urban", "BENGALURU URBAN", " Bengalūru   Urban"}) {
    listing_search search;
    search.city = city;
    BOOST_TEST_CONTEXT(city) BOOST_CHECK(found(search) == std::vector{id});
  }
  listing_search search;
  search.locality = "indira nagar";
  BOOST_CHECK(found(search) == std::vector{id});
  search.locality = "indira";
  BOOST_CHECK(found(search).empty());
  for (const auto* amenity : {"wifi", "wi-fi", "WIFI", "power_backup", "power backup"}) {
    search = {};
    search.amenities = {amenity};
    BOOST_TEST_CONTEXT(amenity) BOOST_CHECK(found(search) == std::vector{id});
  }
  search = {};
  search.q = "bengaluru";
  BOOST_CHECK(found(search) == std::vector{id});
  search.q = "power backup";
  BOOST_CHECK(found(search) == std::vector{id});
}

BOOST_AUTO_TEST_CASE(hidden_fields_are_no_filter) {
  const auto id = listing(host, {{"address_line1", "'Xyloquartz Tower'"}, {"address_line2", "'Zephyrmill'"}});
  listing_search search;
  for (const auto* words : {"xyloquartz", "zephyrmill"}) {
    search.q = words;
    BOOST_CHECK(found(search).empty());
    search.q = std::string{"sea -"} + words;
    BOOST_CHECK(found(search) == std::vector{id});
  }
}

BOOST_AUTO_TEST_CASE(premium_goes_first_unless_the_cheapest_or_the_nearest_is_asked_for) {
  const auto plain = listing(host, {{"created_at", "'2026-11-20Z'"}, {"rent_monthly", "15000"}});
  const auto premium = listing(host, {{"created_at", "'2026-11-01Z'"}, {"is_premium", "true"}});
  const auto newer = listing(host, {{"created_at", "'2026-11-21Z'"}});
  listing_search search;
  BOOST_CHECK((found(search) == std::vector{premium, newer, plain}));
  search.page.limit = 1;
  BOOST_CHECK((all_pages(search) == std::vector{premium, newer, plain}));
  search.q = "sea";
  BOOST_CHECK_EQUAL(all_pages(search).size(), 3);
  BOOST_CHECK(all_pages(search).front() == premium);
  search.sort = search_order::rent;
  BOOST_CHECK(all_pages(search).front() == plain);
}

BOOST_AUTO_TEST_CASE(sql_and_odd_text_are_only_words) {
  listing(host);
  listing_search search;
  for (const auto* text :
       {"'; DROP TABLE users; --", "' OR 1=1 --", "!!! & | ( ) :*", "\\", "$1", "%", "\"", "room') UNION SELECT"}) {
    search.q = text;
    BOOST_TEST_CONTEXT(text) BOOST_CHECK_NO_THROW(found(search));
  }
  search = {};
  search.city = "Mumbai' OR ''='";
  BOOST_CHECK(found(search).empty());
  BOOST_CHECK_EQUAL(database.execute("SELECT count(*) FROM users"), "2");
}

BOOST_AUTO_TEST_CASE(a_circle_and_a_box_have_exact_borders_around_the_public_place) {
  const auto here = listing(host);
  const auto metres = std::stoi(database.execute(
      "SELECT great_circle_m(ST_MakePoint(72.88, 19.08)::geography, ST_MakePoint(72.9, 19.1)::geography)"));
  listing_search search;
  search.near = domain::geo_point{19.1, 72.9};
  search.radius_m = metres;
  BOOST_CHECK(found(search) == std::vector{here});
  search.radius_m = metres - 1;
  BOOST_CHECK(found(search).empty());
  search = {};
  for (const double margin : {0.001, 5.0, 17.0}) {
    search.bbox = {72.88, 19.08 - margin, 72.88 + margin, 19.08};
    BOOST_TEST_CONTEXT(margin) BOOST_CHECK(found(search) == std::vector{here});
  }
  for (const auto& beside : {std::vector{72.8801, 19.0, 73.0, 19.1}, std::vector{72.877, 19.0765, 72.8777, 19.0766}}) {
    search.bbox = beside;
    BOOST_CHECK(found(search).empty());
  }
}

BOOST_AUTO_TEST_CASE(only_live_postings_of_people_in_good_standing_are_found) {
  listing(host, {{"status", "'draft'"}});
  listing(host, {{"status", "'paused'"}});
  listing(host, {{"valid_until", "'2026-11-22T00:00:00Z'"}});
  listing(person({{"account_status", "'suspended'"}}));
  BOOST_CHECK(found({}).empty());
}

BOOST_AUTO_TEST_CASE(every_order_pages_without_gap_or_repetition_over_ties_and_new_rows) {
  std::vector<uuid> all;
  for (int i = 0; i < 7; ++i) all.push_back(listing(host, {{"rent_monthly", i < 5 ? "20000" : "21000"}}));
  for (const auto order : {search_order::newest, search_order::rent, search_order::distance, search_order::relevance}) {
    listing_search search;
    search.q = "sea";
    search.near = domain::geo_point{19.07, 72.87};
    search.sort = order;
    search.page.limit = 2;
    auto ids = all_pages(search, [&] { listing(host, {{"created_at", "now()"}, {"rent_monthly", "1"}}); });
    std::ranges::sort(ids);
    BOOST_TEST_CONTEXT(domain::wire_name(order)) {
      BOOST_CHECK(std::ranges::adjacent_find(ids) == ids.end());
      for (const auto& id : all) BOOST_CHECK(std::ranges::binary_search(ids, id));
    }
    database.execute("DELETE FROM property_listings WHERE rent_monthly = 1");
  }
}

BOOST_AUTO_TEST_CASE(cursors_that_are_none_of_the_list_are_refused) {
  listing(host);
  listing(host);
  listing_search search;
  search.page.limit = 1;
  search.sort = search_order::rent;
  auto cursor = *catalogue.find_listings(search, guest).value().next_cursor;
  search.page.cursor = cursor;
  BOOST_CHECK_EQUAL(code_of(catalogue.find_listings(search, guest)), "");
  search.sort = search_order::newest;
  BOOST_CHECK_EQUAL(code_of(catalogue.find_listings(search, guest)), "malformed_request");
  search.sort = search_order::rent;
  cursor[3] = cursor[3] == 'A' ? 'B' : 'A';
  for (const auto& broken : {cursor, std::string{"x"}, std::string{"%%%"}, cursor + "AAAA"}) {
    search.page.cursor = broken;
    BOOST_CHECK_EQUAL(code_of(catalogue.find_listings(search, guest)), "malformed_request");
  }
  search.page.cursor = codec::make_cursor("listings by rent", domain::search_keyset{false, 1e300, guest});
  BOOST_CHECK_EQUAL(code_of(catalogue.find_listings(search, guest)), "malformed_request");
}

BOOST_AUTO_TEST_CASE(a_stranger_sees_no_address_and_the_owner_sees_everything) {
  const auto id = listing(host);
  const auto draft = listing(host, {{"status", "'draft'"}});
  const auto page = catalogue.find_listings({}, std::nullopt).value();
  BOOST_CHECK_EQUAL(page.items.size(), 1);
  BOOST_CHECK(!reveals_something(codec::to_json(page, codec::audience::everyone)));
  BOOST_CHECK(!catalogue.listing(id, guest).value().whole);
  BOOST_CHECK(catalogue.listing(id, host).value().whole);
  BOOST_CHECK_EQUAL(code_of(catalogue.listing(draft, guest)), "not_found");
  BOOST_CHECK(catalogue.listing(draft, host).value().whole);
  BOOST_CHECK_EQUAL(catalogue.listings_of(host, {}).value().items.size(), 2);
  BOOST_CHECK_EQUAL(catalogue.listings_of(guest, {}).value().items.size(), 0);
}

BOOST_AUTO_TEST_CASE(a_match_sees_the_whole_posting_even_when_it_is_paused) {
  const auto id = listing(host), wish = requirement(guest);
  match(id, wish);
  set("property_listings", "listing_id", id, "status = 'paused'");
  BOOST_CHECK(catalogue.listing(id, guest).value().whole);
  BOOST_CHECK(catalogue.requirement(wish, host).value().whole);
  BOOST_CHECK_EQUAL(code_of(catalogue.listing(id, person())), "not_found");
}

BOOST_AUTO_TEST_CASE(hosts_search_requirements_by_place_and_budget) {
  const auto near = requirement(guest, {{"preferred_localities", "'[\"Bandra\"]'"}});
  requirement(guest, {{"budget_max", "15000"}});
  requirement(guest, {{"preferred_coordinates", "ST_MakePoint(77.6, 12.97)::geography"}});
  domain::requirement_search search;
  search.near = domain::geo_point{19.07, 72.87};
  search.budget = 20000;
  const auto page = catalogue.find_requirements(search, host).value();
  BOOST_REQUIRE_EQUAL(page.items.size(), 1);
  BOOST_CHECK(page.items[0].requirement_id == near);
  BOOST_CHECK(!reveals_something(codec::to_json(page, codec::audience::everyone)));
}

BOOST_AUTO_TEST_CASE(cards_carry_photos_and_what_has_tables_of_its_own) {
  const auto id = listing(host), wish = requirement(guest);
  database.execute(
      insert("host_preferences", {{"listing_id", quoted(id)}, {"occupations", "'{student}'"}, {"pets", "'no'"}}) +
      "INSERT INTO property_photos SELECT gen_random_uuid(), " + quoted(id) +
      ", 'room', n, 't' || n, 'c', 'f', 'image/jpeg', 1, 1, 1, '\\x00' FROM generate_series(1, 2) n;"
      "INSERT INTO tenant_priorities VALUES (" +
      quoted(wish) + ", 2, 1, 3, 4, 5, 6, 7, 8)");
  const auto shown = catalogue.listing(id, host).value().listing;
  BOOST_REQUIRE_EQUAL(shown.photos.size(), 2);
  BOOST_CHECK_EQUAL(shown.photos[1].urls.thumb, "/media/photos/t2");
  BOOST_CHECK(shown.content.preferred_tenant->occupations == std::vector{domain::occupation::student});
  const auto ranked = *catalogue.requirement(wish, guest).value().requirement.content.priorities;
  BOOST_CHECK(ranked[0] == domain::factor::occupancy && ranked[1] == domain::factor::budget);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::search_test
