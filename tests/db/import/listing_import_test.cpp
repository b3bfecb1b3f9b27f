#include "modules/import/listing_import.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

#include "domain/engine/entity.hpp"
#include "gateways/photos/photo_store.hpp"
#include "modules/import/listing_import_repository.hpp"
#include "support/posting_world.hpp"

namespace listing_import_test {

using namespace homigo;
using namespace homigo::tests;

namespace {

constexpr auto header =
    "posted_on,city,locality,pincode,latitude,longitude,bhk,rent_monthly,size_sqft,floor,area_type,furnishing,"
    "tenant_preferred,bathrooms,contact\n";
constexpr auto good =
    "2022-05-18,Kolkata,Bandel,712123,22.927224,88.35793,2,10000,1100,Ground out of 2,Super Area,Unfurnished,"
    "Bachelors/Family,2,Contact Owner\n";
constexpr auto unplaced =
    "2022-05-16,Kolkata,Salt Lake City Sector 2,,,,2,17000,1000,1 out of 3,Super "
    "Area,Semi-Furnished,Bachelors/Family,1,"
    "Contact Agent\n";

struct import_world : posting_world {
  temporary_folder inputs;
  persistence::listing_import_repository rows{database.pool()};
  std::unique_ptr<gateways::photo_store> store = gateways::make_file_photo_store(folder.path());
  std::string report;
  int status = 0;

  std::filesystem::path write(const std::string& name, const std::string& text) {
    const auto path = inputs.path() / name;
    std::ofstream{path, std::ios::binary} << text;
    return path;
  }
  void import(const modules::import_options& options) {
    std::ostringstream told, progress;
    status = modules::import_listings(options, {rows, *store, clock, ids}, told, progress);
    report = told.str();
  }
  void import(std::vector<std::filesystem::path> files, bool place_by_city = false) {
    import({.files = std::move(files), .place_by_city = place_by_city, .verbose = true});
  }
  static std::filesystem::path portal(const std::string& name) {
    return std::filesystem::path{HOMIGO_TEST_DATA} / "advertisements" / name;
  }
  bool tells(const std::string& text) const { return report.find(text) != std::string::npos; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(listing_import, import_world)

BOOST_AUTO_TEST_CASE(an_advertisement_becomes_a_live_listing) {
  import({write("a.csv", std::string{header} + good)});
  BOOST_TEST(status == 0);
  BOOST_TEST(report == "imported 1, already there 0, refused 0\n");
  BOOST_TEST(
      value("SELECT concat_ws('|', title, property_type, configuration, furnishing, city, state, pincode, floor, "
            "total_floors, bathrooms, rent_monthly, total_area_sqft, occupancy_type, status, is_premium) "
            "FROM property_listings") ==
      "2 BHK flat in Bandel|2bhk|2 BHK|unfurnished|Kolkata|West Bengal|712123|0|2|2|10000|1100|double|active|f");
  BOOST_TEST(value("SELECT (valid_until - published_at)::text FROM property_listings") == "30 days");
  BOOST_TEST(value("SELECT string_agg(photo_type, ' ' ORDER BY sequence_order) FROM property_photos") ==
             "room kitchen bathroom");
  BOOST_TEST(store->read(value("SELECT thumb_key FROM property_photos LIMIT 1")).has_value());
  const auto listing = domain::parse_uuid(value("SELECT listing_id FROM property_listings")).value();
  BOOST_TEST(value("SELECT concat_ws(' ', kind, shard, version) FROM entity WHERE entity_id = " + literal(listing)) ==
             "listing " + std::to_string(domain::shard_of({domain::entity_kind::listing, listing})) + " 1");
  BOOST_TEST(value("SELECT count(*) FROM change_log WHERE kind = 'listing'") == "1");
}

BOOST_AUTO_TEST_CASE(its_host_is_a_role_with_a_proven_phone) {
  import({write("a.csv", std::string{header} + good)});
  BOOST_TEST(value("SELECT concat_ws('|', account_status, host_category, phone_verified_at IS NOT NULL, "
                   "full_name ~ '^Demo host [0-9]+$', phone ~ '^.910') FROM property_listings "
                   "JOIN users ON user_id = host_id JOIN host_profiles USING (user_id) JOIN user_verifications USING "
                   "(user_id)") == "active|owner|t|t|t");
}

BOOST_AUTO_TEST_CASE(importing_again_adds_nothing) {
  const auto file = write("a.csv", std::string{header} + good + good);
  import({file, file});
  BOOST_TEST(report == "imported 2, already there 2, refused 0\n");
  const auto hosts = value("SELECT count(*) FROM users");
  import({file});
  BOOST_TEST(report == "imported 0, already there 2, refused 0\n");
  BOOST_TEST(value("SELECT count(*) FROM users") == hosts);
  BOOST_TEST(value("SELECT count(*) FROM property_photos") == "6");
}

BOOST_AUTO_TEST_CASE(columns_may_stand_in_any_order_among_others) {
  import(
      {write(
           "a.csv",
           "contact,extra,bathrooms,tenant_preferred,furnishing,area_type,floor,size_sqft,rent_monthly,bhk,longitude,"
           "latitude,pincode,locality,city,posted_on\r\n"
           "Contact Owner,x,2,Bachelors/Family,Unfurnished,Super Area,Ground out of 2,1100,10000,2,88.35793,22.927224,"
           "712123,Bandel,Kolkata,2022-05-18\r\n"),
       write("b.csv", std::string{header} + good)});
  BOOST_TEST(report == "imported 1, already there 1, refused 0\n");
}

BOOST_AUTO_TEST_CASE(a_row_without_coordinates_is_placed_only_if_told_so) {
  const auto file = write("a.csv", std::string{header} + unplaced);
  import({file});
  BOOST_TEST(report.starts_with(file.string() + ":2: no coordinates"));
  BOOST_TEST(tells("imported 0, already there 0, refused 1\n"));
  import({file}, true);
  BOOST_TEST(report == "imported 1, already there 0, refused 0\n");
  BOOST_TEST(value("SELECT ST_Distance(coordinates, 'POINT(88.3639 22.5726)') < 6000 FROM property_listings") == "t");
  BOOST_TEST(value("SELECT host_category FROM property_listings JOIN host_profiles ON user_id = host_id") == "broker");
}

BOOST_AUTO_TEST_CASE(every_refused_row_is_told_with_its_line_and_reasons) {
  const auto file = write(
      "a.csv",
      std::string{header} + good +
          "2022-05-18,Kolkata,Bandel,712123,22.9,88.3,two,-5,5,8 out of 5,Super Area,Bare,Anybody,2,Contact Owner\n" +
          "2022-05-18,Kolkata,\"Two\nlines\",712123,22.9,88.3,2,10000,1100,1,Super Area,Furnished,Family,2,Contact "
          "Owner\n" +
          "too,few\n" +
          "2022-05-18,Kolkata,Bandel,712123,22.9,188.3,2,10000,1100,1,Super Area,Furnished,Family,2,Contact Owner\n" +
          "2022-05-18,Kolkata,Bandel,712123,22.9,88.3,2,10000,0,1,Super Area,Furnished,Family,2,Contact Owner\n");
  import({file});
  const auto name = file.string();
  for (const auto* reason : {"bhk \"two\"", "furnishing \"Bare\""}) BOOST_TEST(tells(reason));
  BOOST_TEST(tells(name + ":3: "));
  BOOST_TEST(tells(name + ":6: 2 fields where the header has 15"));
  BOOST_TEST(tells(name + ":7: longitude \"188.3\""));
  BOOST_TEST(tells(name + ":8: size_sqft \"0\""));
  BOOST_TEST(tells("imported 2, already there 0, refused 4\n"));
  BOOST_TEST(status == 0);
}

BOOST_AUTO_TEST_CASE(a_floor_above_the_last_one_leaves_the_number_of_floors_open) {
  import({write("a.csv", std::string{header} + "2022-05-18,Kolkata,Bandel,712123,22.9,88.3,2,10000,1100,8 out of "
                                               "5,Super Area,Furnished,Family,2,Contact Owner\n")});
  BOOST_TEST(tells("imported 1, already there 0, refused 0\n"));
  BOOST_TEST(value("SELECT floor FROM property_listings WHERE total_floors IS NULL") == "8");
}

BOOST_AUTO_TEST_CASE(a_bad_file_does_not_stop_the_others) {
  import({inputs.path() / "missing.csv", write("b.csv", "city,locality\nx,y\n"),
          write("c.csv", std::string{header} + good)});
  BOOST_TEST(status == 1);
  BOOST_TEST(tells("missing.csv: the file cannot be read"));
  BOOST_TEST(tells("b.csv: the header lacks the columns bhk, rent_monthly, size_sqft"));
  BOOST_TEST(tells("imported 1,"));
}

BOOST_AUTO_TEST_CASE(a_portal_with_columns_of_its_own_is_read_with_a_map) {
  const modules::column_map theirs{{"Rent", "rent_monthly"}, {"area (sq ft)", "size_sqft"},
                                   {"Pin", "pincode"},       {"Bathroom", "bathrooms"},
                                   {"Posted", "posted_on"},  {"Tenant Type", "tenant_preferred"}};
  const modules::import_options options{
      .files = {portal("owner_portal.csv")}, .place_by_city = true, .renamed = theirs};
  import(options);
  BOOST_TEST(report == "refused 1: rent_monthly is not a whole number\nimported 2, already there 0, refused 1\n");
  BOOST_TEST(value("SELECT string_agg(concat_ws('|', title, city, rent_monthly, total_area_sqft, furnishing, floor, "
                   "total_floors, occupancy_type), ' ' ORDER BY rent_monthly) FROM property_listings") ==
             "1 BHK flat in Andheri West|Mumbai|18000|550|unfurnished|0|4|single "
             "2 BHK flat in Powai|Mumbai|25000|1100|semi_furnished|3|7|family");
}

BOOST_AUTO_TEST_CASE(semicolons_and_decimal_commas_are_read) {
  import({portal("agent_portal.csv")});
  BOOST_TEST(
      value("SELECT string_agg(concat_ws('|', locality, rent_monthly, round(ST_Y(coordinates::geometry)::numeric, 4)), "
            "' ' ORDER BY locality) FROM property_listings") == "Whitefield|45000|12.9698");
  BOOST_TEST(tells(":2: rent_monthly \"1,2 lakh\" is not a whole number"));
}

BOOST_AUTO_TEST_CASE(utf_16_and_tabs_are_read) {
  import({portal("spreadsheet_utf16.csv")}, true);
  BOOST_TEST(report == "imported 2, already there 0, refused 0\n");
  BOOST_TEST(value("SELECT string_agg(concat_ws('|', property_type, rent_monthly, furnishing, bathrooms), ' ' ORDER BY "
                   "rent_monthly) FROM property_listings") == "1rk|9500|unfurnished|1 2bhk|30000|unfurnished|1");
  BOOST_TEST(
      value("SELECT count(*) FROM property_listings WHERE description LIKE '%furnishing, bathrooms, deposit%'") == "2");
}

BOOST_AUTO_TEST_CASE(swapped_coordinates_are_told_as_such) {
  import({portal("broker_sheet.csv")});
  BOOST_TEST(tells(":3: latitude \"77.2066\" and longitude seem to be swapped"));
  BOOST_TEST(value("SELECT concat_ws('|', locality, city, rent_monthly, total_area_sqft, property_type) FROM "
                   "property_listings") == "Vasant Vihar, near in the market|Delhi|120000|2400|4bhk_plus");
}

BOOST_AUTO_TEST_CASE(refusals_are_summed_up_by_cause_and_listed_in_a_file) {
  const auto lines = inputs.path() / "refused.txt";
  import({.files = {portal("research_extract.csv")}, .place_by_city = true, .lines = lines});
  BOOST_TEST(value("SELECT count(*) FROM property_listings") == "2");
  BOOST_TEST(tells("refused 1: locality must have at least 1 characters\n"));
  BOOST_TEST(!tells("research_extract.csv:"));
  std::ostringstream listed;
  listed << std::ifstream{lines}.rdbuf();
  BOOST_TEST(listed.str().find("research_extract.csv:4: locality") != std::string::npos);
  BOOST_TEST(listed.str().find("research_extract.csv:5: ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_dry_run_writes_nothing) {
  import({.files = {portal("research_extract.csv")}, .place_by_city = true, .dry_run = true});
  BOOST_TEST(tells("would import 2, refused 2\n"));
  BOOST_TEST(value("SELECT count(*) FROM users") == "0");
}

BOOST_AUTO_TEST_CASE(a_mapped_column_that_the_file_lacks_is_named) {
  import({.files = {portal("research_extract.csv")}, .renamed = { { "Monthly price", "rent_monthly" } }});
  BOOST_TEST(status == 1);
  BOOST_TEST(tells("the header lacks the column Monthly price, which --map names"));
}

BOOST_AUTO_TEST_CASE(the_advertisements_of_six_cities_load_as_before) {
  const auto file = std::filesystem::path{HOMIGO_REAL_DATA} / "listings_in_six_cities.csv";
  if (!std::filesystem::exists(file)) {
    BOOST_TEST_MESSAGE("skipped: " << file << " is not here");
    return;
  }
  import({.files = {file}, .place_by_city = true, .dry_run = true});
  BOOST_TEST(status == 0);
  BOOST_TEST(tells("would import 4746, refused 0"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace listing_import_test
