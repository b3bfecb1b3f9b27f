#include "support/stock_rows.hpp"

#include <charconv>

#include "domain/kernel/described/type_descriptor.hpp"

namespace homigo::tests {
namespace {

using namespace domain;

/// One row of VALUES.
class row {
public:
  row& raw(const std::string& expression) {
    text_ += (text_.empty() ? "(" : ", ") + expression;
    return *this;
  }
  row& text(std::string_view value) { return raw("'" + std::string{value} + "'"); }
  row& id(const uuid& value) { return text(to_string(value)); }
  row& number(double value) {
    char digits[32];
    return raw({digits, std::to_chars(digits, digits + sizeof digits, value).ptr});
  }
  row& flag(bool value) { return raw(value ? "true" : "false"); }
  row& at(instant value) { return text(to_string(value)); }
  row& day(date value) { return text(to_string(value)); }
  row& place(const geo_point& p) {
    char x[32], y[32];
    return raw("ST_MakePoint(" + std::string{x, std::to_chars(x, x + sizeof x, p.longitude).ptr} + ", " +
               std::string{y, std::to_chars(y, y + sizeof y, p.latitude).ptr} + ")::geography");
  }
  template <class E>
  row& word(E value) {
    return text(wire_name(value));
  }
  template <class E>
  row& maybe(const std::optional<E>& value) {
    return value ? word(*value) : raw("NULL");
  }
  std::string str() const { return text_ + ")"; }

private:
  std::string text_;
};

/// Sorts behind the comma.
class insert {
public:
  explicit insert(const std::string& head) : head_("INSERT INTO " + head + " VALUES ") {}
  void add(const row& r) { values_ += (values_.empty() ? "" : ",") + r.str(); }
  std::string str() const { return values_.empty() ? "" : head_ + values_ + ";"; }

private:
  std::string head_;
  std::string values_;
};

template <class E>
std::optional<E> some(random_stock& random, int count) {
  if (random.chance(0.3)) return std::nullopt;
  return static_cast<E>(random.number(0, count - 1));
}

row profile_of(random_stock& random, const uuid& id) {
  row r;
  r.id(id).word(static_cast<occupation>(random.number(0, 2))).raw("30").word(static_cast<gender>(random.number(0, 2)));
  r.maybe(some<food_preference>(random, 4));
  for (int i = 0; i < 3; ++i) r.maybe(some<yes_no>(random, 2));
  return r;
}

/// Microseconds beside the milliseconds: they must count for nothing.
std::string created(instant at) { return "'" + to_string(at) + "'::timestamptz + interval '7 us'"; }

}  // namespace

std::string people_sql(random_stock& random, std::span<const uuid> people) {
  insert users{"users (user_id, full_name, phone, email, user_type, account_status)"};
  insert proofs{
      "user_verifications (user_id, phone_verified_at, email_verified_at, aadhaar_verified_at, face_verified_at)"};
  insert profiles{"tenant_profiles (user_id, occupation, age, gender, food_preference, smoking, drinking, pets)"};
  int n = 0;
  for (const auto& id : people) {
    const auto number = std::to_string(1'000'000'000 + ++n);
    users.add(row{}
                  .id(id)
                  .text("Somebody")
                  .text("+91" + number)
                  .text(number + "@example.org")
                  .text("both")
                  .text(random.chance(0.1) ? "suspended" : "active"));
    proofs.add(row{}.id(id).raw("now()").raw("now()").raw("now()").raw(random.chance(0.6) ? "now()" : "NULL"));
    if (random.chance(0.9)) profiles.add(profile_of(random, id));
  }
  return users.str() + proofs.str() + profiles.str();
}

std::string listings_sql(std::span<const listing_facts> listings) {
  insert rows{
      "property_listings (title, configuration, total_area_sqft, rentable_area_sqft, address_line1, locality, city,"
      " state, pincode, deposit, property_age_years, bathroom_type, bathrooms, parking, water_supply, published_at,"
      " listing_id, host_id, status, valid_until, rent_monthly, occupancy_type, gender_preference, available_from,"
      " coordinates, is_premium, photos_verified, created_at, property_type, furnishing, smoking_allowed,"
      " drinking_allowed, non_veg_allowed, pets_allowed, parties_allowed)"};
  insert wishes{"host_preferences (listing_id, occupations, food_preference, smoking, drinking, pets)"};
  for (const auto& l : listings) {
    row r;
    r.text("Home").text("x").raw("100").raw("100").text("x").text("x").text("x").text("x").text("400001").raw("0");
    r.raw("1").text("shared").raw("1").text("none").text("mixed").raw("now()");
    r.id(l.listing_id).id(l.rule.host_id).word(l.rule.status).at(*l.rule.valid_until).number(l.rule.rent_monthly);
    r.word(l.rule.occupancy).word(l.rule.accepted_gender).day(l.rule.available_from).place(l.location);
    r.flag(l.is_premium).flag(l.photos_verified).raw(created(l.created_at)).word(l.property_type).word(l.furnishing);
    for (const bool allowed :
         {l.allowed.smoking, l.allowed.drinking, l.allowed.non_veg, l.allowed.pets, l.allowed.parties})
      r.flag(allowed);
    rows.add(r);
    std::string welcome = "{";
    for (const auto each : l.welcome_occupations)
      welcome += (welcome.size() > 1 ? "," : "") + std::string{wire_name(each)};
    if (!l.welcome_occupations.empty() || l.wishes.food)
      wishes.add(row{}
                     .id(l.listing_id)
                     .text(welcome + "}")
                     .maybe(l.wishes.food)
                     .maybe(l.wishes.smoking)
                     .maybe(l.wishes.drinking)
                     .maybe(l.wishes.pets));
  }
  return rows.str() + wishes.str();
}

std::string requirements_sql(std::span<const requirement_facts> requirements) {
  insert rows{
      "tenant_requirements (published_at, requirement_id, tenant_id, status, valid_until, budget_min, budget_max,"
      " radius_km, occupancy_type, gender_preference, move_in_date, preferred_coordinates, is_premium, created_at,"
      " property_type, furnishing, lifestyle_smoking, lifestyle_drinking, lifestyle_non_veg, lifestyle_pets,"
      " lifestyle_parties)"};
  insert ranks{
      "tenant_priorities (requirement_id, budget, occupancy, location, possession_date, gender_preference,"
      " property_type, lifestyle, furnishing)"};
  for (const auto& q : requirements) {
    row r;
    r.raw("now()").id(q.requirement_id).id(q.rule.tenant_id).word(q.rule.status).at(*q.rule.valid_until);
    r.number(q.rule.budget_min).number(q.rule.budget_max).number(q.rule.radius_m / 1000.0).word(q.rule.occupancy);
    r.word(q.rule.gender_preference).day(q.rule.move_in_date).place(q.preferred_location).flag(q.is_premium);
    r.raw(created(q.created_at)).word(q.property_type).word(q.furnishing);
    for (const auto& wish : {q.wishes.smoking, q.wishes.drinking, q.wishes.non_veg, q.wishes.pets, q.wishes.parties})
      r.maybe(wish);
    rows.add(r);
    if (q.priorities.empty()) continue;
    row p;
    p.id(q.requirement_id);
    for (int f = 0; f < 8; ++f)
      p.number(static_cast<double>(std::ranges::find(q.priorities, static_cast<factor>(f)) - q.priorities.begin() + 1));
    ranks.add(p);
  }
  return rows.str() + ranks.str();
}

}  // namespace homigo::tests
