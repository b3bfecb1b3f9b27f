#include "unit/feed/random_stock.hpp"

#include <algorithm>

#include "domain/feed/great_circle.hpp"

namespace homigo::tests {
namespace {

using namespace domain;

constexpr date first_of_month{std::chrono::days{20'788}};

template <class Ranked>
std::vector<Ranked> page_of(std::vector<Ranked> all, const feed::search_terms& terms) {
  std::ranges::sort(all, [](const auto& a, const auto& b) { return shown_before(a.key, b.key); });
  if (terms.after) std::erase_if(all, [&](const auto& each) { return !shown_before(*terms.after, each.key); });
  if (all.size() > terms.limit) all.resize(terms.limit);
  return all;
}

feed_relation relation_of(const plain_feed& world, const listing_facts& l, const requirement_facts& r,
                          const uuid& viewer, const uuid& shown) {
  const auto metres = great_circle_m(on_sphere(l.location), on_sphere(r.preferred_location));
  return {metres, world.decided.contains({viewer, shown}), false,
          world.blocks.contains({l.rule.host_id, r.rule.tenant_id}) ||
              world.blocks.contains({r.rule.tenant_id, l.rule.host_id})};
}

}  // namespace

uuid random_stock::id() {
  uuid made;
  for (auto& byte : made) byte = static_cast<std::uint8_t>(number(0, 255));
  return made;
}

geo_point random_stock::somewhere(const region& where) {
  // A coarse raster, so that places coincide and lie on the borders of cells.
  const auto off = [&] { return number(-20, 20) / 20.0 * where.spread_degrees; };
  geo_point p{std::clamp(where.centre.latitude + off(), -90.0, 90.0), where.centre.longitude + off()};
  if (p.longitude > 180) p.longitude -= 360;
  if (p.longitude < -180) p.longitude += 360;
  return p;
}

listing_facts random_stock::listing(const region& where) {
  listing_facts l;
  l.listing_id = id();
  l.rule = {chance(0.95) ? posting_status::active : posting_status::paused,
            today + std::chrono::hours{number(-1, 20)},
            person(),
            chance(0.95),
            number(5, 20) * 1000,
            one_of<occupancy_type>(2),
            one_of<gender_preference>(3),
            first_of_month + std::chrono::days{number(0, 50)}};
  l.location = somewhere(where);
  l.is_premium = chance(0.2);
  l.created_at = today - std::chrono::milliseconds{number(0, 5)};
  l.property_type = one_of<property_type>(2);
  l.furnishing = one_of<furnishing>(3);
  l.allowed = {chance(0.5), chance(0.5), chance(0.5), chance(0.5), chance(0.5)};
  l.host_fully_verified = l.photos_verified = chance(0.4);
  if (chance(0.5)) l.welcome_occupations = {one_of<occupation>(3), occupation::other};
  l.wishes = {maybe<food_preference>(4), maybe<yes_no_any>(3), maybe<yes_no_any>(3), maybe<yes_no_any>(3)};
  return l;
}

requirement_facts random_stock::requirement(const region& where) {
  requirement_facts r;
  r.requirement_id = id();
  r.rule = {chance(0.95) ? posting_status::active : posting_status::paused,
            today + std::chrono::hours{number(-1, 20)},
            person(),
            chance(0.95),
            number(4, 8) * 1000,
            number(9, 20) * 1000,
            number(1, 30) * 500,
            one_of<occupancy_type>(2),
            one_of<gender_preference>(3),
            maybe<gender>(3),
            first_of_month + std::chrono::days{number(-10, 50)}};
  r.preferred_location = somewhere(where);
  r.is_premium = chance(0.2);
  r.created_at = today - std::chrono::milliseconds{number(0, 5)};
  r.property_type = one_of<property_type>(2);
  r.furnishing = one_of<furnishing_preference>(4);
  r.wishes = {maybe<yes_no_any>(3), maybe<yes_no_any>(3), maybe<yes_no_any>(3), maybe<yes_no_any>(3),
              maybe<yes_no_any>(3)};
  if (chance(0.5)) {
    for (int i = 0; i < 8; ++i) r.priorities.push_back(static_cast<factor>(i));
    std::ranges::shuffle(r.priorities, random_);
  }
  r.occupation = maybe<occupation>(3);
  // A tenant who does not care for food agrees with every host, like one who does not tell.
  r.habits = {one_of<food_preference>(4), maybe<yes_no>(2), maybe<yes_no>(2), maybe<yes_no>(2)};
  return r;
}

std::vector<ranked_listing> plain_feed::for_requirement(const requirement_facts& viewer,
                                                        const feed::search_terms& terms) const {
  std::vector<ranked_listing> shown;
  auto rule = viewer.rule;
  rule.tenant_in_good_standing = true;  // who looks is not asked
  for (const auto& l : listings) {
    const auto relation = relation_of(*this, l, viewer, viewer.requirement_id, l.listing_id);
    if (!is_shown(l.rule, rule, relation, terms.now)) continue;
    const auto s = score_listing(inputs_of(l, viewer, relation.distance_m), weights_for(viewer.priorities));
    shown.push_back({{l.is_premium, s.score, l.created_at, l.listing_id}, s.breakdown, relation.distance_m});
  }
  return page_of(std::move(shown), terms);
}

std::vector<ranked_requirement> plain_feed::for_listing(const listing_facts& viewer,
                                                        const feed::search_terms& terms) const {
  std::vector<ranked_requirement> shown;
  auto rule = viewer.rule;
  rule.host_in_good_standing = true;
  for (const auto& r : requirements) {
    const auto relation = relation_of(*this, viewer, r, viewer.listing_id, r.requirement_id);
    if (!is_shown(rule, r.rule, relation, terms.now)) continue;
    const auto s = score_requirement(inputs_of(r, viewer));
    shown.push_back({{r.is_premium, s.score, r.created_at, r.requirement_id}, s.breakdown, relation.distance_m});
  }
  return page_of(std::move(shown), terms);
}

void plain_feed::exclude(const uuid& viewer, feed::exclusion_set& out) const {
  for (const auto& [who, shown] : decided)
    if (who == viewer) out.set(shown, true);
}

}  // namespace homigo::tests
