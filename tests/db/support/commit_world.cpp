#include "support/commit_world.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <stdexcept>

#include "domain/kernel/described/type_descriptor.hpp"
#include "persistence/postgres/client/transaction.hpp"
#include "persistence/postgres/commit/entity_rows.hpp"

namespace homigo::tests {

using domain::entity_key;
using domain::entity_kind;
using domain::pair_side;
using domain::uuid;
using persistence::commit_outcome;

uuid fresh_id() {
  static std::atomic<std::uint64_t> last = 0;
  const auto number = ++last;
  uuid id{};
  // The shard of an identifier depends on all its bytes; the order on the first.
  for (std::size_t i = 0; i < 8; ++i) id.data[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  id.data[6] = 0x70, id.data[8] = 0x80;
  return id;
}

domain::instant now() { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

std::string id_literal(const uuid& id) { return "'" + domain::to_string(id) + "'"; }

commit_world::commit_world(std::size_t lanes)
    : store(postgres::make_entity_store(
          database.pool(), {database.conninfo(), "homigo test", std::chrono::milliseconds{20'000}}, lanes, 1)) {
  database.execute("UPDATE shard SET owner = " + id_literal(incarnation) + ", epoch = 1");
}

uuid commit_world::add_user(const std::string& status) {
  const auto id = fresh_id();
  const auto number = std::to_string(1'000'000'000 + std::stoll(domain::to_string(id).substr(24), nullptr, 16));
  database.execute("INSERT INTO users (user_id, full_name, phone, email, user_type, account_status) VALUES (" +
                   id_literal(id) + ", 'Asha', '+91" + number + "', 'p" + number + "@example.in', 'both', '" + status +
                   "')");
  database.execute(
      "INSERT INTO tenant_profiles (user_id, occupation, age, gender, food_preference, smoking, drinking, "
      "pets) VALUES (" +
      id_literal(id) + ", 'student', 25, 'female', 'veg', 'no', 'no', 'no')");
  database.execute("INSERT INTO host_profiles (user_id, host_category) VALUES (" + id_literal(id) + ", 'owner')");
  return id;
}

uuid commit_world::add_listing(const uuid& host, const std::string& status) {
  const auto id = fresh_id();
  database.execute(
      "INSERT INTO property_listings (listing_id, host_id, title, property_type, configuration, furnishing,"
      " total_area_sqft, rentable_area_sqft, address_line1, locality, city, state, pincode, coordinates, rent_monthly,"
      " deposit, available_from, occupancy_type, property_age_years, bathroom_type, bathrooms, parking, water_supply,"
      " status, published_at, valid_until) VALUES (" +
      id_literal(id) + "," + id_literal(host) +
      ", 'Flat', '1bhk', '1 BHK', 'unfurnished', 500, 450, '1 Main Road', 'Andheri', 'Mumbai', 'Maharashtra', '400053',"
      " 'POINT(72.9 19)', 15000, 30000, '2026-12-25', 'single', 5, 'attached', 1, 'none', 'municipal', '" +
      status + "'," + (status == "draft" ? "NULL, NULL)" : "now(), now() + interval '30 days')"));
  database.execute("INSERT INTO entity VALUES (" + id_literal(id) + ", 'listing', " +
                   std::to_string(domain::shard_of({entity_kind::listing, id})) + ", 1)");
  return id;
}

uuid commit_world::add_requirement(const uuid& tenant, const std::string& status) {
  const auto id = fresh_id();
  database.execute(
      "INSERT INTO tenant_requirements (requirement_id, tenant_id, budget_min, budget_max, preferred_coordinates,"
      " occupancy_type, move_in_date, property_type, status, published_at, valid_until) VALUES (" +
      id_literal(id) + "," + id_literal(tenant) +
      ", 10000, 20000, 'POINT(72.9 19)', 'single', '2027-01-01', '1bhk', '" + status + "'," +
      (status == "draft" ? "NULL, NULL)" : "now(), now() + interval '30 days')"));
  database.execute("INSERT INTO entity VALUES (" + id_literal(id) + ", 'requirement', " +
                   std::to_string(domain::shard_of({entity_kind::requirement, id})) + ", 1)");
  return id;
}

two_people commit_world::add_pair() {
  two_people pair;
  pair.tenant = add_user();
  pair.host = add_user();
  pair.requirement = add_requirement(pair.tenant);
  pair.listing = add_listing(pair.host);
  return pair;
}

void commit_world::add_photos(const uuid& listing, const std::string& types) {
  database.execute(
      "INSERT INTO property_photos (photo_id, listing_id, photo_type, sequence_order, thumb_key, card_key, full_key,"
      " media_type, width, height, bytes, checksum) SELECT gen_random_uuid(), " +
      id_literal(listing) +
      ", kind, place, 't', 'c', 'f', 'image/jpeg', 10, 10, 10, '\\x00' FROM unnest(string_to_array('" + types +
      "', ',')) WITH ORDINALITY AS photo (kind, place)");
}

void commit_world::add_entitlement(const uuid& owner, entity_key subject, int days, bool premium) {
  const auto payment = fresh_id();
  database.execute(
      "INSERT INTO payments (payment_id, user_id, purpose, subject_id, gateway, amount_paise, status, settled_at)"
      " VALUES (" +
      id_literal(payment) + "," + id_literal(owner) + ", '" +
      (premium                                ? "premium_listing"
       : subject.kind == entity_kind::listing ? "host_listing"
                                              : "tenant_listing") +
      "', " + id_literal(subject.id) + ", 'sandbox', 49900, 'succeeded', now())");
  database.execute(
      "INSERT INTO entitlements (entitlement_id, payment_id, user_id, subject_kind, subject_id, is_premium,"
      " validity_days) VALUES (" +
      id_literal(fresh_id()) + "," + id_literal(payment) + "," + id_literal(owner) + ", '" +
      std::string{domain::wire_name(subject.kind)} + "', " + id_literal(subject.id) + ", " +
      (premium ? "true" : "false") + ", " + std::to_string(days) + ")");
}

void commit_world::block(const uuid& blocker, const uuid& blocked) {
  database.execute("INSERT INTO blocked_users (blocker_id, blocked_id) VALUES (" + id_literal(blocker) + "," +
                   id_literal(blocked) + ")");
}

void commit_world::wait_for_blocked(long connections) const {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{10};
  while (count("pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") < connections)
    if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("nobody waits for a lock");
}

std::future<commit_outcome> commit_world::start(domain::commit_batch batch, std::size_t lane) {
  const auto done = std::make_shared<std::promise<commit_outcome>>();
  store->commit(lane, std::move(batch), [done](commit_outcome o) { done->set_value(std::move(o)); });
  return done->get_future();
}

commit_outcome commit_world::commit(domain::commit_batch batch, std::size_t lane) {
  return start(std::move(batch), lane).get();
}

persistence::stored_entity commit_world::load(entity_key key) {
  std::promise<std::optional<persistence::stored_entity>> done;
  store->load(key, [&](auto entity) { done.set_value(std::move(entity)); });
  return done.get_future().get().value();
}

void commit_world::save(persistence::pair_snapshot snapshot) {
  postgres::database{database.pool()}.write([&](postgres::transaction& t) { postgres::save_snapshot(t, snapshot); });
}

std::int32_t batch_builder::group(entity_key key) {
  const auto known = world_.value("SELECT version FROM entity WHERE entity_id = " + id_literal(key.id));
  return group(key, known.empty() ? 0 : std::stoll(known));
}

std::int32_t batch_builder::group(entity_key key, std::int64_t version) {
  const auto g = static_cast<std::int32_t>(batch.groups.size());
  const auto shard = static_cast<std::int32_t>(domain::shard_of(key));
  const auto same = [&](const domain::shard_claim& c) { return c.shard == shard; };
  if (std::ranges::none_of(batch.shards, same)) batch.shards.push_back({shard, 1});
  batch.groups.push_back({g, key.id, key.kind, shard, version});
  items_.push_back(0);
  return g;
}

domain::swipe_item& batch_builder::swipe(std::int32_t g, const two_people& pair, pair_side side,
                                         domain::swipe_action action) {
  domain::swipe_item item;
  item.g = g, item.i = next_in(g);
  item.listing_id = pair.listing, item.requirement_id = pair.requirement;
  item.swiper_id = pair.of(side), item.side = side, item.action = action;
  item.swipe_id = fresh_id();
  item.likes_delta = action == domain::swipe_action::dislike ? 0 : 1;
  item.notify = item.likes_delta == 1;
  item.at = now();
  return batch.items.swipes.emplace_back(item);
}

domain::message_item& batch_builder::message(std::int32_t g, const uuid& conversation, const uuid& sender,
                                             const std::string& text, std::optional<std::string> client_message_id) {
  const auto participant = [&](const std::string& column) {
    return domain::parse_uuid(world_.value("SELECT " + column +
                                           " FROM conversations WHERE conversation_id = " + id_literal(conversation)))
        .value();
  };
  return batch.items.messages.emplace_back(domain::message_item{g,
                                                                next_in(g),
                                                                conversation,
                                                                fresh_id(),
                                                                sender,
                                                                domain::message_type::text,
                                                                text,
                                                                {},
                                                                std::move(client_message_id),
                                                                now(),
                                                                participant("tenant_id"),
                                                                participant("host_id")});
}

domain::visit_item& batch_builder::visit(std::int32_t g, const uuid& conversation, const uuid& sender,
                                         domain::visit_proposal wanted, std::optional<std::string> client_message_id) {
  const auto said = message(g, conversation, sender, {}, std::move(client_message_id));
  batch.items.messages.pop_back();
  return batch.items.visits.emplace_back(domain::visit_item{g,
                                                            said.i,
                                                            conversation,
                                                            said.message_id,
                                                            sender,
                                                            domain::message_type::visit_request,
                                                            {},
                                                            std::move(wanted),
                                                            said.client_message_id,
                                                            said.at,
                                                            said.tenant_id,
                                                            said.host_id});
}

domain::posting_item& batch_builder::posting(std::int32_t g, entity_key key, const uuid& owner) {
  domain::posting_item item;
  item.g = g, item.i = next_in(g);
  item.posting_id = key.id, item.kind = key.kind, item.owner_id = owner, item.at = now();
  return batch.items.postings.emplace_back(item);
}

void add_items(batch_builder& b, std::int32_t g, const two_people& pair, const domain::pair_event& event,
               const domain::decision& d) {
  const auto& effects = d.effects;
  if (const auto* s = std::get_if<domain::swipe_event>(&event)) {
    auto& item = b.swipe(g, pair, s->side, d.action);
    item.swipe_id = d.swipe_id, item.is_new = effects.record_swipe;
    item.likes_delta = d.likes_delta, item.notify = effects.notify_like, item.at = s->now;
    if (effects.create_match) item.match_id = d.next.match_id, item.conversation_id = d.next.conversation_id;
  } else if (const auto* u = std::get_if<domain::undo_event>(&event)) {
    b.batch.items.undos.push_back(
        {g, 0, pair.listing, pair.requirement, pair.of(u->side), u->side, u->swipe_id, now()});
  } else {
    domain::ending_item item{
        g, 0, pair.listing, pair.requirement, {}, {}, {}, {}, !effects.end_match && d.next.match_id, now()};
    if (effects.end_match || effects.update_match_status) item.match_id = d.next.match_id, item.status = d.next.status;
    b.batch.items.endings.push_back(item);
  }
}

settled settle(commit_world& world, const two_people& pair, const domain::pair_event& event, std::size_t lane) {
  const auto listing = world.load(pair.listing_key());
  domain::pair_state before;
  for (const auto& p : listing.pairs)
    if (p.requirement_id == pair.requirement) before = p.state;
  settled out{domain::decide(before, event), {}};
  if (out.decided.refusal || !out.decided.changed) return out;
  batch_builder b{world};
  add_items(b, b.group(pair.listing_key(), listing.version), pair, event, out.decided);
  out.outcome = world.commit(b.batch, lane);
  return out;
}

settled swipe(commit_world& world, const two_people& pair, pair_side side, domain::swipe_action action,
              std::size_t lane) {
  return settle(world, pair, domain::swipe_event{side, action, fresh_id(), fresh_id(), fresh_id(), now()}, lane);
}

uuid make_match(commit_world& world, const two_people& pair) {
  swipe(world, pair, pair_side::tenant, domain::swipe_action::like);
  return swipe(world, pair, pair_side::host, domain::swipe_action::like).decided.next.conversation_id.value();
}

std::string outcome_of(const commit_outcome& outcome) {
  using status = commit_outcome::status;
  switch (outcome.what) {
    case status::committed:
      if (!outcome.report.stale.empty()) return "stale";
      return outcome.report.refused.empty() ? "committed" : outcome.report.refused.front().code;
    case status::fenced:
      return "fenced";
    case status::rejected:
      return "rejected";
    case status::rolled_back:
      return "rolled_back";
    case status::locked:
      return "locked";
    case status::unknown:
      return "unknown";
  }
  return {};
}

}  // namespace homigo::tests
