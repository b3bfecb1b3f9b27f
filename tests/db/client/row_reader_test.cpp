#include <boost/test/unit_test.hpp>

#include <pqxx/result>

#include "domain/kernel/described/descriptor_table.hpp"
#include "domain/postings/listing.hpp"
#include "persistence/postgres/client/row_reader.hpp"
#include "persistence/postgres/client/transaction.hpp"
#include "support/database.hpp"

namespace homigo::tests {

enum class colour : std::uint8_t { red, green };
HOMIGO_DESCRIBED_ENUM(colour, red, green)

struct measures {
  std::int32_t height = 0;
  double weight = 0;
  bool operator==(const measures&) const = default;
};
HOMIGO_DESCRIBED(measures, height, weight)
constexpr auto rules_of(const measures*) { return domain::rules(domain::field("weight").column("weight_kg")); }

struct remark {
  std::string text;
  bool operator==(const remark&) const = default;
};
HOMIGO_DESCRIBED(remark, text)

/// One field of every kind.
struct specimen {
  domain::uuid id{};
  std::string name;
  bool living = false;
  tests::measures measures;
  tests::colour colour{};
  domain::geo_point place;
  domain::instant seen_at{};
  domain::date born{};
  std::vector<std::string> tags;
  std::vector<remark> remarks;
  std::optional<remark> best;
  std::optional<std::int64_t> count;
  domain::raw_json extra;
  bool operator==(const specimen&) const = default;
};
HOMIGO_DESCRIBED(specimen, id, name, living, measures, colour, place, seen_at, born, tags, remarks, best, count, extra)
constexpr auto rules_of(const specimen*) { return domain::rules(domain::field("place").column("coordinates")); }

HOMIGO_TABLE_ENUM(colour)
HOMIGO_TABLE(measures)
HOMIGO_TABLE(remark)
HOMIGO_TABLE(specimen)

namespace {

constexpr auto table_sql = R"(CREATE TABLE specimens (
    id uuid, name text, living boolean, height integer, weight_kg float8, colour text, coordinates geography(Point, 4326),
    seen_at timestamptz, born date, tags text[], remarks jsonb, best jsonb, count bigint, extra jsonb))";

specimen full() {
  specimen s;
  s.id = *domain::parse_uuid("01938aa0-0000-7000-8000-000000000001");
  s.name = "O'Neil \"the\" \\ ग";
  s.living = true;
  s.measures = {12, 0.1};
  s.colour = colour::green;
  s.place = {19.076, 72.8777};
  s.seen_at = *domain::parse_instant("2026-11-22T23:59:59.987+05:30");
  s.born = *domain::parse_date("2024-02-29");
  s.tags = {"a, b", "{c}", ""};
  s.remarks = {{"first"}, {"second"}};
  s.best = remark{"first"};
  s.count = -3;
  s.extra.text = "{\"k\": [1, 2]}";
  return s;
}

specimen sparse() {
  specimen s = full();
  s.tags.clear();
  s.remarks.clear();
  s.best.reset();
  s.count.reset();
  return s;
}

specimen through_the_table(postgres::connection_pool& pool, const specimen& s) {
  postgres::database database{pool};
  const auto& type = domain::descriptor<specimen>();
  database.write([&](postgres::transaction& t) {
    t.execute("INSERT INTO specimens (" + postgres::column_list(type) + ") SELECT " +
                  postgres::column_list(type, "r.") + " FROM jsonb_populate_record(NULL::specimens, $1::jsonb) r",
              {postgres::columns_json(s)});
  });
  return database.read([&](postgres::transaction& t) {
    return postgres::read_row<specimen>(t.query("SELECT " + postgres::select_list(type, "s") + " FROM specimens s")[0]);
  });
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(row_reader, migrated_database)

BOOST_AUTO_TEST_CASE(every_kind_of_field_goes_to_its_column_and_back) {
  execute(table_sql);
  BOOST_TEST((through_the_table(pool(), full()) == full()));
}

BOOST_AUTO_TEST_CASE(absent_fields_are_null_and_back) {
  execute(table_sql);
  BOOST_TEST((through_the_table(pool(), sparse()) == sparse()));
}

BOOST_AUTO_TEST_CASE(an_update_sets_every_column_from_the_record) {
  execute(table_sql);
  through_the_table(pool(), full());
  postgres::database database{pool()};
  const auto& type = domain::descriptor<specimen>();
  const auto changed = database.write([&](postgres::transaction& t) {
    t.execute("UPDATE specimens s SET " + postgres::assignments(type, "r") +
                  " FROM jsonb_populate_record(NULL::specimens, $1::jsonb) r",
              {postgres::columns_json(sparse())});
    return postgres::read_row<specimen>(t.query("SELECT " + postgres::select_list(type, "s") + " FROM specimens s")[0]);
  });
  BOOST_TEST((changed == sparse()));
}

BOOST_AUTO_TEST_CASE(an_expression_stands_for_a_column_and_an_empty_one_leaves_the_default) {
  execute(std::string{table_sql} + "; INSERT INTO specimens (name, count) VALUES ('x', 4)");
  postgres::database database{pool()};
  const auto& type = domain::descriptor<remark>();
  const auto read = database.read([&](postgres::transaction& t) {
    return postgres::read_row<remark>(t.query(
        "SELECT " + postgres::select_list(type, "s", {{"text", "s.name || s.count"}}) + " FROM specimens s")[0]);
  });
  BOOST_TEST(read.text == "x4");
  BOOST_TEST(postgres::select_list(type, "s", {{"text", ""}}) == "");
}

BOOST_AUTO_TEST_CASE(null_where_the_type_has_none_is_an_error) {
  execute(std::string{table_sql} + "; INSERT INTO specimens (count) VALUES (4)");
  postgres::database database{pool()};
  const auto read = [](postgres::transaction& t) {
    postgres::read_row<specimen>(
        t.query("SELECT " + postgres::select_list(domain::descriptor<specimen>(), "s") + " FROM specimens s")[0]);
  };
  BOOST_CHECK_THROW(database.read(read), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(the_content_of_a_listing_has_its_columns) {
  // What the host would like stands in a table of its own.
  const auto list =
      postgres::select_list(domain::descriptor<domain::listing_content>(), "l", {{"preferred_tenant", ""}});
  BOOST_TEST(list.find("l.address_line1 AS address_line1") != list.npos);
  BOOST_TEST(execute("SELECT " + list + " FROM property_listings l") == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests
