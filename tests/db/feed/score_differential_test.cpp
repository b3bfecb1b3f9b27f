// The rules in C++ against the functions in SQL, digit by digit, over random postings.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <pqxx/result>

#include "domain/feed/feed_rule.hpp"
#include "domain/feed/great_circle.hpp"
#include "domain/postings/public_place.hpp"
#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/row_reader.hpp"
#include "persistence/postgres/client/transaction.hpp"
#include "support/feed_oracle.hpp"
#include "support/marketplace.hpp"

namespace homigo::tests::score_differential_test {
namespace {

using domain::uuid;

constexpr int postings_of_each_kind = 60;  // 3600 pairs

/// Values lie close together and on the borders of the rules, so that every branch is taken often.
constexpr auto random_stock_sql = R"(
SELECT setseed(0.20261123);
CREATE FUNCTION pick(VARIADIC words text[]) RETURNS text LANGUAGE sql VOLATILE AS
    $$ SELECT words[1 + floor(random() * cardinality(words))::integer] $$;
CREATE FUNCTION any_of(lowest integer, highest integer) RETURNS integer LANGUAGE sql VOLATILE AS
    $$ SELECT lowest + floor(random() * (highest - lowest + 1))::integer $$;
CREATE FUNCTION somewhere() RETURNS geography LANGUAGE sql VOLATILE AS
    $$ SELECT ST_SetSRID(ST_MakePoint(72.8 + random() * 0.12, 19.0 + random() * 0.12), 4326)::geography $$;
CREATE FUNCTION numbered(kind integer, n integer) RETURNS uuid LANGUAGE sql AS
    $$ SELECT ('01900000-0000-7000-8' || lpad(kind::text, 3, '0') || '-' || lpad(n::text, 12, '0'))::uuid $$;

INSERT INTO users (user_id, full_name, phone, email, user_type, account_status)
SELECT numbered(kind, n), 'Somebody', '+9198' || kind || lpad(n::text, 7, '0'), kind || '.' || n || '@example.org', 'both',
       CASE WHEN random() < 0.05 THEN 'suspended' ELSE 'active' END
FROM generate_series(1, 2) kind CROSS JOIN generate_series(1, $N) n;
INSERT INTO user_verifications (user_id, phone_verified_at, email_verified_at, aadhaar_verified_at, face_verified_at)
SELECT numbered(1, n), now(), now(), now(), CASE WHEN random() < 0.5 THEN now() END FROM generate_series(1, $N) n;
INSERT INTO tenant_profiles (user_id, occupation, age, gender, food_preference, smoking, drinking, pets)
SELECT numbered(2, n), pick('student', 'business', 'other'), 30, pick('male', 'female', 'other'),
       pick('veg', 'non_veg', 'vegan', 'any', NULL), pick('yes', 'no', NULL), pick('yes', 'no', NULL), pick('yes', 'no', NULL)
FROM generate_series(1, $N) n WHERE n % 9 <> 0;

INSERT INTO property_listings (listing_id, host_id, title, property_type, configuration, furnishing, total_area_sqft,
    rentable_area_sqft, address_line1, locality, city, state, pincode, coordinates, rent_monthly, deposit, available_from,
    occupancy_type, gender_preference, property_age_years, bathroom_type, bathrooms, parking, water_supply, pets_allowed,
    non_veg_allowed, drinking_allowed, smoking_allowed, parties_allowed, status, is_premium, photos_verified, published_at,
    valid_until, created_at)
SELECT numbered(3, n), numbered(1, n), 'Home', pick('room', '1bhk'), 'x', pick('unfurnished', 'semi_furnished', 'fully_furnished'),
    100, 100, 'x', 'x', 'x', 'x', '400001', somewhere(), any_of(5000, 30000), 0, date '2026-12-01' + any_of(-60, 60),
    pick('single', 'single', 'double'), pick('any', 'any', 'male', 'female'), 1, 'shared', 1, 'none', 'mixed', random() < 0.5, random() < 0.5,
    random() < 0.5, random() < 0.5, random() < 0.5, 'active', random() < 0.2, random() < 0.7, now(),
    timestamptz '2026-11-23' + any_of(-1, 20) * interval '1 day', timestamptz '2026-11-01' + any_of(0, 3) * interval '1 ms 7 us'
FROM generate_series(1, $N) n;
INSERT INTO host_preferences SELECT numbered(3, n), CASE WHEN random() < 0.5 THEN '{student,other}'::text[] ELSE '{}' END,
    pick('veg', 'non_veg', 'any', NULL), pick('yes', 'no', 'any', NULL), pick('yes', 'no', 'any', NULL), pick('yes', 'no', 'any', NULL)
FROM generate_series(1, $N) n WHERE n % 5 <> 0;

INSERT INTO tenant_requirements (requirement_id, tenant_id, budget_min, budget_max, preferred_coordinates, radius_km,
    occupancy_type, move_in_date, gender_preference, property_type, furnishing, lifestyle_smoking, lifestyle_drinking,
    lifestyle_non_veg, lifestyle_pets, lifestyle_parties, status, is_premium, published_at, valid_until, created_at)
SELECT numbered(4, n), numbered(2, n), any_of(0, 9000), any_of(9000, 29999), somewhere(), round((1 + random() * 9)::numeric, 4),
    pick('single', 'double'), date '2026-12-01' + any_of(-40, 40), pick('any', 'male', 'female'), pick('room', '1bhk'),
    pick('unfurnished', 'semi_furnished', 'any'), pick('yes', 'no', 'any', NULL), pick('yes', 'no', 'any', NULL),
    pick('yes', 'no', 'any', NULL), pick('yes', 'no', 'any', NULL), pick('yes', 'no', 'any', NULL), 'active', random() < 0.2,
    now(), timestamptz '2026-11-23' + any_of(-1, 20) * interval '1 day', timestamptz '2026-11-01' + any_of(0, 3) * interval '1 ms 7 us'
FROM generate_series(1, $N) n;
INSERT INTO tenant_priorities
SELECT numbered(4, n), 1 + (n + s) % 8, 1 + (n + 3 + s) % 8, 1 + (n + 2 * 3 + s) % 8, 1 + (n + 3 * 3 + s) % 8,
       1 + (n + 4 * 3 + s) % 8, 1 + (n + 5 * 3 + s) % 8, 1 + (n + 6 * 3 + s) % 8, 1 + (n + 7 * 3 + s) % 8
FROM (SELECT n, any_of(0, 7) AS s FROM generate_series(1, $N) n) ranks WHERE n % 3 <> 0;
INSERT INTO blocked_users SELECT numbered(2, n), numbered(1, n % 7 + 1) FROM generate_series(1, $N) n WHERE n % 4 = 0;
INSERT INTO blocked_users SELECT numbered(1, n), numbered(2, n % 11 + 1) FROM generate_series(1, $N) n WHERE n % 4 = 1;
INSERT INTO pair (listing_id, requirement_id, tenant_id, host_id, tenant_action, host_action, state, match_id)
SELECT numbered(3, a), numbered(4, b), numbered(2, b), numbered(1, a),
       CASE WHEN (a + b) % 3 = 0 THEN 'dislike' END, CASE WHEN (a + b) % 3 = 1 THEN 'like' END,
       CASE WHEN (a + b) % 3 = 2 THEN 'ended' ELSE 'open' END, NULL
FROM generate_series(1, $N) a CROSS JOIN generate_series(1, $N) b WHERE (a * 7 + b) % 6 = 0;
)";

constexpr auto pair_columns_sql = R"(
SELECT l.listing_id, r.requirement_id, public_distance_m(l.coordinates, r.preferred_coordinates) AS distance_m,
       s.score AS tenant_score, s.budget AS b1, s.location, s.lifestyle AS s1, s.property_type, s.furnishing, s.verification_bonus,
       q.score AS host_score, q.occupation, q.budget AS b2, q.lifestyle AS s2, q.possession_date,
       v.is_fully_verified, host.account_status = 'active' AS host_stands, tenant.account_status = 'active' AS tenant_stands,
       EXISTS (SELECT FROM blocked_users b WHERE (b.blocker_id, b.blocked_id) IN ((l.host_id, r.tenant_id), (r.tenant_id, l.host_id)))
           AS blocked,
       p.tenant_action IS NOT NULL AS by_tenant, p.host_action IS NOT NULL AS by_host, coalesce(p.state <> 'open', false) AS decided
FROM property_listings l CROSS JOIN tenant_requirements r
JOIN users host ON host.user_id = l.host_id JOIN users tenant ON tenant.user_id = r.tenant_id
LEFT JOIN tenant_priorities k ON k.requirement_id = r.requirement_id LEFT JOIN tenant_profiles t ON t.user_id = r.tenant_id
LEFT JOIN host_preferences h ON h.listing_id = l.listing_id LEFT JOIN user_verifications v ON v.user_id = l.host_id
LEFT JOIN pair p ON p.listing_id = l.listing_id AND p.requirement_id = r.requirement_id
CROSS JOIN LATERAL listing_score_breakdown(l, r, k, public_distance_m(l.coordinates, r.preferred_coordinates), v.is_fully_verified) s
CROSS JOIN LATERAL requirement_score_breakdown(r, t, l, h) q)";

double number(const pqxx::row& row, const char* name) { return row[name].as<double>(); }
bool truth(const pqxx::row& row, const char* name) { return row[name].as<bool>(); }

struct pair_inputs {
  const domain::listing& listing;
  const domain::requirement& requirement;
  const std::optional<domain::tenant_profile>& tenant;
};

std::int32_t public_metres(const domain::geo_point& a, const domain::geo_point& b) {
  return domain::great_circle_m(domain::on_sphere(domain::public_place(a)), domain::on_sphere(domain::public_place(b)));
}

domain::listing_score tenants_score(const pair_inputs& in, std::int32_t distance_m, bool host_fully_verified) {
  const auto& l = in.listing.content;
  const auto& r = in.requirement.content;
  domain::listing_score_inputs s;
  s.rent_monthly = l.rent_monthly, s.budget_max = r.budget_max, s.distance_m = distance_m, s.wishes = r.lifestyle;
  s.allowed = {l.rules.smoking_allowed, l.rules.drinking_allowed, l.rules.non_veg_allowed, l.rules.pets_allowed,
               l.rules.parties_allowed};
  s.offered_type = l.property_type, s.wanted_type = r.property_type;
  s.furnished = l.furnishing, s.wanted_furnishing = r.furnishing;
  s.host_fully_verified = host_fully_verified, s.photos_verified = in.listing.photos_verified;
  return domain::score_listing(s, domain::weights_for(r.priorities.value_or(std::vector<domain::factor>{})));
}

domain::requirement_score hosts_score(const pair_inputs& in) {
  const auto wishes = in.listing.content.preferred_tenant.value_or(domain::preferred_tenant{});
  domain::requirement_score_inputs s;
  s.welcome_occupations = wishes.occupations;
  s.wishes = {wishes.food_preference, wishes.smoking, wishes.drinking, wishes.pets};
  if (in.tenant) {
    const auto& t = in.tenant->content;
    s.occupation = t.occupation;
    s.habits = {t.food_preference, t.smoking, t.drinking, t.pets};
  }
  s.rent_monthly = in.listing.content.rent_monthly, s.budget_max = in.requirement.content.budget_max;
  s.available_from = in.listing.content.available_from, s.move_in_date = in.requirement.content.move_in_date;
  return domain::score_requirement(s);
}

domain::feed_listing rule_view(const domain::listing& l, bool host_stands) {
  return {l.status,
          l.valid_until,
          l.host_id,
          host_stands,
          l.content.rent_monthly,
          l.content.occupancy_type,
          l.content.gender_preference,
          l.content.available_from};
}

domain::feed_requirement rule_view(const domain::requirement& r, bool tenant_stands,
                                   const std::optional<domain::tenant_profile>& tenant) {
  const auto& c = r.content;
  return {r.status,
          r.valid_until,
          r.tenant_id,
          tenant_stands,
          c.budget_min,
          c.budget_max,
          domain::radius_in_metres(c.radius_km),
          c.occupancy_type,
          c.gender_preference,
          tenant ? std::optional{tenant->content.gender} : std::nullopt,
          c.move_in_date};
}

struct random_stock : marketplace {
  feed_oracle oracle{database.pool()};

  random_stock() {
    std::string sql = random_stock_sql;
    for (auto at = sql.find("$N"); at != std::string::npos; at = sql.find("$N"))
      sql.replace(at, 2, std::to_string(postings_of_each_kind));
    database.execute(sql);
    rows = postgres::database{database.pool()}.read([](postgres::transaction& t) { return t.query(pair_columns_sql); });
    for (const auto& row : rows) load(postgres::uuid_of(row["listing_id"]), postgres::uuid_of(row["requirement_id"]));
  }

  pair_inputs inputs(const pqxx::row& row) {
    const auto& requirement = requirements.at(postgres::uuid_of(row["requirement_id"]));
    return {listings.at(postgres::uuid_of(row["listing_id"])), requirement, tenants.at(requirement.tenant_id)};
  }

  pqxx::result rows;
  std::map<uuid, domain::listing> listings;
  std::map<uuid, domain::requirement> requirements;
  std::map<uuid, std::optional<domain::tenant_profile>> tenants;

private:
  void load(const uuid& listing_id, const uuid& requirement_id) {
    if (!listings.contains(listing_id)) listings.emplace(listing_id, posting_rows.listings({&listing_id, 1}).at(0));
    if (requirements.contains(requirement_id)) return;
    const auto requirement = posting_rows.requirements({&requirement_id, 1}).at(0);
    tenants.emplace(requirement.tenant_id, profile_of(requirement.tenant_id));
    requirements.emplace(requirement_id, requirement);
  }
  std::optional<domain::tenant_profile> profile_of(const uuid& tenant_id) {
    static const auto sql = "SELECT " + postgres::select_list(domain::descriptor<domain::tenant_profile>(), "p") +
                            " FROM tenant_profiles p WHERE p.user_id = $1";
    const auto found =
        postgres::database{database.pool()}.read([&](postgres::transaction& t) { return t.query(sql, {tenant_id}); });
    return found.empty() ? std::nullopt : std::optional{postgres::read_row<domain::tenant_profile>(found[0])};
  }
};

/// The feed as the rules in C++ make it: one side's keys in order.
using feeds = std::map<uuid, std::vector<domain::feed_key>>;

void check_order(const uuid& viewer, std::vector<domain::feed_key>& wanted,
                 const std::vector<domain::feed_key>& shown) {
  std::ranges::sort(wanted, domain::shown_before);
  BOOST_TEST_CONTEXT(domain::to_string(viewer)) BOOST_CHECK(wanted == shown);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(score_differential, random_stock)

BOOST_AUTO_TEST_CASE(distances_and_scores_of_both_sides_agree_to_the_digit) {
  BOOST_REQUIRE_EQUAL(rows.size(), postings_of_each_kind * postings_of_each_kind);
  for (const auto& row : rows) {
    const auto in = inputs(row);
    const auto metres = public_metres(in.listing.content.location, in.requirement.content.preferred_location);
    BOOST_CHECK_EQUAL(metres, row["distance_m"].as<int>());
    const auto mine = tenants_score(in, metres, truth(row, "is_fully_verified"));
    BOOST_CHECK_EQUAL(mine.score, number(row, "tenant_score"));
    BOOST_CHECK((mine.breakdown == domain::listing_score_breakdown{number(row, "b1"), number(row, "location"),
                                                                   number(row, "s1"), number(row, "property_type"),
                                                                   number(row, "furnishing"),
                                                                   number(row, "verification_bonus")}));
    const auto theirs = hosts_score(in);
    BOOST_CHECK_EQUAL(theirs.score, number(row, "host_score"));
    BOOST_CHECK(
        (theirs.breakdown == domain::requirement_score_breakdown{number(row, "occupation"), number(row, "b2"),
                                                                 number(row, "s2"), number(row, "possession_date")}));
  }
}

BOOST_AUTO_TEST_CASE(distances_agree_all_over_the_world) {
  const auto points = postgres::database{database.pool()}.read([](postgres::transaction& t) {
    return t.query(
        "SELECT a_lat, a_lon, b_lat, b_lon, great_circle_m(ST_MakePoint(a_lon, a_lat)::geography,"
        " ST_MakePoint(b_lon, b_lat)::geography) AS metres FROM (SELECT random() * 180 - 90 AS a_lat,"
        " random() * 360 - 180 AS a_lon, random() * 180 - 90 AS b_lat, random() * 360 - 180 AS b_lon"
        " FROM generate_series(1, 2000)) p");
  });
  for (const auto& p : points)
    BOOST_CHECK_EQUAL(domain::great_circle_m(domain::on_sphere({number(p, "a_lat"), number(p, "a_lon")}),
                                             domain::on_sphere({number(p, "b_lat"), number(p, "b_lon")})),
                      p["metres"].as<int>());
}

BOOST_AUTO_TEST_CASE(public_places_agree_to_the_digit_at_the_borders_of_cells_too) {
  const auto points = postgres::database{database.pool()}.read([](postgres::transaction& t) {
    return t.query(
        "SELECT lat, lon, ST_Y(shown::geometry) AS shown_lat, ST_X(shown::geometry) AS shown_lon FROM"
        " (SELECT lat, lon, public_place(ST_MakePoint(lon, lat)::geography) AS shown FROM"
        "  (SELECT random() * 180 - 90 AS lat, random() * 360 - 180 AS lon FROM generate_series(1, 2000)"
        "   UNION ALL SELECT n / 1000.0, n / 500.0 FROM generate_series(-90000, 90000, 5) n"
        "   UNION ALL SELECT n / 100.0, n / 50.0 FROM generate_series(-9000, 9000) n) p) s");
  });
  for (const auto& p : points) {
    const auto shown = domain::public_place({number(p, "lat"), number(p, "lon")});
    BOOST_REQUIRE_EQUAL(shown.latitude, number(p, "shown_lat"));
    BOOST_REQUIRE_EQUAL(shown.longitude, number(p, "shown_lon"));
  }
}

BOOST_AUTO_TEST_CASE(both_feeds_show_the_same_postings_in_the_same_order) {
  feeds of_requirements, of_listings;
  std::size_t shown = 0;
  for (const auto& row : rows) {
    const auto in = inputs(row);
    // The oracle asks only for the other side's account: who does not stand has no feed to look at.
    if (truth(row, "tenant_stands")) of_requirements[in.requirement.requirement_id];
    if (truth(row, "host_stands")) of_listings[in.listing.listing_id];
    const auto l = rule_view(in.listing, truth(row, "host_stands"));
    const auto r = rule_view(in.requirement, truth(row, "tenant_stands"), in.tenant);
    domain::feed_relation relation{row["distance_m"].as<int>(), truth(row, "by_tenant"), truth(row, "decided"),
                                   truth(row, "blocked")};
    if (domain::is_shown(l, r, relation, clock.now()) && ++shown)
      of_requirements[in.requirement.requirement_id].push_back(
          {in.listing.is_premium, number(row, "tenant_score"), in.listing.created_at, in.listing.listing_id});
    relation.swiped_by_viewer = truth(row, "by_host");
    if (domain::is_shown(l, r, relation, clock.now()) && ++shown)
      of_listings[in.listing.listing_id].push_back({in.requirement.is_premium, number(row, "host_score"),
                                                    in.requirement.created_at, in.requirement.requirement_id});
  }
  BOOST_CHECK_GT(shown, 100);
  for (auto& [id, wanted] : of_requirements) {
    std::vector<domain::feed_key> keys;
    for (const auto& each : oracle.listings(id, {}, 1000, clock.now())) keys.push_back(each.key);
    check_order(id, wanted, keys);
  }
  for (auto& [id, wanted] : of_listings) {
    std::vector<domain::feed_key> keys;
    for (const auto& each : oracle.requirements(id, {}, 1000, clock.now())) keys.push_back(each.key);
    check_order(id, wanted, keys);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::score_differential_test
