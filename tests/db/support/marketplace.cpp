#include "support/marketplace.hpp"

#include <cstdio>

namespace homigo::tests {
namespace {

constexpr auto soon = "'2026-12-03T00:00:00Z'";
constexpr auto long_ago = "'2026-11-01T00:00:00Z'";

columns overlaid(columns values, const columns& changed) {
  for (const auto& [name, value] : changed) values[name] = value;
  return values;
}

}  // namespace

std::string quoted(const domain::uuid& id) { return "'" + domain::to_string(id) + "'"; }

bool reveals_something(const std::string& json) {
  for (const auto* secret :
       {"Secret Street", "Hidden Wing", "19.0765", "72.8776", "19.0712", "72.8712", "+9198", "@example.org"})
    if (json.find(secret) != std::string::npos) return true;
  return false;
}

domain::uuid marketplace::next_id() {
  char text[37];
  std::snprintf(text, sizeof text, "01900000-0000-7000-8000-%012d", ++ids_);
  return *domain::parse_uuid(text);
}

std::string marketplace::insert(const std::string& table, const columns& values) {
  std::string names, expressions;
  for (const auto& [name, value] : values) {
    names += (names.empty() ? "" : ", ") + name;
    expressions += (expressions.empty() ? "" : ", ") + value;
  }
  return "INSERT INTO " + table + " (" + names + ") VALUES (" + expressions + ");";
}

void marketplace::set(const std::string& table, const std::string& id_column, const domain::uuid& id,
                      const std::string& assignments) {
  database.execute("UPDATE " + table + " SET " + assignments + " WHERE " + id_column + " = " + quoted(id));
}

domain::uuid marketplace::person(const columns& changed) {
  const auto id = next_id();
  char number[16];
  std::snprintf(number, sizeof number, "%02d", ++people_);
  const std::string nn = number;
  database.execute(
      insert("users", overlaid({{"user_id", quoted(id)},
                                {"full_name", "'Person " + nn + "'"},
                                {"phone", "'+9198000000" + nn + "'"},
                                {"email", "'person" + nn + "@example.org'"},
                                {"user_type", "'both'"},
                                {"account_status", "'active'"}},
                               changed)) +
      insert("user_verifications",
             {{"user_id", quoted(id)}, {"phone_verified_at", long_ago}, {"email_verified_at", long_ago}}) +
      insert("tenant_profiles",
             {{"user_id", quoted(id)}, {"occupation", "'student'"}, {"age", "25"}, {"gender", "'female'"}}));
  return id;
}

domain::uuid marketplace::listing(const domain::uuid& host_id, const columns& changed) {
  const auto id = next_id();
  database.execute(insert("property_listings", overlaid({{"listing_id", quoted(id)},
                                                         {"host_id", quoted(host_id)},
                                                         {"title", "'Sunny room near the sea'"},
                                                         {"description", "'A quiet flat with a balcony'"},
                                                         {"property_type", "'room'"},
                                                         {"configuration", "'1 room'"},
                                                         {"furnishing", "'semi_furnished'"},
                                                         {"total_area_sqft", "500"},
                                                         {"rentable_area_sqft", "200"},
                                                         {"address_line1", "'7 Secret Street'"},
                                                         {"address_line2", "'Hidden Wing'"},
                                                         {"locality", "'Bandra West'"},
                                                         {"city", "'Mumbai'"},
                                                         {"state", "'Maharashtra'"},
                                                         {"pincode", "'400050'"},
                                                         {"coordinates", "ST_MakePoint(72.87765, 19.07654)::geography"},
                                                         {"rent_monthly", "20000"},
                                                         {"deposit", "40000"},
                                                         {"available_from", "'2026-12-01'"},
                                                         {"occupancy_type", "'single'"},
                                                         {"property_age_years", "5"},
                                                         {"bathroom_type", "'attached'"},
                                                         {"bathrooms", "1"},
                                                         {"parking", "'none'"},
                                                         {"water_supply", "'municipal'"},
                                                         {"amenities", "'{wifi,lift}'"},
                                                         {"status", "'active'"},
                                                         {"published_at", long_ago},
                                                         {"valid_until", soon},
                                                         {"created_at", long_ago}},
                                                        changed)));
  return id;
}

domain::uuid marketplace::requirement(const domain::uuid& tenant_id, const columns& changed) {
  const auto id = next_id();
  database.execute(
      insert("tenant_requirements", overlaid({{"requirement_id", quoted(id)},
                                              {"tenant_id", quoted(tenant_id)},
                                              {"budget_min", "10000"},
                                              {"budget_max", "30000"},
                                              {"preferred_coordinates", "ST_MakePoint(72.87129, 19.07123)::geography"},
                                              {"occupancy_type", "'single'"},
                                              {"move_in_date", "'2026-12-05'"},
                                              {"property_type", "'room'"},
                                              {"status", "'active'"},
                                              {"published_at", long_ago},
                                              {"valid_until", soon},
                                              {"created_at", long_ago}},
                                             changed)));
  return id;
}

domain::uuid marketplace::swipe(const domain::uuid& listing_id, const domain::uuid& requirement_id,
                                const std::string& side, const std::string& action) {
  const auto id = next_id();
  const bool by_tenant = side == "tenant";
  const std::string pair =
      " WHERE listing_id = " + quoted(listing_id) + " AND requirement_id = " + quoted(requirement_id);
  const std::string people =
      " FROM property_listings l, tenant_requirements r WHERE listing_id = " + quoted(listing_id) +
      " AND requirement_id = " + quoted(requirement_id);
  database.execute(
      "INSERT INTO pair (listing_id, requirement_id, tenant_id, host_id) SELECT listing_id, requirement_id, tenant_id, "
      "host_id" +
      people + " ON CONFLICT DO NOTHING; UPDATE pair SET " + side + "_action = '" + action + "', " + side +
      "_swipe_id = " + quoted(id) + ", " + side + "_at = '" + domain::to_string(clock.now()) + "'" + pair +
      "; INSERT INTO swipe_actions (swipe_id, swiper_id, target_type, swiped_listing_id, swiped_requirement_id,"
      " swiped_user_id, listing_id, requirement_id, action, created_at) SELECT " +
      quoted(id) + ", " +
      (by_tenant ? "tenant_id, 'listing', listing_id, NULL, host_id"
                 : "host_id, 'requirement', NULL, requirement_id, tenant_id") +
      ", listing_id, requirement_id, '" + action + "', '" + domain::to_string(clock.now()) + "'" + people);
  return id;
}

domain::uuid marketplace::match(const domain::uuid& listing_id, const domain::uuid& requirement_id,
                                const columns& changed) {
  const auto id = next_id(), conversation_id = next_id();
  const std::string people =
      "(SELECT tenant_id FROM tenant_requirements WHERE requirement_id = " + quoted(requirement_id) + ")";
  const std::string host = "(SELECT host_id FROM property_listings WHERE listing_id = " + quoted(listing_id) + ")";
  const std::string at = "'" + domain::to_string(clock.now()) + "'";
  columns row = overlaid({{"match_id", quoted(id)},
                          {"listing_id", quoted(listing_id)},
                          {"requirement_id", quoted(requirement_id)},
                          {"tenant_id", people},
                          {"host_id", host},
                          {"compatibility_score", "80.5"},
                          {"conversation_id", quoted(conversation_id)},
                          {"created_at", at}},
                         changed);
  database.execute("BEGIN;" + insert("matches", row) +
                   insert("conversations", {{"conversation_id", quoted(conversation_id)},
                                            {"match_id", quoted(id)},
                                            {"tenant_id", people},
                                            {"host_id", host},
                                            {"created_at", at}}) +
                   insert("pair", {{"listing_id", quoted(listing_id)},
                                   {"requirement_id", quoted(requirement_id)},
                                   {"tenant_id", people},
                                   {"host_id", host},
                                   {"tenant_action", "'like'"},
                                   {"host_action", "'like'"},
                                   {"state", "'matched'"},
                                   {"match_id", quoted(id)}}) +
                   "COMMIT");
  return id;
}

domain::uuid marketplace::conversation_of(const domain::uuid& match_id) {
  return *domain::parse_uuid(
      database.execute("SELECT conversation_id FROM matches WHERE match_id = " + quoted(match_id)));
}

domain::uuid marketplace::message(const domain::uuid& conversation_id, const domain::uuid& sender_id,
                                  const std::string& body) {
  const auto id = next_id();
  clock.advance(std::chrono::seconds{1});
  const std::string at = "'" + domain::to_string(clock.now()) + "'";
  database.execute("UPDATE conversations SET last_sequence = last_sequence + 1, last_message_at = " + at +
                   ", tenant_unread = tenant_unread + (host_id = " + quoted(sender_id) +
                   ")::integer, host_unread = host_unread + (tenant_id = " + quoted(sender_id) +
                   ")::integer"
                   " WHERE conversation_id = " +
                   quoted(conversation_id) +
                   "; INSERT INTO messages (message_id, conversation_id, sequence, sender_id, message_type, body, "
                   "created_at) SELECT " +
                   quoted(id) + ", conversation_id, last_sequence, " + quoted(sender_id) + ", 'text', '" + body +
                   "', " + at + " FROM conversations WHERE conversation_id = " + quoted(conversation_id));
  return id;
}

void marketplace::event(const domain::uuid& user_id, const std::string& kind, const domain::uuid& reference,
                        const std::string& detail) {
  database.execute("SELECT append_user_event(" + quoted(user_id) + ", '" + kind + "', " + quoted(reference) + ", " +
                   detail + ")");
}

}  // namespace homigo::tests
