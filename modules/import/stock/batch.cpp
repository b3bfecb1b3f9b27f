#include "modules/import/stock/batch.hpp"

#include <algorithm>

#include "modules/import/stock/listing_drawing.hpp"
#include "modules/import/stock/people.hpp"
#include "modules/import/stock/requirement_drawing.hpp"

namespace homigo::stock {
namespace {

using namespace std::chrono_literals;
using domain::host_category;
using domain::property_type;

constexpr std::chrono::days published_within{30};
constexpr std::chrono::days validity{180};
constexpr double premium_share = 0.04;
constexpr double photos_verified_share = 0.45;

/// Streams of dice; the identifiers have theirs.
enum class stream : std::uint64_t { host, listing, tenant, requirement };

dice dice_for(std::uint64_t seed, stream what, std::uint64_t number) {
  return {seed, static_cast<std::uint64_t>(what), number};
}

domain::instant earlier(dice& chance, domain::instant now, std::chrono::milliseconds within) {
  return now -
         std::chrono::milliseconds{static_cast<std::int64_t>(chance.fraction() * static_cast<double>(within.count()))};
}

/// How many listings such a host has.
int draw_offers(dice& chance, host_category category) {
  switch (category) {
    case host_category::owner:
      return chance.chance(0.65) ? 1 : chance.between(2, 3);
    case host_category::flatmate:
      return 1;
    case host_category::pg_operator:
      return chance.between(2, 8);
    case host_category::broker:
      return chance.between(4, 22);
    case host_category::company:
      return chance.between(10, 40);
  }
  return 1;
}

property_type draw_type_of(dice& chance, host_category category) {
  if (category == host_category::pg_operator) return property_type::pg;
  if (category == host_category::flatmate) return property_type::room;
  return draw_property_type(chance);
}

template <class Posting>
void publish(dice& chance, Posting& out, domain::instant now) {
  out.status = domain::posting_status::active;
  out.is_premium = chance.chance(premium_share);
  out.published_at = earlier(chance, now, published_within);
  out.valid_until = *out.published_at + validity;
  out.created_at = out.updated_at = *out.published_at;
}

std::vector<domain::photo> name_photos(std::uint64_t seed, std::uint64_t listing_number) {
  std::vector<domain::photo> photos(3);
  for (std::size_t i = 0; i < photos.size(); ++i) {
    photos[i].photo_id = identifier(seed, thing::photo, listing_number * photos.size() + i);
    photos[i].photo_type = static_cast<domain::photo_type>(i);
    photos[i].sequence_order = static_cast<std::int32_t>(i + 1);
  }
  return photos;
}

domain::listing draw_offer(std::uint64_t seed, std::uint64_t number, const domain::user& owner, const metro& city,
                           domain::instant now) {
  auto chance = dice_for(seed, stream::listing, number);
  domain::listing out;
  out.listing_id = identifier(seed, thing::listing, number);
  out.host_id = owner.user_id;
  const auto type = draw_type_of(chance, owner.host_profile->content.host_category);
  out.content = draw_listing(chance, draw_spot(chance, city), type, std::chrono::floor<std::chrono::days>(now));
  out.photos = name_photos(seed, number);
  out.photos_verified = chance.chance(photos_verified_share);
  publish(chance, out, now);
  return out;
}

}  // namespace

std::vector<host> draw_hosts(const batch_key& key, domain::instant now) {
  std::vector<host> hosts;
  const auto first = key.number * batch_size;
  for (std::size_t drawn = 0; drawn < key.postings;) {
    // A host's number is that of their first listing, so that batches need not know each other.
    const person_number who{key.seed, true, first + drawn};
    auto chance = dice_for(key.seed, stream::host, who.number);
    const auto category = draw_host_category(chance);
    const auto& city = draw_metro(chance);
    const auto offers =
        std::min<std::size_t>(static_cast<std::size_t>(draw_offers(chance, category)), key.postings - drawn);
    host next{draw_host(chance, who, category, earlier(chance, now - published_within, 365 * 24h)), {}};
    for (std::size_t i = 0; i < offers; ++i)
      next.listings.push_back(draw_offer(key.seed, first + drawn + i, next.account, city, now));
    drawn += offers;
    hosts.push_back(std::move(next));
  }
  return hosts;
}

std::vector<tenant> draw_tenants(const batch_key& key, domain::instant now) {
  std::vector<tenant> tenants;
  for (std::size_t i = 0; i < key.postings; ++i) {
    const person_number who{key.seed, false, key.number * batch_size + i};
    auto chance = dice_for(key.seed, stream::tenant, who.number);
    tenant next{draw_tenant(chance, who, earlier(chance, now - published_within, 365 * 24h)), {}};
    auto wishes = dice_for(key.seed, stream::requirement, who.number);
    next.requirement.requirement_id = identifier(key.seed, thing::requirement, who.number);
    next.requirement.tenant_id = next.account.user_id;
    next.requirement.content = draw_requirement(wishes, next.account.tenant_profile->content.gender,
                                                std::chrono::floor<std::chrono::days>(now));
    publish(wishes, next.requirement, now);
    tenants.push_back(std::move(next));
  }
  return tenants;
}

}  // namespace homigo::stock
